// An act that brings in a document: themes and points with their words, all of it or nothing.
import { PointId, ThemeId } from '../ids.ts';
import { pointsPerDraftMax, themesPerDraftMax } from '../limits.ts';
import type { RowReader } from '../rows/row-store.ts';
import type { ThemeRow } from '../rows/schema.ts';
import type { ActOf, ActResult, Deed } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { freshRanks, ranksAfter } from './rank.ts';

/** Rows are named after the act, with room for their numbers. */
const actIdCharsMax = 50;

export function runImportAct(act: Import, { rows }: ActContext): ActResult {
  if (act.id.length > actIdCharsMax) return refused('too-many', 'The id of this act is too long to name rows after.');
  const themes = rows.all('themes');
  const points = act.themes.reduce((sum, theme) => sum + theme.points.length, 0);
  if (themes.length + act.themes.length > themesPerDraftMax)
    return refused('too-many', `A draft has at most ${themesPerDraftMax} themes.`);
  if (rows.all('points').length + points > pointsPerDraftMax)
    return refused('too-many', `A draft has at most ${pointsPerDraftMax} points.`);
  if (isTaken(act, rows)) return refused('taken', 'This id is in use already; choose another.');
  const give = (theme: ThemeRow, rank: string): void => rows.put('themes', { ...theme, rank });
  const themeRanks = ranksAfter(themes, act.after, act.themes.length, give);
  if (themeRanks === null) return refused('not-found', 'The theme it should follow is not here.');
  const deeds: Deed[] = [];
  const effects = act.themes.flatMap((theme, t) => {
    const id = themeIdOf(act, t);
    deeds.push({ kind: 'theme.add', row: id, facts: { title: theme.title } });
    rows.put('themes', { id, title: theme.title, rank: themeRanks[t] ?? '', state: { kind: 'present' } });
    const ranks = freshRanks(theme.points.length);
    return theme.points.map(({ title, blocks }, p) => {
      const point = pointIdOf(act, t, p);
      deeds.push({ kind: 'point.add', point, facts: { title } });
      rows.put('points', { id: point, theme: id, title, rank: ranks[p] ?? '', state: { kind: 'open' } });
      return { kind: 'seed-body' as const, point, blocks };
    });
  });
  return done({ facts: { themes: act.themes.length, points }, also: deeds }, ...effects);
}

type Import = ActOf<'outline.import'>;
const themeIdOf = ({ id }: Import, theme: number): ThemeId => ThemeId.parse(`${id}-t${theme}`);
const pointIdOf = ({ id }: Import, theme: number, point: number): PointId => PointId.parse(`${id}-t${theme}p${point}`);

/** Another's act may have been sent under this id: its rows would be overwritten. */
const isTaken = (act: Import, rows: RowReader): boolean =>
  act.themes.some(
    ({ points }, t) =>
      rows.get('themes', themeIdOf(act, t)) !== undefined ||
      points.some((_, p) => rows.get('points', pointIdOf(act, t, p)) !== undefined),
  );
