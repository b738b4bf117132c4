// POST /api/drafts/:draft/redactions: words taken out of the record by order. The chain holds, and an entry says who
// ordered it, when, and why.
import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Act } from '../../../shared/acts/act.ts';
import { mayAct } from '../../../shared/acts/permissions.ts';
import { RedactionOrder } from '../../../shared/api/record.ts';
import type { MemberId } from '../../../shared/ids.ts';
import type { Access } from '../../access/access.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { KnownCopies } from '../../record/known-copies.ts';
import { forgetAround, prepareRedaction } from '../../record/redacting/redaction.ts';
import type { DraftStorage } from '../../storage/draft-storage.ts';
import type { LiveDraft } from '../../sync/live-draft.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { ActSettlement } from '../../sync/tick/apply-act.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';
import { seated } from '../seated.ts';
import { answerAct } from './acts.ts';

export type RedactionParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly record: DraftRecord;
  readonly storage: Pick<DraftStorage, 'log' | 'history'>;
  readonly copies: KnownCopies;
  readonly bodies: Bodies;
};

export function redactionsRouter(parts: RedactionParts): Router {
  const { access, rooms, bodies } = parts;
  const router = Router();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what one empties another may look at. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
  router.post('/api/drafts/:draft/redactions', async (request, response) => {
    const { draft, seat, by, asker } = await seated(request, access, rooms);
    const may = mayAct({ kind: 'record.redact' }, by, draft.rows);
    if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
    const { run, reason } = await bodies.json(request, asker, RedactionOrder);
    const settlement = await inTurn(() => redact(parts, draft, seat.member, run, reason));
    answerAct(settlement, response);
  });
  return router;
}

async function redact(
  { rooms, record, storage: { log, history }, copies }: RedactionParts,
  draft: LiveDraft,
  member: MemberId,
  run: string,
  reason: string,
): Promise<ActSettlement> {
  const prepared = await prepareRedaction(log, draft, await history.line(draft.id, run));
  if (prepared.kind === 'refused') throw new ProblemError('act-refused', prepared.reason);
  const entries = prepared.redactions.map(({ doc, seq }) => ({
    part: doc === draft.text.name ? 'text' : 'shared',
    seq,
  }));
  const act = Act.parse({ id: randomUUID(), kind: 'record.redact', reason, entries });
  const forget = async (): Promise<void> => {
    await record.forget(draft.id);
    copies.forget();
  };
  const settlement = await forgetAround(forget, () => draft.act(member, act, prepared.redactions));
  if (settlement.kind === 'done') await rooms.saveNow(draft);
  return settlement;
}
