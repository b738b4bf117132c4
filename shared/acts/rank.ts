// Where a thing comes to stand among its siblings: a fractional index between its new neighbours.
import { generateNKeysBetween } from 'fractional-indexing';
import { byRank } from '../rows/outline.ts';

/** So many ranks in a row, after `after` and before what follows it. Null where `after` is not among the siblings. */
export function ranksAfter(
  siblings: readonly { id: string; rank: string }[],
  after: string | null,
  count: number,
): readonly string[] | null {
  const order = [...siblings].sort(byRank);
  const index = after === null ? -1 : order.findIndex(sibling => sibling.id === after);
  if (after !== null && index < 0) return null;
  const below = order[index]?.rank ?? null;
  const above = order.slice(index + 1).find(sibling => below === null || sibling.rank > below)?.rank ?? null;
  return generateNKeysBetween(below, above, count);
}

/** The rank after `after` (null: first), or null where `after` is not among the siblings. The moved thing itself is left out. */
export function rankAfter(
  siblings: readonly { id: string; rank: string }[],
  after: string | null,
  moved?: string,
): string | null {
  return (
    ranksAfter(
      siblings.filter(sibling => sibling.id !== moved),
      after,
      1,
    )?.[0] ?? null
  );
}
