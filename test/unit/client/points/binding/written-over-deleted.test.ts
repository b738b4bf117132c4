// I write in place of words that another has deleted meanwhile, and they undo that: what I wrote stands beside the words
// that it was written over, whatever I wrote it by. From a trial by hand.
import { expect, it } from 'vitest';
import { commits, composes } from '../../../../support/composing.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';
import { $pastes, selectsIn } from '../../../../support/undo-play.ts';

const text = 'One two three four.';
const all = [0, text.length] as const;
const rest = [7, text.length] as const;

/** `meanwhile` the other deletes. */
const ways: readonly (readonly [string, string, (a: Hand, meanwhile: () => void) => void])[] = [
  [
    'composition',
    '日本',
    (a, meanwhile) => {
      composes(a, '日本');
      meanwhile();
      commits(a);
    },
  ],
  ['typing', 'XY', (a, meanwhile) => (meanwhile(), a.types('X'), a.types('Y'))],
  ['a paste', 'XY', (a, meanwhile) => (meanwhile(), a.does(() => $pastes('XY')))],
  ['a paste of two lines', 'X\nY', (a, meanwhile) => (meanwhile(), a.does(() => $pastes('X\nY')))],
  ['Enter', '\nX', (a, meanwhile) => (meanwhile(), a.presses('Enter'), a.types('X'))],
  ['bold letters', 'X', (a, meanwhile) => (meanwhile(), a.presses('bold'), a.types('X'))],
];

const cases = ways.flatMap(([way, written, act]) => [
  [way, 'all', 'two three', all, `One two three${written} four.`, act] as const,
  [way, 'all', 'One two', all, `One two${written} three four.`, act] as const,
  [way, 'all', 'four.', all, `One two three four.${written}`, act] as const,
  [way, 'a part of them and what follows', 'two three', rest, `One ${written} three four.`, act] as const,
  [way, 'all behind the caret', '', rest, `One two ${written}three four.`, act] as const,
]);

it.each(cases)('[E8] by %s, where %s is deleted meanwhile, over “%s”', (_, __, over, [from, to], now, act) => {
  for (const ids of [7, 9]) {
    const [a, b] = twoHands([text], ids);
    const at = text.indexOf(over || 'three');
    selectsIn(a, at, at + over.length);
    act(a, () => {
      selectsIn(b, from, to);
      b.types('');
      meet(a, b);
    });
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
});
