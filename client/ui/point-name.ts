// How a sentence calls a point: by its number, or by its title once it was removed and has none. Pure.
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { PointRow } from '../../shared/rows/schema.ts';
import { clockWords } from './relative-time.tsx';

/** "point 4", or “Ceasefire” (removed). */
export function pointName(row: PointRow | undefined, number: number | undefined): string {
  if (number !== undefined) return `point ${number}`;
  return row ? `“${row.title}” (removed)` : 'a point that is gone';
}

export const nameOfPoint = (rows: RowReader, point: string): string =>
  pointName(rows.get('points', point), numbersOf(outlineOf(rows)).get(point));

/** "Chair removed this point at 14:02."; empty where it stands. */
export const removalWords = (row: PointRow | undefined): string =>
  row?.state.kind === 'removed' ? `${row.state.by.name} removed this point at ${clockWords(row.state.at)}.` : '';
