// Words kept for a member, one entry for what is typed in one go.
import { expect, test } from 'vitest';
import type { OwnWork } from '../../../../client/local/own-work.ts';
import { nextInOrder } from '../../../../client/sync/kept/in-order.ts';
import { KeptList } from '../../../../client/sync/kept-words.ts';
import { PointId } from '../../../../shared/ids.ts';

const point = PointId.parse('p1');
const [atServer, here] = ['This point is locked.', 'Locked by the chair.'];
const parts = { onChange: () => {}, isBarred: () => true, onHeld: () => {} };
type Lock = { falls(): void; lifts(): void };

/** Of these calls, what is kept: in the list, and in the browser. The point is locked, unless `lock` lifts. */
function keeps(calls: (list: KeptList, lock: Lock) => void): readonly string[] {
  const stored = new Map<string, string>();
  let isLocked = true;
  const list = new KeptList(
    [],
    { putKept: ({ id, words }) => void stored.set(id, words), removeKept: id => void stored.delete(id) },
    { ...parts, isBarred: () => isLocked },
  );
  const becomes = (now: boolean): void => {
    isLocked = now;
    list.barsChanged();
  };
  calls(list, { falls: () => becomes(true), lifts: () => becomes(false) });
  const words = list.all().map(kept => kept.words);
  expect([...stored.values()].sort()).toEqual([...words].sort());
  return words;
}
const typed = (id: string, wordBefore = '') => ({ id, wordBefore });
/** `order`: when the first of them was written, before anything that was typed on. */
const refused = (words: string, tail = '', { at = 5_000, reason = atServer, order = 0 } = {}) => ({
  kept: { id: `p1-${at}`, point, words, reason, at, tail },
  order,
});

test('[E17] one run of typing through one lock is one entry, in its order, whatever is heard of first', () => {
  const types = (list: KeptList, id: string, all: string, at: number): void => {
    for (let i = 1; i <= all.length; i++) list.add(at + i, point, all.slice(0, i), here, { id, wordBefore: '' });
  };
  const orders: readonly ((list: KeptList) => void)[] = [
    list => {
      list.refused([refused('w0 w1', ' ')]);
      types(list, 'one', 'w2 ', 5_100);
      types(list, 'two', 'w3', 5_900);
    },
    list => {
      types(list, 'one', 'w2 ', 4_000);
      list.refused([refused('w0 w1', ' ')]);
      types(list, 'two', 'w3', 5_900);
    },
    list => {
      types(list, 'one', 'w2 ', 4_000);
      types(list, 'two', 'w3', 4_500);
      list.refused([refused('w0 w1', ' ')]);
    },
    list => {
      types(list, 'one', 'w2 x', 4_000);
      list.refused([refused('w0 w1', ' ')]);
      list.add(5_100, point, 'w2 ', here, typed('one'));
      types(list, 'two', 'w3', 5_900);
    },
  ];
  for (const order of orders) expect(keeps(order)).toEqual(['w0 w1 w2 w3']);
});

test('[E17] what was typed long after, elsewhere or for another reason is an entry of its own', () => {
  const alone = (list: KeptList): void => list.refused([refused('w0 w1')]);
  const more: readonly ((list: KeptList) => void)[] = [
    list => list.add(60_000, point, 'w2', here, typed('one')),
    list => list.add(5_100, PointId.parse('p2'), 'w2', here, typed('one')),
    list => list.add(5_100, point, 'w2', 'This point was removed.', typed('one')),
    list => list.add(5_100, point, 'w2', here),
    list => list.refused([refused('w2', '', { at: 5_100 })]),
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
      list.refused([refused('w0 w1', ' ')]);
      list.add(5_100, point, 'w2', here, typed('one'));
      list.add(5_200, point, '', here, typed('one'));
    }),
  ).toEqual(['w0 w1']);
});

