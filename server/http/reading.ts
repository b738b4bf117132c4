// GET and PUT /api/drafts/:draft/reading: what this member has read, and since when they were away. Nobody else's.
import { Router } from 'express';
import { ReadingChange } from '../../shared/api/reading.ts';
import type { Access } from '../access/access.ts';
import type { ReadingMarks } from '../access/reading.ts';
import type { Rooms } from '../sync/rooms.ts';
import { seated } from './seated.ts';

export function readingRouter({
  access,
  rooms,
  reading,
}: {
  access: Access;
  rooms: Rooms;
  reading: ReadingMarks;
}): Router {
  const router = Router();
  router.get('/api/drafts/:draft/reading', async (request, response) => {
    const { draft, by } = await seated(request, access, rooms);
    await reading.here(draft.id, by.member);
    response.json(await reading.of(draft.id, by.member));
  });
  router.put('/api/drafts/:draft/reading', async (request, response) => {
    const { draft, by } = await seated(request, access, rooms);
    const { all, marks } = ReadingChange.parse(request.body);
    // Only what is there can have been read: nobody stores anything else here.
    const isThere = (what: string): boolean =>
      what.startsWith('point-')
        ? draft.rows.get('points', what.slice('point-'.length)) !== undefined
        : draft.rows.get('threads', what.slice('thread-'.length)) !== undefined;
    const known = Object.fromEntries(Object.entries(marks).filter(([what]) => isThere(what)));
    await reading.mark(draft.id, by.member, { all, marks: known });
    response.json(await reading.of(draft.id, by.member));
  });
  return router;
}
