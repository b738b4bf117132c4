// The shape of an anchor as it is stored and sent. Places none in a text, so that whoever only reads rows needs no Yjs.
import { z } from 'zod';
import { anchorContextChars, quoteCharsMax, twinsMax } from '../../limits.ts';

const Position = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const Count = z.int().min(0).max(twinsMax);

export const Anchor = z.strictObject({
  /** Base64 of encoded Yjs relative positions. */
  start: Position,
  end: Position,
  quote: z.string().min(1).max(quoteCharsMax),
  prefix: z.string().max(anchorContextChars),
  suffix: z.string().max(anchorContextChars),
  /**
   * How often the same words stood in the point before and after these; left out where that is too often, and in
   * anchors made before 2026-11-28.
   */
  twins: z.tuple([Count, Count]).optional(),
  /** How many letters they have, where only their beginning is quoted. */
  length: z.int().positive().optional(),
});
export type Anchor = z.infer<typeof Anchor>;
