// Counts per voice and stretch of time as full rows. Both update logs shape them the same. Pure.
import type { HistoryDensity } from './history-queries.ts';

export function densityOf(
  found: readonly { readonly voice: string; readonly bucket: number; readonly entries: number }[],
  buckets: number,
): HistoryDensity['counts'] {
  const voices = [...new Set(found.map(({ voice }) => voice))].sort();
  return voices.map(voice => {
    const entries = new Array<number>(buckets).fill(0);
    for (const each of found) if (each.voice === voice) entries[each.bucket] = each.entries;
    return { voice, entries };
  });
}
