// The questions for a title that the outline asks, each with the act that its answer becomes; found again by their
// form, for whoever goes on with one.
import { PointId, ThemeId } from '../../shared/ids.ts';
import type { Outline, OutlinePoint } from '../../shared/rows/outline.ts';
import type { PointRow, ThemeRow } from '../../shared/rows/schema.ts';
import type { SaidDone } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';

/** A question for one line of text. `form`: what it is about, and of what. */
export type Asking = {
  readonly form: string;
  readonly title: string;
  /** In a list of what was begun: "A new title". */
  readonly kept: string;
  readonly value: string;
  readonly act: (title: string) => ActDraft;
  readonly said: (title: string) => SaidDone;
};

export const newTheme = ({ themes }: Outline): Asking => ({
  form: 'theme.add',
  title: 'Add a theme',
  kept: 'A new theme',
  value: '',
  act: title => ({ kind: 'theme.add', after: themes.at(-1)?.row.id ?? null, title }),
  said: title => ({
    words: `Theme “${title}” added`,
    undo: done => ({ kind: 'theme.remove', theme: ThemeId.parse(done) }),
    undone: `Theme “${title}” removed`,
  }),
});

export const themeTitle = ({ id, title: value }: ThemeRow): Asking => ({
  form: `theme.rename/${id}`,
  title: 'Rename theme',
  kept: 'A new title',
  value,
  act: title => ({ kind: 'theme.rename', theme: id, title }),
  said: title => ({
    words: `Theme renamed “${title}”`,
    undo: () => ({ kind: 'theme.rename', theme: id, title: value }),
    undone: `The theme is “${value}” again`,
  }),
});

export const pointInTheme = ({ id: theme, title: name }: ThemeRow, points: readonly OutlinePoint[]): Asking => ({
  form: `point.add/${theme}`,
  title: `Add a point to ${name}`,
  kept: 'A new point',
  value: '',
  act: title => ({ kind: 'point.add', theme, after: points.at(-1)?.row.id ?? null, title, paragraphs: [] }),
  said: pointAdded,
});

export const pointTitle = ({ id, title: value }: PointRow, number: number): Asking => ({
  form: `point.rename/${id}`,
  title: `Rename point ${number}`,
  kept: 'A new title',
  value,
  act: title => ({ kind: 'point.rename', point: id, title }),
  said: title => ({
    words: `Point ${number} renamed “${title}”`,
    undo: () => ({ kind: 'point.rename', point: id, title: value }),
    undone: `The point is “${value}” again`,
  }),
});

export const pointAfter = ({ id: after, theme }: PointRow, number: number): Asking => ({
  form: `point.add/${after}`,
  title: `Add a point after ${number}`,
  kept: 'A new point',
  value: '',
  act: title => ({ kind: 'point.add', theme, after, title, paragraphs: [] }),
  said: pointAdded,
});

const pointAdded = (title: string): SaidDone => ({
  words: `Point “${title}” added`,
  undo: done => ({ kind: 'point.remove', point: PointId.parse(done) }),
  undone: `Point “${title}” removed`,
});

export function askingOf(form: string, outline: Outline): Asking | undefined {
  const ofTheme = outline.themes.flatMap(({ row, points }) => [themeTitle(row), pointInTheme(row, points)]);
  const ofPoint = outline.themes
    .flatMap(({ points }) => points)
    .flatMap(({ row, number }) => [pointTitle(row, number), pointAfter(row, number)]);
  return [newTheme(outline), ...ofTheme, ...ofPoint].find(asking => asking.form === form);
}
