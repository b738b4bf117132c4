// Which presses are the one before again, and which are meant: of keys, by time, hold and place; of the pointer, in
// test/e2e/second-press.spec.ts.
import { expect, test } from 'vitest';
import type { KeyDown } from '../../../../../client/ui/presses/second-press.ts';
import { isSecondKey } from '../../../../../client/ui/presses/second-press.ts';
import { doublePressMs } from '../../../../../shared/limits.ts';

const key = (more: Partial<KeyDown>): KeyDown => ({
  kind: 'key',
  key: 'Enter',
  isCommand: false,
  isHeld: false,
  target: 'form',
  place: 'field',
  at: 1_000,
  ...more,
});
const words = { target: 'words', place: 'words' } as const;
const letter = { key: 'n', target: 'page', place: 'elsewhere' } as const;
const command = { key: 'k', isCommand: true } as const;

test.each<[string, Partial<KeyDown>, Partial<KeyDown>, boolean]>([
  ['Enter in a form, and again in the words below it', {}, { ...words, at: 1_000 + doublePressMs - 1 }, true],
  ['by then it is meant', {}, { ...words, at: 1_000 + doublePressMs }, false],
  ['unless it is held', {}, { ...words, isHeld: true, at: 9_000 }, true],
  ['with Ctrl and then without', { isCommand: true }, words, true],
  ['two lines of one field', {}, { at: 1_100 }, false],
  ['two lines of words that are drawn anew', words, { ...words, target: 'new words', at: 1_100 }, false],
  ['words that were taken away: it was typed', words, { target: 'page', place: 'elsewhere' }, false],
  ['a blank at a button, and again in the words', { key: ' ' }, { key: ' ', ...words }, true],
  ['Esc from a menu, and then from its form', { key: 'Escape' }, { key: 'Escape', target: 'button' }, false],
  ['an arrow held through points', { key: 'ArrowDown' }, { key: 'ArrowDown', ...words, isHeld: true }, false],
  ['a shortcut held, by which a form opens', { ...command, ...words }, { ...command, isHeld: true }, true],
  ['a shortcut held, by which the keyboard comes to words', letter, { ...letter, ...words, isHeld: true }, true],
  ['the same letter typed there', letter, { ...letter, ...words, at: 1_050 }, false],
  ['undo through several points', { ...command, ...words }, { ...command, ...words, target: 'others' }, false],
])('[T21] %s', (_name, first, now, isSecond) => {
  expect(isSecondKey(key(first), key(now), false)).toBe(isSecond);
});

test('[T21] what did an act that is done once goes nowhere again, also where its button stays', () => {
  expect(isSecondKey(key({}), key({ at: 1_100 }), true)).toBe(true);
  expect(isSecondKey(key({}), key({ at: 1_000 + doublePressMs }), true)).toBe(false);
  expect(isSecondKey(key({ key: 'a' }), key({ key: 'a', at: 1_050 }), true)).toBe(false);
});
