// The longest part of a list of numbers that ascends. Pure.

/** Their indices. Those without a number are left out. */
export function ascending(numbers: readonly (number | null)[]): ReadonlySet<number> {
  /** The index of the lowest number that ends a part of so many. */
  const ends: number[] = [];
  const before = new Map<number, number>();
  const at = (index: number | undefined): number => (index === undefined ? -1 : (numbers[index] ?? -1));
  for (const [index, number] of numbers.entries()) {
    if (number === null) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle]) < number) low = middle + 1;
      else high = middle;
    }
    const last = ends[low - 1];
    if (last !== undefined) before.set(index, last);
    ends[low] = index;
  }
  const kept = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = before.get(index)) kept.add(index);
  return kept;
}