test('[E17] what was refused is corrected as it was typed on, whichever is heard of first', () => {
  const corrected = (list: KeptList): void => {
    list.add(5_100, point, '', here, { ...typed('one'), back: 2 });
    list.add(5_200, point, ' on', here, { ...typed('one'), back: 2 });
  };
  const isRefused = (list: KeptList): void => list.refused([refused('w0 w1xQQ')]);
  expect(
    keeps(list => {
      isRefused(list);
      corrected(list);
    }),
  ).toEqual(['w0 w1x on']);
  expect(
    keeps(list => {
      corrected(list);
      isRefused(list);
    }),
  ).toEqual(['w0 w1x on']);
  expect(keeps(corrected), 'of what arrived nothing is taken').toEqual([' on']);
});

test('[E17] what is typed on stands once in the list, as long as there is anything of it', () => {
  const stored = new Map<string, string>();
  const work: Pick<OwnWork, 'putKept' | 'removeKept'> = {
    putKept: ({ id, words }) => void stored.set(id, words),
    removeKept: id => void stored.delete(id),
  };
  const list = new KeptList([], work, parts);
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
      list.refused([refused('w1 w')]);
    }),
  ).toEqual(['w1 w2 w3']);
  expect(keeps(list => list.add(5_100, point, ' w3', here, typed('one', 'w2')))).toEqual([' w3']);
  expect(keeps(list => list.add(5_100, point, '', here, typed('one', 'w2')))).toEqual([]);
});

test('[E17] a later lock of the same point is an entry of its own, whatever came of the first', () => {
  const first = (list: KeptList): void => {
    list.add(4_000, point, 'per denim', here, typed('one', 'cop'));
  };
  const second = (list: KeptList, written: number): void => {
    list.add(6_000, point, 'i lilac', here, typed('two', 'khak'));
    list.refused([refused('jade khak', '', { at: 6_100, order: written })]);
  };
  const both = ['copper denim', 'jade khaki lilac'];
  const written = (list: KeptList, lock: Lock): number => {
    first(list);
    lock.lifts();
    return nextInOrder();
  };
  const orders: readonly ((list: KeptList, lock: Lock) => void)[] = [
    (list, lock) => {
      const order = written(list, lock);
      lock.falls();
      second(list, order);
    },
    (list, lock) => {
      const order = written(list, lock);
      lock.falls();
      list.refused([refused('jade khak', '', { at: 5_900, order })]);
      list.add(6_000, point, 'i lilac', here, typed('two', 'khak'));
    },
  ];
  for (const order of orders) expect(keeps(order)).toEqual(both);
  expect(
    keeps((list, lock) => {
      first(list);
      lock.lifts();
      lock.falls();
      list.add(6_000, point, ' open again', here, typed('two'));
    }),
    'both fell while nobody had a letter on its way',
  ).toEqual(['copper denim', ' open again']);
  expect(
    keeps((list, lock) => {
      const order = written(list, lock);
      lock.falls();
      second(list, order);
      list.refused([refused('bronze cop', '', { at: 6_200 })]);
    }),
    'what the first lock refused is heard of after the second fell',
  ).toEqual(['bronze copper denim', 'jade khaki lilac']);
});

test('[E17] a blank that was typed on alone is shown to nobody, and parts what stands around it', () => {
  expect(keeps(list => list.add(4_000, point, ' ', here, typed('one')))).toEqual([]);
  expect(
    keeps(list => {
      list.add(4_000, point, ' ', here, typed('one'));
      list.add(4_100, point, '105', here, typed('two'));
      list.refused([refused('098')]);
    }),
  ).toEqual(['098 105']);
});

test('[E17] what is typed elsewhere in the point is an entry of its own, and says which words it was to replace', () => {
  const list = new KeptList([], { putKept: () => {}, removeKept: () => {} }, parts);
  list.add(5_000, point, ' first place', here, typed('one'));
  list.add(5_100, point, 'second', here, { ...typed('two'), elsewhere: { over: '' } });
  list.add(5_200, point, 'r', here, { ...typed('three'), elsewhere: { over: ' seas ' } });
  list.add(5_300, point, 'rivers', here, { ...typed('three'), elsewhere: { over: ' seas ' } });
  list.refused([refused('w0')]);
  expect(list.all().map(({ words, told }) => [words, told])).toEqual([
    ['w0 first place', undefined],
    ['second', undefined],
    ['rivers', 'You meant to replace “seas”.'],
  ]);
});
