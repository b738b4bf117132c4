// Words that several marks lie on.
import { expect, test } from 'vitest';
import { overlapsOf } from '../../../../../client/ui/word-marks/overlaps.ts';

const overlaps = (...spots: readonly (readonly [from: number, to: number])[]) =>
  overlapsOf(spots.map(([from, to]) => ({ from, to }))).map(({ from, to }) => [from, to]);

test('[T30] what lies on words that are marked already is an overlap, once', () => {
  expect(overlaps()).toEqual([]);
  expect(overlaps([0, 5], [5, 9])).toEqual([]);
  expect(overlaps([0, 5], [3, 9])).toEqual([[3, 5]]);
  expect(overlaps([2, 4], [0, 9])).toEqual([[2, 4]]);
  expect(overlaps([0, 9], [0, 9], [0, 9])).toEqual([[0, 9]]);
  expect(overlaps([0, 4], [2, 8], [6, 9], [3, 3])).toEqual([
    [2, 4],
    [6, 8],
  ]);
});
