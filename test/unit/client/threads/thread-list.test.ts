// Which threads are listed and in which order, and a list that stays still under its reader.
import { expect, test } from 'vitest';
import type { Card } from '../../../../client/threads/thread-list.ts';
import {
  countCards,
  firstThreadOf,
  heldOrder,
  openThreadBeside,
  passes,
  reuseCards,
  shownCards,
  sortedCards,
} from '../../../../client/threads/thread-list.ts';
import { MemberId, PointId, ThreadId } from '../../../../shared/ids.ts';
import type { By, ThreadRow } from '../../../../shared/rows/schema.ts';

const me = MemberId.parse('me');
const by = (member: string): By => ({ member: MemberId.parse(member), name: member, party: null, role: 'delegate' });
type Like = { point?: number; by?: string; at?: number; resolved?: boolean };
const card = (id: string, { point = 1, by: member = 'other', at = 0, resolved = false }: Like = {}): Card => {
  const state: ThreadRow['state'] = resolved
    ? { kind: 'resolved', by: by(member), at, outcome: null }
    : { kind: 'open' };
  const row = {
    id: ThreadId.parse(id),
    point: PointId.parse(`p${point}`),
    anchor: null,
    by: by(member),
    at,
    lastAt: at,
    state,
  };
  return { row, comments: [], standing: 'point', number: point, waiting: new Set(), refusal: null };
};
const ids = (cards: readonly Card[]): string[] => cards.map(({ row }) => row.id);

const cards = [card('a', { at: 5 }), card('b', { by: 'me', at: 9 }), card('c', { point: 2, resolved: true, at: 7 })];

test('each filter shows its threads, and counts them', () => {
  expect(countCards(cards, me)).toEqual({ open: 2, resolved: 1, all: 3, mine: 1 });
  expect(cards.filter(each => passes(each, 'mine', me)).map(({ row }) => row.id)).toEqual(['b']);
});

test('[T3] the active thread is shown under any filter', () => {
  expect(ids(shownCards(cards, { filter: 'open', me, active: ThreadId.parse('c') }))).toEqual(['a', 'b', 'c']);
  expect(ids(shownCards(cards, { filter: 'open', me, active: null }))).toEqual(['a', 'b']);
});

test('by place: point, then words, then time; removed points last', () => {
  const removed = { ...card('r'), number: null };
  const froms: Record<string, number> = { a: 40, b: 10 };
  expect(ids(sortedCards([removed, ...cards], 'place', ({ row }) => froms[row.id] ?? 0))).toEqual(['b', 'a', 'c', 'r']);
});

test('by recency: the newest first', () => {
  expect(ids(sortedCards(cards, 'recency', () => 0))).toEqual(['b', 'c', 'a']);
});

test('next and previous open thread go round, over resolved ones', () => {
  expect(openThreadBeside(cards, null, 1)).toBe('a');
  expect(openThreadBeside(cards, ThreadId.parse('b'), 1)).toBe('a');
  expect(openThreadBeside(cards, ThreadId.parse('a'), -1)).toBe('b');
  expect(openThreadBeside([card('x', { resolved: true })], null, 1)).toBeNull();
});

test('a point leads to its first open thread, failing that to a resolved one', () => {
  expect(firstThreadOf([card('x', { resolved: true }), card('y')], PointId.parse('p1'))).toBe('y');
  expect(firstThreadOf(cards, PointId.parse('p2'))).toBe('c');
});

test('[T4] newcomers wait and what is read keeps its order; own ones stand where they belong', () => {
  expect(heldOrder(['a', 'b'], ['n', 'b', 'a'], () => false)).toEqual({ order: ['a', 'b'], arrived: 1 });
  expect(heldOrder(['a', 'b'], ['m', 'n', 'a', 'b'], id => id === 'm')).toEqual({ order: ['m', 'a', 'b'], arrived: 1 });
  expect(heldOrder(['a', 'b'], ['b'], () => false)).toEqual({ order: ['b'], arrived: 0 });
});

test('cards in which nothing differs are the same cards', () => {
  const [a, b] = [card('a'), card('b')];
  const again = reuseCards([a, b], [{ ...a }, { ...b, standing: 'changed' }]);
  expect(again[0]).toBe(a);
  expect(again[1]).not.toBe(b);
  expect(reuseCards([a, b], [{ ...a }, { ...b }])).toEqual([a, b]);
});
