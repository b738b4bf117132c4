// What a member has read of a draft: theirs alone, and the same on each of their devices.
import { z } from 'zod';
import { PointId, SeatId, ThreadId } from '../ids.ts';
import { readingMarksMax } from '../limits.ts';

/** `point-…` or `thread-…`: what was read. */
const ReadThing = z.string().regex(/^(?:point|thread)-[a-z0-9][a-z0-9-]{0,63}$/);

/** Times in ms since 1970. */
export const Reading = z.strictObject({
  /** When the visit before this one ended; null: this is the first. */
  since: z.int().nullable(),
  /**
   * When this member's first visit ended: whatever others did since is unread until it is read. Null: this is the
   * first.
   */
  first: z.int().nullable(),
  /** Until when everything counts as read. */
  all: z.int(),
  marks: z.record(ReadThing, z.int()),
});
export type Reading = z.infer<typeof Reading>;

/** What others did since then, by the record: when the newest of it ended. */
export const News = z.strictObject({
  /** To a point, beside its threads. */
  points: z.record(PointId, z.int()),
  threads: z.record(ThreadId, z.int()),
  /**
   * To neither (red lines, themes, settings, versions): how much, how much of it since the last visit, and the newest
   * (0: none).
   */
  besides: z.strictObject({ count: z.int(), lately: z.int(), at: z.int() }),
});
export type News = z.infer<typeof News>;

/**
 * GET /api/drafts/:draft/reading. `known`: of points and threads only what ended then or later, since the page has the
 * rest.
 */
export const ReadingQuery = z.strictObject({ seat: SeatId, known: z.coerce.number().int().nonnegative().default(0) });
export const ReadingNews = Reading.extend({ news: News });
export type ReadingNews = z.infer<typeof ReadingNews>;

/** PUT, answered with the Reading that it makes. A mark never goes back. */
export const ReadingChange = z.strictObject({
  all: z.int().nonnegative().optional(),
  marks: z
    .record(ReadThing, z.int().nonnegative())
    .default({})
    .refine(marks => Object.keys(marks).length <= readingMarksMax),
});
