// Acts on points: their place, title, lock and removal. Never their words: those are typed, through the gate.

import { unreachable } from '../assert.ts';
import { PointId } from '../ids.ts';
import { pointsPerDraftMax } from '../limits.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { PointRow } from '../rows/schema.ts';
import type { Block } from '../text/blocks.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { rankAfter } from './rank.ts';

type Changing = ActOf<'point.rename' | 'point.move' | 'point.remove' | 'point.restore' | 'point.lock' | 'point.unlock'>;

export function runPointAct(act: ActOf<'point.add'> | Changing, context: ActContext): ActResult {
  if (act.kind === 'point.add') return addPoint(act, context);
  const point = context.rows.get('points', act.point);
  if (!point) return refused('not-found', 'There is no such point.');
  if (point.state.kind === 'removed' && act.kind !== 'point.restore')
    return refused('point-removed', `This point was removed by ${point.state.by.name}.`);
  return changePoint(act, point, context);
}

function addPoint(act: ActOf<'point.add'>, { rows }: ActContext): ActResult {
  const points = rows.all('points');
  if (points.length >= pointsPerDraftMax)
    return refused('too-many', `A draft has at most ${pointsPerDraftMax} points.`);
  if (rows.get('themes', act.theme)?.state.kind !== 'present') return refused('not-found', 'There is no such theme.');
  const rank = rankAfter(siblingsIn(points, act.theme), act.after, giveIn(rows));
  if (rank === null) return refused('not-found', 'The point it should follow is not in that theme.');
  const point = PointId.parse(act.id);
  rows.put('points', { id: point, theme: act.theme, title: act.title, rank, state: { kind: 'open' } });
  return done(
    { point, facts: { title: act.title } },
    { kind: 'seed-body', point, blocks: act.paragraphs.map(plainParagraph) },
  );
}

const plainParagraph = (text: string): Block => ({
  kind: 'paragraph',
  runs: text === '' ? [] : [{ text, marks: [], link: null }],
});

function changePoint(act: Changing, point: PointRow, { rows, actor, at }: ActContext): ActResult {
  const about = (facts = {}, more = {}): ActResult =>
    done({ point: point.id, ...more, facts: { title: point.title, ...facts } });
  const put = (change: Partial<PointRow>): void => rows.put('points', { ...point, ...change });
  switch (act.kind) {
    case 'point.rename':
      put({ title: act.title });
      return about({ was: point.title, now: act.title });
    case 'point.move': {
      if (rows.get('themes', act.theme)?.state.kind !== 'present')
        return refused('not-found', 'There is no such theme.');
      const rank = rankAfter(siblingsIn(rows.all('points'), act.theme), act.after, giveIn(rows), point.id);
      if (rank === null) return refused('not-found', 'The point it should follow is not in that theme.');
      put({ theme: act.theme, rank });
      return about({}, act.theme === point.theme ? {} : { row: point.theme });
    }
    case 'point.remove':
      put({ state: { kind: 'removed', by: actor, at } });
      return about();
    case 'point.restore': {
      if (point.state.kind !== 'removed') return refused('already-so', 'This point is not removed.');
      if (rows.get('themes', point.theme)?.state.kind !== 'present')
        return refused('not-found', 'Its theme was removed; restore the theme first.');
      put({ state: { kind: 'open' } });
      return about();
    }
    case 'point.lock':
      if (point.state.kind === 'locked')
        return refused('already-so', `${point.state.by.name} locked this point already.`);
      put({ state: { kind: 'locked', by: actor, at } });
      return about();
    case 'point.unlock':
      if (point.state.kind !== 'locked') return refused('already-so', 'This point is not locked.');
      put({ state: { kind: 'open' } });
      return about();
    default:
      return unreachable(act);
  }
}

const giveIn =
  (rows: RowStore) =>
  (point: PointRow, rank: string): void =>
    rows.put('points', { ...point, rank });

const siblingsIn = (points: readonly PointRow[], theme: string): PointRow[] =>
  points.filter(point => point.theme === theme);
