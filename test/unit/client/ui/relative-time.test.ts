// Moments in words.
import { expect, test } from 'vitest';
import { relativeWords } from '../../../../client/ui/relative-time.tsx';

const now = Date.UTC(2026, 10, 23, 14, 0);
const ago = (ms: number): string => relativeWords(now - ms, now);

test('minutes, hours, days, then the date', () => {
  expect(ago(20_000)).toBe('just now');
  expect(ago(5 * 60_000)).toBe('5 min ago');
  expect(ago(3 * 3_600_000)).toBe('3 h ago');
  expect(ago(24 * 3_600_000)).toBe('yesterday');
  expect(ago(10 * 24 * 3_600_000)).toBe('13 Nov');
});

test('a moment a little ahead of the clock is now', () => {
  expect(ago(-3_000)).toBe('just now');
});

test('[L17] a moment far ahead is in doubt, not now', () => {
  expect(ago(-365 * 24 * 3_600_000)).toBe('time in doubt');
  expect(ago(-10 * 24 * 3_600_000)).toBe('just now');
});
