// What is kept of keys that were pressed after a lock fell.
import { expect, test } from 'vitest';
import { withKey } from '../../../../client/points/held-keys.ts';

test('[E17] what was typed on is kept as it was meant: with its corrections and lines, without keys that type nothing', () => {
  const keys = ['a', '😀', 'Backspace', 'b', 'Enter', 'Shift', 'Process', 'c', 'Delete'];
  expect(keys.reduce((typed, key) => withKey(typed, key), '')).toBe('ab\nc');
});
