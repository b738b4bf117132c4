// POST /api/drafts/:draft/redactions: words taken out of the record by order. The chain holds, and an entry says who ordered it, when, and why.
import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Act } from '../../shared/acts/act.ts';
import { mayAct } from '../../shared/acts/permissions.ts';
import { RedactionOrder } from '../../shared/api/record.ts';
import type { Access } from '../access/access.ts';
import type { DraftRecord } from '../record/draft-record.ts';
import { prepareRedaction } from '../record/redaction.ts';
import type { UpdateLog } from '../storage/update-log.ts';
import type { Rooms } from '../sync/rooms.ts';
import { answerAct } from './acts.ts';
import { ProblemError } from './problem.ts';
import { seated } from './seated.ts';

export type RedactionParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly record: DraftRecord;
  readonly log: UpdateLog;
};

export function redactionsRouter({ access, rooms, record, log }: RedactionParts): Router {
  const router = Router();
  router.post('/api/drafts/:draft/redactions', async (request, response) => {
    const { draft, seat, by } = await seated(request, access, rooms);
    const { run, reason } = RedactionOrder.parse(request.body);
    const may = mayAct({ kind: 'record.redact' }, by, draft.rows);
    if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
    const prepared = await prepareRedaction(log, draft, run);
    if (prepared.kind === 'refused') throw new ProblemError('act-refused', prepared.reason);
    const entries = prepared.redactions.map(({ doc, seq }) => ({
      part: doc === draft.text.name ? 'text' : 'shared',
      seq,
    }));
    const act = Act.parse({ id: randomUUID(), kind: 'record.redact', reason, entries });
    // Before and after: neither checkpoints nor snapshots may keep what the log no longer has, also when the process ends in between.
    await record.forget(draft.id);
    const settlement = await draft.act(seat.member, act, prepared.redactions);
    if (settlement.kind === 'done') {
      await record.forget(draft.id);
      await rooms.saveNow(draft);
    }
    answerAct(settlement, response);
  });
  return router;
}
