// How much of a long thread a card shows.
import { expect, test } from 'vitest';
import { folded } from '../../../../../client/threads/cards/folding.ts';

const comments = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test('at rest: the first and the newest', () => {
  expect(folded(comments(4), 'short')).toEqual({ before: [0], hidden: 2, after: [3] });
  expect(folded(comments(2), 'short')).toEqual({ before: [0, 1], hidden: 0, after: [] });
});

test('active: the first and the newest five, once two or more would be spared', () => {
  expect(folded(comments(7), 'long').hidden).toBe(0);
  expect(folded(comments(10), 'long')).toEqual({ before: [0], hidden: 4, after: [5, 6, 7, 8, 9] });
  expect(folded(comments(10), 'all').hidden).toBe(0);
});
