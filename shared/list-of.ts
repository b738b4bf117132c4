// A list as whoever sends it must not be trusted with: its length is looked at before its elements, and the first wrong
// element ends the reading. Zod's own arrays read all of a million wrong elements and report each.
import { z } from 'zod';

export type ListBounds = { readonly least?: number; readonly most: number };

export function listOf<S extends z.ZodType>(element: S, { least = 0, most }: ListBounds) {
  return z
    .array(z.unknown())
    .min(least)
    .max(most)
    .transform((items, context): z.output<S>[] => {
      const read: z.output<S>[] = [];
      for (const [i, item] of items.entries()) {
        const one = element.safeParse(item);
        if (!one.success) {
          for (const issue of one.error.issues)
            context.issues.push({ ...issue, path: [i, ...issue.path], input: item } as z.core.$ZodRawIssue);
          return z.NEVER;
        }
        read.push(one.data);
      }
      return read;
    });
}
