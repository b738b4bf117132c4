// POST /api/drafts/:draft/restorations: what once stood is brought back, as the record has it. Who asks says which
// moment and what they see now, never the words.
import { Router } from 'express';
import { Act } from '../../../shared/acts/act.ts';
import { mayAct } from '../../../shared/acts/permissions.ts';
import { momentOf, RestorationOrder } from '../../../shared/api/record.ts';
import type { Access } from '../../access/access.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { ActDesk } from '../../sync/act-desk.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { AskRecord } from '../ask-record.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';
import { seated } from '../seated.ts';
import { answerAct } from './acts.ts';

export type RestorationParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly desk: ActDesk;
  readonly record: DraftRecord;
  readonly look: AskRecord;
  readonly bodies: Bodies;
};

export function restorationsRouter({ access, rooms, desk, record, look, bodies }: RestorationParts): Router {
  const router = Router();
  router.post('/api/drafts/:draft/restorations', async (request, response) => {
    const { draft, seat, by, asker } = await seated(request, access, rooms);
    const may = mayAct({ kind: 'words.restore' }, by, draft.rows);
    if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
    const { id, moment, points, outline } = await bodies.json(request, asker, RestorationOrder);
    const asked = points.map(({ point }) => point);
    const stood = await look(asker, () => record.stood(draft.id, momentOf(moment), asked, by));
    if (stood.kind === 'covered')
      throw new ProblemError(
        'act-refused',
        `“${stood.title}” had words then that are not shown to you.`,
        'not-allowed',
      );
    const { source, at, heads, blocks, themes } = stood;
    const act = Act.parse({
      id,
      kind: 'words.restore',
      source,
      at,
      heads,
      points: points.map(({ point, basis }, i) => ({ point, basis, blocks: blocks[i] })),
      outline: outline === null ? null : { basis: outline, themes },
    });
    answerAct(await desk.submit(draft, seat.member, act), response);
  });
  return router;
}
