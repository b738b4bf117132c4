// Counts per party and stretch of time as full rows. Both update logs shape them the same. Pure.
import type { HistoryDensity } from './update-log.ts';

export function densityOf(
  found: readonly { readonly party: string | null; readonly bucket: number; readonly entries: number }[],
  buckets: number,
): HistoryDensity['counts'] {
  const parties = [...new Set(found.map(({ party }) => party))].sort();
  return parties.map(party => {
    const entries = new Array<number>(buckets).fill(0);
    for (const each of found) if (each.party === party) entries[each.bucket] = each.entries;
    return { party, entries };
  });
}
