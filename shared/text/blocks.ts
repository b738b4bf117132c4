// A point's body as plain blocks: what an import makes, an export reads and a preview shows. Knows no Yjs and no file
// format.
import { z } from 'zod';
import { blocksPerPointMax, pointTextCharsMax, runsPerBlockMax } from '../limits.ts';
import { listOf } from '../list-of.ts';
import { isSafeUrl } from './allow-list.ts';

/** Words in one style. */
export const Run = z.strictObject({
  text: z.string().max(pointTextCharsMax),
  marks: listOf(z.enum(['bold', 'italic', 'underline']), { most: 3 }),
  /** Only addresses that the gate takes. */
  link: z.string().refine(isSafeUrl).nullable(),
});
export type Run = z.infer<typeof Run>;

const Runs = listOf(Run, { most: runsPerBlockMax });
const ListItem = z.strictObject({ level: z.int().min(0).max(7), ordered: z.boolean(), runs: Runs });
export type ListItem = z.infer<typeof ListItem>;

export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs: Runs }),
  z.strictObject({ kind: z.literal('quote'), runs: Runs }),
  /** Neighbouring items in reading order; `level` is their depth. */
  z.strictObject({ kind: z.literal('list'), items: listOf(ListItem, { least: 1, most: blocksPerPointMax }) }),
]);
export type Block = z.infer<typeof Block>;
