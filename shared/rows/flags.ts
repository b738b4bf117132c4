// The flags of each point, sorted out once for each picture of the rows: hundreds of points ask after every act. Pure.
import type { PointId } from '../ids.ts';
import type { RowReader } from './row-store.ts';
import type { FlagRow } from './schema.ts';

const indexes = new WeakMap<RowReader, ReadonlyMap<string, readonly FlagRow[]>>();

/** Oldest first. `rows` must not change any more: a snapshot, not a live document. */
export function flagsOn(rows: RowReader, point: PointId): readonly FlagRow[] {
  let index = indexes.get(rows);
  if (!index) {
    index = Map.groupBy(
      [...rows.all('flags')].sort((a, b) => a.at - b.at),
      flag => flag.point,
    );
    indexes.set(rows, index);
  }
  return index.get(point) ?? [];
}
