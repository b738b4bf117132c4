// Bringing back what once stood: points' words, removed points, or the whole draft with its themes, titles and order.
// Nothing that was is rewritten: it is a new entry, all of it or nothing. What stood is handed in; whether it really
// did is for the server's record to say.
import { unreachable } from '../assert.ts';
import type { PointId } from '../ids.ts';
import type { Outline } from '../rows/outline.ts';
import { numbersOf, outlineOf } from '../rows/outline.ts';
import type { Placed } from '../rows/outline-difference.ts';
import { changesOf, outlineDifference } from '../rows/outline-difference.ts';
import type { RowReader } from '../rows/row-store.ts';
import type { PointRow } from '../rows/schema.ts';
import { wordingId } from '../text/wording.ts';
import type { ActOf, ActResult, Deed, Effect, RestoredOutline } from './act.ts';
import { done } from './act.ts';
import type { ActContext } from './act-context.ts';
import { freshRanks } from './rank.ts';

type Restore = ActOf<'words.restore'>;
type Refusal = Extract<ActResult, { kind: 'refused' }>;

export function restore(act: Restore, context: ActContext): ActResult {
  const refusal = refusalOf(act, context);
  if (refusal) return refusal;
  const { source, at, outline, points } = act;
  const before = outlineOf(context.rows);
  if (outline) putOutline(outline.themes, context);
  for (const { point } of points) bringBack(point, context);
  const deeds: Deed[] = [
    ...points.map(({ point }): Deed => ({ kind: 'words.restore', point, facts: { source, at } })),
    ...deedsBetween(before, outlineOf(context.rows)),
  ];
  const effects = points.map(({ point, blocks }): Effect => ({ kind: 'write-body', point, blocks }));
  const [first, ...also] = deeds;
  if (outline || !first) return done({ facts: { source, at, isOutline: true }, also: deeds }, ...effects);
  const { kind: _, ...about } = first;
  return done({ ...about, also }, ...effects);
}

/** What became of themes and points, each as the act that would have done it alone. */
function deedsBetween(before: Outline, after: Outline): readonly Deed[] {
  const { themes, points } = outlineDifference(before, after);
  return [
    ...themes.flatMap(theme => deedsOf('theme', theme, { row: theme.id })),
    ...points.flatMap(point => deedsOf('point', point, { point: point.id })),
  ];
}

function deedsOf(
  what: 'theme' | 'point',
  placed: Placed<unknown>,
  about: Pick<Deed, 'point' | 'row'>,
): readonly Deed[] {
  const { before, after } = placed;
  const title = (after ?? before)?.title ?? '';
  return changesOf(placed).flatMap((change): Deed[] => {
    switch (change) {
      case 'added':
        return [{ kind: `${what}.restore`, ...about, facts: { title } }];
      case 'removed':
        return [{ kind: `${what}.remove`, ...about, facts: { title } }];
      case 'moved':
        return [{ kind: `${what}.move`, ...about, facts: { title } }];
      case 'renamed':
        return [{ kind: `${what}.rename`, ...about, facts: { title, was: before?.title ?? '', now: title } }];
      case 'locked':
      case 'unlocked':
        return []; // locks stay as they are
      default:
        return unreachable(change);
    }
  });
}

/** Changes with whatever a restored outline would undo: what stands, in which order, under which titles. */
export function outlineId(rows: RowReader): string {
  const { themes } = outlineOf(rows);
  const told = themes.map(({ row, points }) => [
    row.id,
    row.title,
    points.map(point => [point.row.id, point.row.title]),
  ]);
  return wordingId(JSON.stringify(told));
}

