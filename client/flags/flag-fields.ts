// What is filled in to raise a flag.
import { z } from 'zod';
import { Severity } from '../../shared/rows/schema.ts';
import { Anchor } from '../../shared/text/anchors/anchor-schema.ts';

export const FlagFields = z.object({
  /** A red line's id, `newLine`, or nothing yet. */
  line: z.string(),
  statement: z.string(),
  severity: Severity,
  reason: z.string(),
  /** What it was begun on, for whoever goes on with it from elsewhere. */
  words: z.object({ anchor: Anchor, quote: z.string() }).nullable(),
});
export type FlagFields = z.infer<typeof FlagFields>;
