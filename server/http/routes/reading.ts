// GET and PUT /api/drafts/:draft/reading: what this member has read, since when they were away, and what others did
// since. Nobody else's.
import { Router } from 'express';
import type { News, Reading } from '../../../shared/api/reading.ts';
import { ReadingChange, ReadingQuery } from '../../../shared/api/reading.ts';
import type { DraftId, MemberId } from '../../../shared/ids.ts';
import type { Access } from '../../access/access.ts';
import type { ReadingMarks } from '../../access/reading.ts';
import type { HistoryQueries } from '../../storage/history-queries.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { Bodies } from '../bodies.ts';
import { seated } from '../seated.ts';

export function readingRouter({
  access,
  rooms,
  reading,
  history,
  bodies,
  answers,
}: {
  access: Access;
  rooms: Rooms;
  reading: ReadingMarks;
  history: Pick<HistoryQueries, 'news'>;
  bodies: Bodies;
  answers: Answers;
}): Router {
  const router = Router();
  router.get('/api/drafts/:draft/reading', async (request, response) => {
    const { draft, by, asker, again } = await seated(request, access, rooms);
    const { known } = ReadingQuery.parse(request.query);
    await reading.here(draft.id, by.member);
    const read = await reading.of(draft.id, by.member);
    const news = await newsFor(history, draft.id, by.member, read, known);
    await again();
    await answers.json(response, asker, () => ({ ...read, news }));
  });
  router.put('/api/drafts/:draft/reading', async (request, response) => {
    const { draft, by, asker } = await seated(request, access, rooms);
    const { all, marks } = await bodies.json(request, asker, ReadingChange);
    // Only what is there can have been read: nobody stores anything else here.
    const isThere = (what: string): boolean =>
      what.startsWith('point-')
        ? draft.rows.get('points', what.slice('point-'.length)) !== undefined
        : draft.rows.get('threads', what.slice('thread-'.length)) !== undefined;
    const known = Object.fromEntries(Object.entries(marks).filter(([what]) => isThere(what)));
    await reading.mark(draft.id, by.member, { all, marks: known });
    const read = await reading.of(draft.id, by.member);
    await answers.json(response, asker, () => read);
  });
  return router;
}

/** On a first visit nothing is news: everything would be. */
async function newsFor(
  history: Pick<HistoryQueries, 'news'>,
  draft: DraftId,
  member: MemberId,
  { since, first, all }: Reading,
  known: number,
): Promise<News> {
  if (since === null || first === null) return { points: {}, threads: {}, besides: { count: 0, lately: 0, at: 0 } };
  const asked = { draft, member, after: Math.max(first, all), known, since: Math.max(since, all) };
  const { things, besides } = await history.news(asked);
  return {
    points: Object.fromEntries(things.flatMap(({ point, at }) => (point === null ? [] : [[point, at]]))),
    threads: Object.fromEntries(things.flatMap(({ thread, at }) => (thread === null ? [] : [[thread, at]]))),
    besides,
  };
}
