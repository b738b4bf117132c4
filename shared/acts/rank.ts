// Where a thing comes to stand among its siblings: a fractional index between its new neighbours.
import { generateKeyBetween } from 'fractional-indexing';
import { byRank } from '../rows/outline.ts';

/** The rank after `after` (null: first), or null where `after` is not among the siblings. The moved thing itself is left out. */
export function rankAfter(
  siblings: readonly { id: string; rank: string }[],
  after: string | null,
  moved?: string,
): string | null {
  const order = siblings.filter(sibling => sibling.id !== moved).sort(byRank);
  const index = after === null ? -1 : order.findIndex(sibling => sibling.id === after);
  if (after !== null && index < 0) return null;
  const below = order[index]?.rank ?? null;
  const above = order.slice(index + 1).find(sibling => below === null || sibling.rank > below)?.rank ?? null;
  return generateKeyBetween(below, above);
}
