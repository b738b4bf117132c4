// I write in place of words that another has deleted meanwhile, and they undo that: what I wrote stands beside the
// words that it was written over, whatever I wrote it by. From a trial by hand.
import { expect, it } from 'vitest';
import { commits, composes } from '../../../../support/composing.ts';
import type { Hand, Key } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';
import { $pastes, selectsIn } from '../../../../support/undo-play.ts';

const text = 'One two three four.';
const all = [0, text.length] as const;
const rest = [7, text.length] as const;

const keys =
  (key: Key, letters: string) =>
  (a: Hand): void => {
    a.presses(key);
    a.types(letters);
  };
const pasting = (words: string) => (a: Hand) => a.does(() => $pastes(words));
const nothing = (): void => {};

type Writing = (hand: Hand) => void;
/** What I do before the words are deleted, and after. */
const ways: readonly (readonly [string, string, Writing, Writing])[] = [
  ['composition', '日本', a => composes(a, '日本'), commits],
  ['typing', 'X', nothing, a => a.types('X')],
  ['a paste', 'XY', nothing, pasting('XY')],
  ['a paste of two lines', 'X\nY', nothing, pasting('X\nY')],
  ['Enter', '\nX', nothing, keys('Enter', 'X')],
  ['bold letters', 'X', nothing, keys('bold', 'X')],
];

const cases = ways.flatMap(([way, written, ...acts]) => [
  [way, 'all', 'two three', all, `One two three${written} four.`, acts] as const,
  [way, 'all', 'One two', all, `One two${written} three four.`, acts] as const,
  [way, 'all', 'four.', all, `One two three four.${written}`, acts] as const,
  [way, 'a part of them and what follows', 'two three', rest, `One ${written} three four.`, acts] as const,
  [way, 'all behind the caret', '', rest, `One two ${written}three four.`, acts] as const,
]);

it.each(cases)(
  '[E8] by %s, where %s is deleted meanwhile, over “%s”',
  (_, __, over, [from, to], now, [begins, ends]) => {
    for (const ids of [7, 9]) {
      const [a, b] = twoHands([text], ids);
      const at = text.indexOf(over || 'three');
      selectsIn(a, at, at + over.length);
      begins(a);
      selectsIn(b, from, to);
      b.types('');
      meet(a, b);
      ends(a);
      meet(a, b);
      b.presses('undo');
      expect(meet(a, b)).toBe(`${now}\n`);
      b.presses('redo');
      meet(a, b);
      b.presses('undo');
      expect(meet(a, b)).toBe(`${now}\n`);
      while (a.undo.canUndo()) a.presses('undo');
      meet(a, b);
      expect([a.isDrawn, b.isDrawn, a.drawn]).toEqual([true, true, b.drawn]);
    }
  },
);
