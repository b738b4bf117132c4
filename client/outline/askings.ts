// The questions for a title that the outline asks, each with the act that its answer becomes; found again by their
// form, for whoever goes on with one.
import type { Outline, OutlinePoint } from '../../shared/rows/outline.ts';
import type { PointRow, ThemeRow } from '../../shared/rows/schema.ts';
import type { Asking } from './title-dialog.tsx';

export const newTheme = ({ themes }: Outline): Asking => ({
  form: 'theme.add',
  title: 'Add a theme',
  kept: 'A new theme',
  value: '',
  act: title => ({ kind: 'theme.add', after: themes.at(-1)?.row.id ?? null, title }),
});

export const themeTitle = ({ id, title: value }: ThemeRow): Asking => ({
  form: `theme.rename/${id}`,
  title: 'Rename theme',
  kept: 'A new title',
  value,
  act: title => ({ kind: 'theme.rename', theme: id, title }),
});

export const pointInTheme = ({ id: theme, title: name }: ThemeRow, points: readonly OutlinePoint[]): Asking => ({
  form: `point.add/${theme}`,
  title: `Add a point to ${name}`,
  kept: 'A new point',
  value: '',
  act: title => ({ kind: 'point.add', theme, after: points.at(-1)?.row.id ?? null, title, paragraphs: [] }),
});

export const pointTitle = ({ id, title: value }: PointRow, number: number): Asking => ({
  form: `point.rename/${id}`,
  title: `Rename point ${number}`,
  kept: 'A new title',
  value,
  act: title => ({ kind: 'point.rename', point: id, title }),
});

export const pointAfter = ({ id: after, theme }: PointRow, number: number): Asking => ({
  form: `point.add/${after}`,
  title: `Add a point after ${number}`,
  kept: 'A new point',
  value: '',
  act: title => ({ kind: 'point.add', theme, after, title, paragraphs: [] }),
});

export function askingOf(form: string, outline: Outline): Asking | undefined {
  const ofTheme = outline.themes.flatMap(({ row, points }) => [themeTitle(row), pointInTheme(row, points)]);
  const ofPoint = outline.themes
    .flatMap(({ points }) => points)
    .flatMap(({ row, number }) => [pointTitle(row, number), pointAfter(row, number)]);
  return [newTheme(outline), ...ofTheme, ...ofPoint].find(asking => asking.form === form);
}
