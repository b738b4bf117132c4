// GET /api/drafts/:draft/moments/:moment, /comparison, /density: the draft as it stood, two moments side by side, and
// how much was done when.
import { Router } from 'express';
import type { Density } from '../../../shared/api/record.ts';
import { ComparisonQuery, DensityQuery, MomentName, MomentQuery, momentOf } from '../../../shared/api/record.ts';
import { Voice } from '../../../shared/api/voice.ts';
import { quietHourMs } from '../../../shared/limits.ts';
import { By } from '../../../shared/rows/schema.ts';
import type { Access } from '../../access/access.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { HistoryQueries } from '../../storage/history-queries.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { AskRecord } from '../ask-record.ts';
import { seated } from '../seated.ts';

export type RecordParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly record: DraftRecord;
  readonly history: Pick<HistoryQueries, 'density' | 'quietMoments' | 'people'>;
  readonly look: AskRecord;
  readonly answers: Answers;
};

export function recordRouter({ access, rooms, record, history, look, answers }: RecordParts): Router {
  const router = Router();
  router.get('/api/drafts/:draft/moments/:moment', async (request, response) => {
    const { draft, by, asker, again } = await seated(request, access, rooms);
    MomentQuery.parse(request.query);
    const address = momentOf(MomentName.parse(request.params.moment));
    await look(asker, async () => {
      const moment = await record.moment(draft.id, address, by);
      await again();
      await answers.json(response, asker, () => moment);
    });
  });
  router.get('/api/drafts/:draft/comparison', async (request, response) => {
    const { draft, by, asker, again } = await seated(request, access, rooms);
    const { from, to, by: voice } = ComparisonQuery.parse(request.query);
    await look(asker, async () => {
      const comparison = await record.comparison(draft.id, momentOf(from), momentOf(to), by, voice ?? null);
      await again();
      await answers.json(response, asker, () => comparison);
    });
  });
  router.get('/api/drafts/:draft/density', async (request, response) => {
    const { draft, asker, again } = await seated(request, access, rooms);
    const { buckets } = DensityQuery.parse(request.query);
    const [{ from, to, counts }, quiet, people] = await Promise.all([
      history.density(draft.id, buckets),
      history.quietMoments(draft.id, quietHourMs),
      history.people(draft.id),
    ]);
    const density: Density = {
      from,
      to,
      counts: counts.map(({ voice, entries }) => ({ voice: Voice.parse(voice), entries: [...entries] })),
      quiet: [...quiet],
      people: people.map(person => By.parse(person)),
    };
    await again();
    await answers.json(response, asker, () => density);
  });
  return router;
}
