// Words kept for a member, one entry for what is typed in one go.
import { expect, test } from 'vitest';
import { KeptList } from '../../../../client/session/kept-words.ts';
import type { OwnWork } from '../../../../client/session/own-work.ts';
import { PointId } from '../../../../shared/ids.ts';

test('[E17] what is typed on stands once in the list, as long as there is anything of it', () => {
  const stored = new Map<string, string>();
  const work: Pick<OwnWork, 'putKept' | 'removeKept'> = {
    putKept: ({ id, words }) => void stored.set(id, words),
    removeKept: id => void stored.delete(id),
  };
  const list = new KeptList([], work, () => {});
  const point = PointId.parse('p1');
  for (const words of ['a', 'ab', 'abc']) list.add(1, point, words, 'Locked.', 'one');
  list.add(2, point, 'other words', 'Locked.');
  expect(list.all().map(({ words }) => words)).toEqual(['abc', 'other words']);
  expect(stored.get('one')).toBe('abc');
  list.add(3, point, '', 'Locked.', 'one');
  expect(list.all().map(({ words }) => words)).toEqual(['other words']);
  expect(stored.has('one')).toBe(false);
});
