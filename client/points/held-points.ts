// A point in which somebody fills in a form stays drawn where it is while the form stands open, whatever others do: drawn elsewhere or not at all, it would
// take the field with it.
import { useLayoutEffect, useRef } from 'react';
import type { OutlineTheme } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { formPlace } from '../forms/form-place.ts';
import { useOpenForms } from '../forms/use-form.ts';

/** `before`: as it was drawn; `held`: ids of points. A held point that stands in the same theme moves with it. Pure. */
export function withHeld(
  before: readonly OutlineTheme[],
  now: readonly OutlineTheme[],
  held: ReadonlySet<string>,
  rows: RowReader,
): readonly OutlineTheme[] {
  const isIn = (theme: OutlineTheme, id: string): boolean => theme.points.some(({ row }) => row.id === id);
  const gone = before.flatMap(theme =>
    theme.points
      .filter(({ row }) => held.has(row.id) && !now.some(each => each.row.id === theme.row.id && isIn(each, row.id)))
      .map(({ row, number }) => ({ theme, row: rows.get('points', row.id) ?? row, number })),
  );
  if (gone.length === 0) return now;
  const lost = before.filter(
    ({ row }) => gone.some(({ theme }) => theme.row.id === row.id) && !now.some(each => each.row.id === row.id),
  );
  return [...now, ...lost.map(theme => ({ ...theme, points: [] }))].map(theme => {
    const points = theme.points.filter(({ row }) => !gone.some(each => each.row.id === row.id));
    for (const { row, number, theme: old } of gone.filter(each => each.theme.row.id === theme.row.id)) {
      const ahead = old.points
        .slice(
          0,
          old.points.findIndex(each => each.row.id === row.id),
        )
        .map(each => each.row.id);
      const at = points.findLastIndex(each => ahead.includes(each.row.id)) + 1;
      points.splice(at, 0, { row, number });
    }
    return { ...theme, points };
  });
}

/** The forms that stand among a point's own words. */
const isInPoint = (form: string): boolean => /^(stance\.take|flag\.(dispute|settle|amend|discuss))\//.test(form);

export function useHeldPoints(now: readonly OutlineTheme[], rows: RowReader): readonly OutlineTheme[] {
  const before = useRef(now);
  const forms = useOpenForms(isInPoint);
  const held = new Set(
    forms.split(',').flatMap(form => {
      const place = formPlace(form, rows);
      return place.kind === 'point' ? [place.point.id] : [];
    }),
  );
  const drawn = withHeld(before.current, now, held, rows);
  useLayoutEffect(() => {
    before.current = drawn;
  });
  return drawn;
}
