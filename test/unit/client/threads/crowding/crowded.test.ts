// Many threads on one point fold, and none that stands is taken away.
import { expect, test } from 'vitest';
import { crowded, foldWords, standing } from '../../../../../client/threads/crowding/crowded.ts';

const keys = (count: number, from = 1): readonly string[] => Array.from({ length: count }, (_, i) => `t${i + from}`);

test('[T30] of many threads on a point a few stand; an arrival folds itself, not what stood', () => {
  const five = standing(keys(5), undefined);
  expect([...five]).toEqual(keys(5));
  expect([...standing(keys(14), undefined)]).toEqual(keys(3));
  expect([...standing(['new', ...keys(5)], five)]).toEqual(keys(5));
  expect([...standing(keys(10, 3), standing(keys(14), undefined))]).toEqual(['t3', 't4', 't5']);
});

test('[T30] the fold stays where it is pressed: what unfolds, or is pinned, comes below it', () => {
  const items = [...keys(8).map(key => ({ key, point: 'a' })), { key: 'other', point: 'b' }];
  const drawn = (pinned: string, open: string): readonly string[] =>
    crowded(
      items,
      (_, own) => standing(own, undefined),
      ({ key }) => key === pinned,
      point => point === open,
    ).map(each => (each.kind === 'item' ? each.item.key : `+${each.hidden.length} below ${each.last.key}`));
  expect(drawn('none', 'none')).toEqual(['t1', 't2', 't3', '+5 below t3', 'other']);
  expect(drawn('t7', 'none')).toEqual(['t1', 't2', 't3', '+4 below t3', 't7', 'other']);
  expect(drawn('none', 'a')).toEqual([...keys(3), '+5 below t3', ...keys(5, 4), 'other']);
});

test('[T30] the fold says how many there are, and how many unread', () => {
  const fold = { count: 11, unread: 0, isOpen: false, isRemoved: false };
  expect(foldWords(fold)).toBe('+11 on this point');
  expect(foldWords({ ...fold, unread: 2 })).toBe('+11 on this point, 2 unread');
  expect(foldWords({ ...fold, isOpen: true, unread: 2 })).toBe('Fold 11 on this point');
});
