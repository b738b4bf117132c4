// POST /api/drafts/:draft/acts: one act, checked, ordered, durable, answered with where it stands in the record.
import type { Response } from 'express';
import { Router } from 'express';
import { SentAct } from '../../../shared/acts/act.ts';
import type { ActAnswer } from '../../../shared/api/contract.ts';
import { unreachable } from '../../../shared/assert.ts';
import type { Access } from '../../access/access.ts';
import { cannotStore } from '../../storage/storing.ts';
import type { ActDesk, DeskAnswer } from '../../sync/act-desk.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';
import { seated } from '../seated.ts';

export function actsRouter(parts: { access: Access; rooms: Rooms; desk: ActDesk; bodies: Bodies }): Router {
  const router = Router({ mergeParams: true });
  router.post('/api/drafts/:draft/acts', async (request, response) => {
    const { draft, seat, asker } = await seated(request, parts.access, parts.rooms);
    const act = await parts.bodies.json(request, asker, SentAct);
    answerAct(await parts.desk.submit(draft, seat.member, act), response);
  });
  return router;
}

/** Throws a ProblemError for whatever is not done. */
export function answerAct(settlement: DeskAnswer, response: Response): void {
  response.status(201).json(doneOf(settlement));
}

/** Likewise. */
export function doneOf(settlement: DeskAnswer): ActAnswer {
  switch (settlement.kind) {
    case 'done':
      return settlement.answer;
    case 'id-reused':
      throw new ProblemError('act-id-reused', 'Another act was sent under this id.');
    case 'not-saved':
      throw new ProblemError('not-saved', 'The act could not be saved. It left no trace; send it again.');
    case 'cannot-store':
      throw new ProblemError('cannot-store', cannotStore);
    case 'refused':
      if (settlement.code === 'words-not-here') throw new ProblemError('words-not-here', settlement.reason);
      if (settlement.code === 'not-allowed') throw new ProblemError('not-allowed', settlement.reason, settlement.code);
      throw new ProblemError('act-refused', settlement.reason, settlement.code);
    default:
      return unreachable(settlement);
  }
}
