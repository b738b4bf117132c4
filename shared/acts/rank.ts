// Where a thing comes to stand among its siblings: a fractional index between its new neighbours. Each move into one
// gap makes it longer: before it grows too long, all siblings are given short ones in the same order, within the same
// act.
import { generateNKeysBetween } from 'fractional-indexing';
import { rankCharsMax } from '../limits.ts';
import { byRank } from '../rows/outline.ts';

type Ranked = { readonly id: string; readonly rank: string };

/**
 * So many ranks in a row, after `after` and before what follows it. Null where `after` is not among the siblings.
 * `give` is called for each sibling whose rank changes, and has to write it.
 */
export function ranksAfter<T extends Ranked>(
  siblings: readonly T[],
  after: string | null,
  count: number,
  give: (sibling: T, rank: string) => void,
): readonly string[] | null {
  const order = [...siblings].sort(byRank);
  const index = after === null ? -1 : order.findIndex(sibling => sibling.id === after);
  if (after !== null && index < 0) return null;
  const below = order[index]?.rank ?? null;
  const above = order.slice(index + 1).find(sibling => below === null || sibling.rank > below)?.rank ?? null;
  const between = generateNKeysBetween(below, above, count);
  if (between.every(rank => rank.length <= rankCharsMax)) return between;
  const anew = freshRanks(order.length + count);
  const place = index + 1;
  for (const [i, sibling] of order.entries()) give(sibling, anew[i < place ? i : i + count] ?? '');
  return anew.slice(place, place + count);
}

/**
 * The rank after `after` (null: first), or null where `after` is not among the siblings. The moved thing itself is left
 * out.
 */
export function rankAfter<T extends Ranked>(
  siblings: readonly T[],
  after: string | null,
  give: (sibling: T, rank: string) => void,
  moved?: string,
): string | null {
  const others = siblings.filter(sibling => sibling.id !== moved);
  return ranksAfter(others, after, 1, give)?.[0] ?? null;
}

/** For siblings that have none yet. */
export const freshRanks = (count: number): readonly string[] => generateNKeysBetween(null, null, count);
