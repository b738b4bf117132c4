// GET /api/drafts/:draft/history: who did what, and when; newest first, by pages.
import { Router } from 'express';
import { HistoryQuery } from '../../../shared/api/contract.ts';
import { historyAtOnceMax, historyWaitingMax } from '../../../shared/limits.ts';
import type { Access } from '../../access/access.ts';
import { nameOf } from '../../budgets/asker.ts';
import { TooMany } from '../../record/at-most.ts';
import { historyPage } from '../../record/history.ts';
import { InTurn } from '../../record/in-turn.ts';
import type { HistoryQueries } from '../../storage/history-queries.ts';
import { UpdateLogError } from '../../storage/update-log.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import { ProblemError } from '../problem.ts';
import { seated } from '../seated.ts';

export function historyRouter(parts: {
  access: Access;
  rooms: Rooms;
  history: HistoryQueries;
  answers: Answers;
}): Router {
  const router = Router();
  const inTurn = new InTurn(historyAtOnceMax, historyWaitingMax);
  router.get('/api/drafts/:draft/history', async (request, response) => {
    const { draft, by, asker, again } = await seated(request, parts.access, parts.rooms);
    const query = HistoryQuery.parse(request.query);
    try {
      const ask = () => historyPage(parts.history, draft.id, query, draft.rows, by);
      const page = await inTurn.run(nameOf(asker), ask);
      await again();
      await parts.answers.json(response, asker, () => page);
    } catch (error) {
      if (error instanceof TooMany)
        throw new ProblemError(
          'too-many-requests',
          'You are asking much of the history at once. Try again in a moment.',
        );
      if (error instanceof UpdateLogError && error.kind === 'bad-cursor')
        throw new ProblemError('bad-request', error.message);
      throw error;
    }
  });
  return router;
}
