// Somebody deletes what I wrote and undoes that: my own undo then takes back what I wrote, as if they had done neither.
// From a trial by hand.
import { $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const line = 'what cannot be restored.';

const types = (hand: Hand, letters: string): void => {
  for (const letter of letters) hand.types(letter);
};
const selectsAll = (hand: Hand): void => hand.does(() => void $getRoot().select(0, $getRoot().getChildrenSize()));
const deletesAll = (hand: Hand): void => {
  selectsAll(hand);
  hand.types('');
};

/** A writes the point anew; returns what stood after each step. */
function writesAnew(a: Hand): readonly string[] {
  const stood = [a.words];
  const step = (deed: () => void): void => {
    a.undo.stopCapturing();
    deed();
    stood.push(a.words);
  };
  step(() => {
    selectsAll(a);
    types(a, 'line one');
  });
  step(() => a.presses('Enter'));
  step(() => types(a, 'line two'));
  step(() => types(a, ' typing goes'));
  return stood;
}

it.each([false, true])('[E3] with more typed by me in between: %s', isMore => {
  const [a, b] = twoHands([line]);
  const stood = writesAnew(a);
  meet(a, b);
  deletesAll(b);
  meet(a, b);
  a.undo.stopCapturing();
  if (isMore) types(a, ' on here');
  meet(a, b);
  b.presses('undo');
  meet(a, b);
  const all = a.words;
  if (isMore) a.presses('undo');
  expect(a.words).toBe(stood.at(-1));
  for (const before of stood.toReversed().slice(1)) {
    a.presses('undo');
    meet(a, b);
    expect(a.words).toBe(before);
    expect(b.words).toBe(before);
  }
  while (a.undo.redoStack.length > 0) a.presses('redo');
  expect(a.words).toBe(all);
});

it('[E3] what they deleted of mine in the middle of a word comes back with it, and goes with it', () => {
  const [a, b] = twoHands([line]);
  a.goesToEnd();
  types(a, ' typing go');
  meet(a, b);
  deletesAll(b);
  b.presses('undo');
  meet(a, b);
  a.goesToEnd();
  types(a, 'es on');
  meet(a, b);
  expect(a.words).toBe(`${line} typing goes on\n`);
  a.presses('undo');
  if (a.words !== `${line}\n`) a.presses('undo');
  meet(a, b);
  expect([a.words, b.words]).toEqual([`${line}\n`, `${line}\n`]);
});

it('[E3] like words that they wrote there by themselves stay', () => {
  const [a, b] = twoHands([line]);
  a.goesToEnd();
  types(a, ' typing');
  meet(a, b);
  b.selects(' typing');
  b.types('');
  b.goesToEnd();
  types(b, ' typed by b');
  meet(a, b);
  a.presses('undo');
  meet(a, b);
  expect([a.words, b.words]).toEqual([`${line} typed by b\n`, `${line} typed by b\n`]);
});
