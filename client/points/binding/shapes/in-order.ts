// What of two lists may stay as it is, in one order. Pure.

/** Pairs of indices that rise in both, of the greatest weight; 0 is no pair. */
export function heaviestPairs(
  length: number,
  otherLength: number,
  weightOf: (index: number, other: number) => number,
): readonly (readonly [number, number])[] {
  const best: number[][] = Array.from({ length: length + 1 }, () => new Array<number>(otherLength + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const weights = Array.from({ length }, (_, i) => Array.from({ length: otherLength }, (_, j) => weightOf(i, j)));
  const weight = (i: number, j: number): number => weights[i]?.[j] ?? 0;
  for (let i = length - 1; i >= 0; i--)
    for (let j = otherLength - 1; j >= 0; j--)
      (best[i] ?? [])[j] = Math.max(at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + weight(i, j));
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < length && j < otherLength; )
    if (weight(i, j) > 0 && at(i, j) === at(i + 1, j + 1) + weight(i, j)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  return pairs;
}

/** The indices of a longest stretch of places that rise. */
export function longestRise(places: readonly (number | null)[]): readonly number[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, place] of places.entries()) {
    if (place === null) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[index] = tails[low - 1];
    tails[low] = index;
  }
  const rise: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) rise.push(at);
  return rise;
}