function refusalOf({ points, outline }: Restore, context: ActContext): Refusal | null {
  const { rows } = context;
  if (points.length === 0 && outline === null) return no('not-found', 'There is nothing to bring back.');
  const numbers = numbersOf(outlineOf(rows));
  const nameOf = (point: PointRow): string => `Point ${numbers.get(point.id) ?? `“${point.title}”`}`;
  for (const { point: id, basis } of points) {
    const point = rows.get('points', id);
    if (!point) return no('not-found', 'There is no such point.');
    if (point.state.kind === 'locked') return no('not-allowed', `${nameOf(point)} is locked. Unlock it first.`);
    if (wordingId(context.wordsOf(id)) !== basis)
      return no('words-changed', `${nameOf(point)} has been edited meanwhile. Look at what this would undo once more.`);
  }
  if (!outline) return null;
  if (outlineId(rows) !== outline.basis)
    return no('words-changed', 'The outline has changed meanwhile. Look at what this would undo once more.');
  const listed = new Set<string>(outline.themes.flatMap(({ points: inside }) => inside.map(({ point }) => point)));
  const all = outline.themes.flatMap(({ theme, points: inside }) => [theme, ...inside.map(({ point }) => point)]);
  const isKnown = outline.themes.every(({ theme }) => rows.get('themes', theme));
  if (!isKnown || [...listed].some(point => !rows.get('points', point)) || new Set(all).size !== all.length)
    return no('not-found', 'These are not the themes and points of this draft.');
  const locked = rows.all('points').find(({ id, state }) => state.kind === 'locked' && !listed.has(id));
  return locked ? no('not-allowed', `${nameOf(locked)} came later and is locked. Unlock it first.`) : null;
}

const no = (code: Refusal['code'], reason: string): Refusal => ({ kind: 'refused', code, reason });

/** What came later leaves, what left comes back. A place that is the same keeps its rank. */
function putOutline(themes: RestoredOutline, { rows, actor, at }: ActContext): void {
  const removed = { kind: 'removed' as const, by: actor, at };
  const listed = new Set<string>(themes.flatMap(({ theme, points }) => [theme, ...points.map(({ point }) => point)]));
  for (const point of rows.all('points'))
    if (point.state.kind !== 'removed' && !listed.has(point.id)) rows.put('points', { ...point, state: removed });
  for (const theme of rows.all('themes'))
    if (theme.state.kind === 'present' && !listed.has(theme.id)) rows.put('themes', { ...theme, state: removed });
  const themeRanks = ranksFor(themes.map(({ theme }) => rows.get('themes', theme)?.rank ?? ''));
  for (const [t, { theme: id, title, points }] of themes.entries()) {
    const theme = rows.get('themes', id);
    if (theme) rows.put('themes', { ...theme, title, rank: themeRanks[t] ?? '', state: { kind: 'present' } });
    const ranks = ranksFor(points.map(({ point }) => rankIn(rows.get('points', point), id)));
    for (const [p, { point: pointId, title: name, isLocked }] of points.entries()) {
      const point = rows.get('points', pointId);
      if (!point) continue;
      const returning = isLocked ? ({ kind: 'locked', by: actor, at } as const) : ({ kind: 'open' } as const);
      const state = point.state.kind === 'removed' ? returning : point.state;
      rows.put('points', { ...point, theme: id, title: name, rank: ranks[p] ?? '', state });
    }
  }
}

const rankIn = (point: PointRow | undefined, theme: string): string => (point?.theme === theme ? point.rank : '');

/** Those that are in order stay; else all are made anew. */
function ranksFor(ranks: readonly string[]): readonly string[] {
  const isRising = ranks.every((rank, i) => rank !== '' && (i === 0 || rank > (ranks[i - 1] ?? '')));
  return isRising ? ranks : freshRanks(ranks.length);
}

/** A removed point stands again, with its theme: an empty one alone would be no place for it. */
function bringBack(id: PointId, { rows }: ActContext): void {
  const point = rows.get('points', id);
  if (point?.state.kind !== 'removed') return;
  rows.put('points', { ...point, state: { kind: 'open' } });
  const theme = rows.get('themes', point.theme);
  if (theme?.state.kind === 'removed') rows.put('themes', { ...theme, state: { kind: 'present' } });
}
