// Which points are painted again when the shown marks change.
import { expect, test } from 'vitest';
import type { Mark } from '../../../../../client/ui/word-marks/word-marks.ts';
import { pointsWithOtherMarks } from '../../../../../client/ui/word-marks/word-marks.ts';
import { PointId } from '../../../../../shared/ids.ts';

const mark = (key: string, point: string, style = 'open'): Mark => ({
  key,
  point: PointId.parse(point),
  style,
});
const dirty = (before: readonly Mark[], after: readonly Mark[]): string[] => [
  ...pointsWithOtherMarks(
    Map.groupBy(before, ({ point }) => point),
    Map.groupBy(after, ({ point }) => point),
  ),
];
const shown = [mark('a', 'p1'), mark('b', 'p2'), mark('c', 'p2')];

test('[T6] nothing is painted again when nothing changed', () => {
  expect(dirty(shown, [...shown])).toEqual([]);
});

test('[T6] a mark that comes, goes or changes its style dirties its own point only', () => {
  expect(dirty(shown, [...shown, mark('d', 'p3')])).toEqual(['p3']);
  expect(dirty(shown, shown.slice(1))).toEqual(['p1']);
  expect(dirty(shown, [mark('a', 'p1', 'active'), ...shown.slice(1)])).toEqual(['p1']);
});
