// Where stretches of one text lie over one another. Pure.

export type Spot = { readonly from: number; readonly to: number };

/** In order, none touching another; what many cover, once. */
export function overlapsOf(spots: readonly Spot[]): readonly Spot[] {
  const edges = spots
    .filter(({ from, to }) => from < to)
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.by - a.by); // where one ends as another begins, they are one stretch of overlap
  const overlaps: Spot[] = [];
  let depth = 0;
  let from = 0;
  for (const { at, by } of edges) {
    if (by === 1 && depth === 1) from = at;
    depth += by;
    if (by === -1 && depth === 1 && from < at) overlaps.push({ from, to: at });
  }
  return overlaps;
}
