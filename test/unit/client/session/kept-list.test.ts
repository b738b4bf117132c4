// Words kept for a member, one entry for what is typed in one go.
import { expect, test } from 'vitest';
import type { OwnWork } from '../../../../client/local/own-work.ts';
import { KeptList } from '../../../../client/sync/kept-words.ts';
import { PointId } from '../../../../shared/ids.ts';

const point = PointId.parse('p1');
const [atServer, here] = ['This point is locked.', 'Locked by the chair.'];
/** Of these calls, what is kept: in the list, and in the browser. */
function keeps(calls: (list: KeptList) => void): readonly string[] {
  const stored = new Map<string, string>();
  const list = new KeptList(
    [],
    { putKept: ({ id, words }) => void stored.set(id, words), removeKept: id => void stored.delete(id) },
    () => {},
  );
  calls(list);
  const words = list.all().map(kept => kept.words);
  expect([...stored.values()].sort()).toEqual([...words].sort());
  return words;
}
const typed = (id: string, wordBefore = '') => ({ id, wordBefore });
const refused = (words: string, tail = '', at = 5_000, reason = atServer) => ({
  id: `p1-${at}`,
  point,
  words,
  reason,
  at,
  tail,
});

test('[E17] one run of typing through one lock is one entry, in its order, whatever is heard of first', () => {
  const types = (list: KeptList, id: string, all: string, at: number): void => {
    for (let i = 1; i <= all.length; i++) list.add(at + i, point, all.slice(0, i), here, { id, wordBefore: '' });
  };
  const orders: readonly ((list: KeptList) => void)[] = [
    list => {
      list.keep([refused('w0 w1', ' ')]);
      types(list, 'one', 'w2 ', 5_100);
      types(list, 'two', 'w3', 5_900);
    },
    list => {
      types(list, 'one', 'w2 ', 4_000);
      list.keep([refused('w0 w1', ' ')]);
      types(list, 'two', 'w3', 5_900);
    },
    list => {
      types(list, 'one', 'w2 ', 4_000);
      types(list, 'two', 'w3', 4_500);
      list.keep([refused('w0 w1', ' ')]);
    },
    list => {
      types(list, 'one', 'w2 x', 4_000);
      list.keep([refused('w0 w1', ' ')]);
      list.add(5_100, point, 'w2 ', here, typed('one'));
      types(list, 'two', 'w3', 5_900);
    },
  ];
  for (const order of orders) expect(keeps(order)).toEqual(['w0 w1 w2 w3']);
});

test('[E17] what was typed long after, elsewhere or for another reason is an entry of its own', () => {
  const alone = (list: KeptList): void => list.keep([refused('w0 w1')]);
  const more: readonly ((list: KeptList) => void)[] = [
    list => list.add(60_000, point, 'w2', here, typed('one')),
    list => list.add(5_100, PointId.parse('p2'), 'w2', here, typed('one')),
    list => list.add(5_100, point, 'w2', 'This point was removed.', typed('one')),
    list => list.add(5_100, point, 'w2', here),
    list => list.keep([refused('w2', '', 5_100)]),
  ];
  for (const each of more)
    expect(
      keeps(list => {
        alone(list);
        each(list);
      }),
    ).toEqual(['w0 w1', 'w2']);
});

test('[E17] what is taken back of what was typed on leaves what was refused', () => {
  expect(
    keeps(list => {
      list.keep([refused('w0 w1', ' ')]);
      list.add(5_100, point, 'w2', here, typed('one'));
      list.add(5_200, point, '', here, typed('one'));
    }),
  ).toEqual(['w0 w1']);
});

test('[E17] what is typed on stands once in the list, as long as there is anything of it', () => {
  const stored = new Map<string, string>();
  const work: Pick<OwnWork, 'putKept' | 'removeKept'> = {
    putKept: ({ id, words }) => void stored.set(id, words),
    removeKept: id => void stored.delete(id),
  };
  const list = new KeptList([], work, () => {});
  for (const words of ['a', 'ab', 'abc']) list.add(1, point, words, 'Locked.', typed('one'));
  list.add(2, point, 'other words', 'Locked.');
  expect(list.all().map(({ words }) => words)).toEqual(['abc', 'other words']);
  expect(stored.get('one')).toBe('abc');
  list.add(3, point, '', 'Locked.', typed('one'));
  expect(list.all().map(({ words }) => words)).toEqual(['other words']);
  expect(stored.has('one')).toBe(false);
});

test('[E17] the first word that was typed on is whole: a part of it arrived, or was refused', () => {
  const typesOn = (list: KeptList): void => list.add(5_100, point, '2 w3', here, typed('one', 'w'));
  expect(keeps(typesOn)).toEqual(['w2 w3']);
  expect(
    keeps(list => {
      typesOn(list);
      list.keep([refused('w1 w')]);
    }),
  ).toEqual(['w1 w2 w3']);
  expect(keeps(list => list.add(5_100, point, ' w3', here, typed('one', 'w2')))).toEqual([' w3']);
  expect(keeps(list => list.add(5_100, point, '', here, typed('one', 'w2')))).toEqual([]);
});
