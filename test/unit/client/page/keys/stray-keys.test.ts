// Letters that were meant for words and have none to go to.
import { expect, it } from 'vitest';
import { isForText, strayOf } from '../../../../../client/page/keys/stray-keys.ts';
import type { KeyPress } from '../../../../../client/ui/keys/key-press.ts';

const key = (name: string, with_: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isAltGraph: false,
  ...with_,
});

it('[T14] over selected words that are not being edited, letters are no shortcuts', () => {
  expect(strayOf('nowhere', 'free', 2)).toBe('several-points');
  expect(strayOf('nowhere', 'writing', 2)).toBe('several-points');
  expect(strayOf('nowhere', 'free', 1)).toBe('fixed-words');
  expect(strayOf('control', 'free', 2)).toBe(null);
});

it('[T13] nor is a run that began in text, on the page or on a button', () => {
  expect(strayOf('nowhere', 'writing', 0)).toBe('was-writing');
  expect(strayOf('control', 'writing', 0)).toBe('was-writing');
  expect(strayOf('text', 'writing', 0)).toBe(null);
  expect(strayOf('nowhere', 'free', 0)).toBe(null);
});

it('[T13] buttons keep their own keys, and commands are no words', () => {
  expect(['a', ' ', 'Enter', 'Backspace'].map(name => isForText(key(name), 'nowhere'))).toEqual(Array(4).fill(true));
  expect(['a', ' ', 'Enter'].map(name => isForText(key(name), 'control'))).toEqual([true, false, false]);
  expect(isForText(key('c', { ctrlKey: true }), 'nowhere')).toBe(false);
  expect(isForText(key('Escape'), 'nowhere')).toBe(false);
});
