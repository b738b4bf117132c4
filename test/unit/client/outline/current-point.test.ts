// Which point the outline marks.
import { expect, test } from 'vitest';
import { markedPoint } from '../../../../client/outline/current-point.ts';

const spans = [
  { point: 'read', top: -400, bottom: 50 },
  { point: 'first', top: 50, bottom: 120 },
  { point: 'second', top: 120, bottom: 900 },
];
const marked = (jump: string | null, caret: string | null): string | null =>
  markedPoint({ jump, caret }, () => spans, 44, 800);

test('[T28] where one went comes before the caret, and that before what is first in view', () => {
  expect(marked('gone to', 'typed in')).toBe('gone to');
  expect(marked(null, 'typed in')).toBe('typed in');
  expect(marked(null, null)).toBe('first');
  expect(markedPoint({ jump: null, caret: null }, () => [], 44, 800)).toBeNull();
});
