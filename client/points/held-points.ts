// A point in which somebody fills in a form, or composes, stays drawn where it is until they are done, whatever others
// do: drawn elsewhere or not at all, it would take the field, or the composition, with it.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { OutlinePoint, OutlineTheme } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { formPlace } from '../forms/form-place.ts';
import { useOpenForms } from '../forms/use-form.ts';

/**
 * `before`: as it was drawn; `held`: ids of points. A theme that holds one of them keeps its order too, since an
 * element that changes places loses the keyboard; newcomers come behind whom they follow. Pure.
 */
export function withHeld(
  before: readonly OutlineTheme[],
  now: readonly OutlineTheme[],
  held: ReadonlySet<string>,
  rows: RowReader,
): readonly OutlineTheme[] {
  const still = before.filter(({ points }) => points.some(({ row }) => held.has(row.id)));
  if (still.length === 0) return now;
  const numbers = new Map(now.flatMap(({ points }) => points.map(({ row, number }) => [row.id, number] as const)));
  const isHeld = (id: string): boolean =>
    still.some(({ points }) => held.has(id) && points.some(({ row }) => row.id === id));
  const asItWas = (was: OutlineTheme, points: readonly OutlinePoint[]): readonly OutlinePoint[] => {
    const drawn = was.points.flatMap(({ row, number }): readonly OutlinePoint[] => {
      const found = points.find(each => each.row.id === row.id);
      if (found || !held.has(row.id)) return found ? [found] : [];
      return [{ row: rows.get('points', row.id) ?? row, number: numbers.get(row.id) ?? number }];
    });
    for (const [i, point] of points.entries())
      if (!drawn.includes(point) && !isHeld(point.row.id))
        drawn.splice(drawn.findIndex(each => each === points[i - 1]) + 1, 0, point);
    return drawn;
  };
  const lost = still
    .filter(({ row }) => !now.some(each => each.row.id === row.id))
    .map(theme => ({ ...theme, points: [] }));
  return inOrderOf(before, [...now, ...lost]).map(theme => {
    const was = still.find(({ row }) => row.id === theme.row.id);
    const points = was ? asItWas(was, theme.points) : theme.points.filter(({ row }) => !isHeld(row.id));
    return { ...theme, points };
  });
}

/** Themes keep their order, too: newcomers come behind whom they follow. */
function inOrderOf(before: readonly OutlineTheme[], now: readonly OutlineTheme[]): readonly OutlineTheme[] {
  const ordered = before.flatMap(({ row }) => now.find(theme => theme.row.id === row.id) ?? []);
  for (const [i, theme] of now.entries())
    if (!ordered.includes(theme)) ordered.splice(ordered.findIndex(each => each === now[i - 1]) + 1, 0, theme);
  return ordered;
}

/** The forms that stand among a point's own words. */
const isInPoint = (form: string): boolean => /^(stance\.take|flag\.(dispute|settle|amend|discuss))\//.test(form);

export function useHeldPoints(now: readonly OutlineTheme[], rows: RowReader): readonly OutlineTheme[] {
  const before = useRef(now);
  const forms = useOpenForms(isInPoint);
  const held = new Set<string>(
    forms.split(',').flatMap(form => {
      const place = formPlace(form, rows);
      return place.kind === 'point' ? [place.point.id] : [];
    }),
  );
  const composing = useComposing();
  if (composing !== null) held.add(composing);
  const drawn = withHeld(before.current, now, held, rows);
  useLayoutEffect(() => {
    before.current = drawn;
  });
  return drawn;
}

/** The point in which an input method composes. It would write what it has so far, and begin anew, in a moved point. */
function useComposing(): string | null {
  const [point, setPoint] = useState<string | null>(null);
  useEffect(() => {
    const begin = ({ target }: CompositionEvent): void => {
      const body = target instanceof Element ? target.closest<HTMLElement>('.body[data-point]') : null;
      setPoint(body?.dataset['point'] ?? null);
    };
    const end = (): void => setPoint(null);
    document.addEventListener('compositionstart', begin);
    document.addEventListener('compositionend', end);
    return () => {
      document.removeEventListener('compositionstart', begin);
      document.removeEventListener('compositionend', end);
    };
  }, []);
  return point;
}
