// What a member has read of a draft: theirs alone, and the same on each of their devices.
import { z } from 'zod';
import { readingMarksMax } from '../limits.ts';

/** `point-…` or `thread-…`: what was read. */
const ReadThing = z.string().regex(/^(?:point|thread)-[a-z0-9][a-z0-9-]{0,63}$/);

/** GET /api/drafts/:draft/reading. Times in ms since 1970. */
export const Reading = z.strictObject({
  /** When the visit before this one ended; null: this is the first. */
  since: z.int().nullable(),
  /** Until when everything counts as read. */
  all: z.int(),
  marks: z.record(ReadThing, z.int()),
});
export type Reading = z.infer<typeof Reading>;

/** PUT, answered with the Reading that it makes. A mark never goes back. */
export const ReadingChange = z.strictObject({
  all: z.int().nonnegative().optional(),
  marks: z
    .record(ReadThing, z.int().nonnegative())
    .default({})
    .refine(marks => Object.keys(marks).length <= readingMarksMax),
});
