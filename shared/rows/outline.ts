// The outline of a draft: themes and points in reading order, with the numbers people quote. Pure; numbers are derived,
// never stored.
import type { RowReader } from './row-store.ts';
import type { PointRow, ThemeRow } from './schema.ts';

export type OutlinePoint = { readonly row: PointRow; readonly number: number };
export type OutlineTheme = {
  readonly row: ThemeRow;
  readonly number: number;
  readonly points: readonly OutlinePoint[];
};
export type Outline = { readonly themes: readonly OutlineTheme[]; readonly removed: readonly PointRow[] };

/** Ranks are compared code unit by code unit, never by locale: all sides must see one order. */
export const byRank = (a: { rank: string; id: string }, b: { rank: string; id: string }): number =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export function outlineOf(rows: RowReader): Outline {
  const pointsByTheme = new Map<string, PointRow[]>();
  const removed: PointRow[] = [];
  for (const point of rows.all('points')) {
    if (point.state.kind === 'removed') removed.push(point);
    else pointsByTheme.set(point.theme, [...(pointsByTheme.get(point.theme) ?? []), point]);
  }
  let number = 0;
  const themes = rows
    .all('themes')
    .filter(theme => theme.state.kind === 'present')
    .sort(byRank)
    .map((row, index) => ({
      row,
      number: index + 1,
      points: (pointsByTheme.get(row.id) ?? []).sort(byRank).map(point => ({ row: point, number: ++number })),
    }));
  return { themes, removed: removed.sort(byRank) };
}

/** Point id to number, for labels such as "point 12". Removed points have none. */
export const numbersOf = (outline: Outline): ReadonlyMap<string, number> =>
  new Map(outline.themes.flatMap(theme => theme.points.map(point => [point.row.id, point.number] as const)));
