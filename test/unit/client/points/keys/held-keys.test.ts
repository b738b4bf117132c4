// Which keys locked words hold, and what is kept of keys that were pressed after a lock fell.
import { expect, test } from 'vitest';
import { changesWords, withKey } from '../../../../../client/points/keys/held-keys.ts';
import type { KeyPress } from '../../../../../client/ui/keys/key-press.ts';

test('[E17] what was typed on is kept as it was meant: with its corrections and lines, without keys that type nothing', () => {
  const keys = ['a', '😀', 'Backspace', 'b', 'Enter', 'Shift', 'Process', 'c', 'Delete'];
  expect(keys.reduce((typed, key) => withKey(typed, key), '')).toBe('ab\nc');
  expect(withKey('hello world ', 'WordBackspace')).toBe('hello ');
  expect(withKey('hello ', 'WordBackspace')).toBe('');
});

test('[E17] undo, redo, cut and formatting are held as letters are; what only reads or moves is not', () => {
  const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isAltGraph: false };
  const isHeld = (key: string, with_: Partial<KeyPress> = {}, onMac = false): boolean =>
    changesWords({ ...none, key, ...with_ }, onMac);
  const ctrl = { ctrlKey: true };
  expect(['z', 'y', 'x', 'b', 'i', 'u', 'k'].filter(key => !isHeld(key, ctrl))).toEqual([]);
  expect(['z', 'x', 'b'].filter(key => !isHeld(key, { metaKey: true }, true))).toEqual([]);
  expect(isHeld('Z', { ...ctrl, shiftKey: true })).toBe(true);
  expect(isHeld('я', { ...ctrl, code: 'KeyZ' })).toBe(true);
  expect(['a', ' ', 'Enter', 'Backspace', 'Delete'].filter(key => !isHeld(key))).toEqual([]);
  expect(['c', 'a', 'f'].filter(key => isHeld(key, ctrl))).toEqual([]);
  expect(isHeld('Backspace', ctrl)).toBe(true);
  expect(['ArrowLeft', 'Tab', 'Escape', 'F2'].filter(key => isHeld(key))).toEqual([]);
});
