// Which shortcut a key is, where one stands on the page.
import { afterEach, expect, it, vi } from 'vitest';
import { isInOpenWords, isInWords } from '../../../../../client/page/keys/hands.ts';
import type { KeyContext } from '../../../../../client/page/keys/shortcut-for.ts';
import { shortcutFor } from '../../../../../client/page/keys/shortcut-for.ts';
import { toBar } from '../../../../../client/page/selection/selection.tsx';
import { formattingShortcuts } from '../../../../../client/points/formatting/formatting-shortcuts.ts';
import type { KeyPress } from '../../../../../client/ui/keys/key-press.ts';
import type { Shortcut } from '../../../../../client/ui/shortcut.ts';
import { keyWords } from '../../../../../client/ui/shortcut.ts';

const none: KeyPress = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isAltGraph: false,
};
const inWords: KeyContext = { focus: 'text', stray: null, isInWords: true, isMac: false };
const nowhere: KeyContext = { focus: 'nowhere', stray: null, isInWords: false, isMac: false };
const table: readonly Shortcut[] = [
  { keys: '?', second: 'Mod+/', label: 'Show these shortcuts', where: 'outside-text', run: () => undefined },
  ...formattingShortcuts({} as never, () => undefined), // nothing is run
];

afterEach(() => void vi.unstubAllGlobals());

it('[T12] on a German keyboard Ctrl+Shift+7 makes a numbered list in the words, and shows the shortcuts elsewhere', () => {
  const seven = { ...none, key: '/', code: 'Digit7', ctrlKey: true, shiftKey: true };
  expect(shortcutFor(table, seven, inWords)?.label).toBe('Numbered list');
  expect(shortcutFor(table, seven, nowhere)?.label).toBe('Show these shortcuts');
});

it('[T12] with no focus at all one is not in the words', () => {
  vi.stubGlobal('document', { activeElement: null });
  expect([isInWords(), isInOpenWords()]).toEqual([false, false]);
});

it('[T11] Alt+F10 or F9 goes to the bar wherever the focus is: over words of several points it is on the page', () => {
  const overSeveral: KeyContext = { ...nowhere, stray: 'several-points' };
  for (const context of [inWords, nowhere, overSeveral])
    for (const press of [
      { ...none, key: 'F10', altKey: true },
      { ...none, key: 'F9' },
    ])
      expect(shortcutFor([toBar], press, context)).toBe(toBar);
});

it('[T12] keys are written as they are named on the keyboard: on a Mac, Cmd and Option', () => {
  const bindings = ['Mod+Alt+M', 'Alt+F10', 'Mod+Enter'];
  expect(bindings.map(keys => keyWords(keys, false))).toEqual(['Ctrl+Alt+M', 'Alt+F10', 'Ctrl+Enter']);
  expect(bindings.map(keys => keyWords(keys, true))).toEqual(['Cmd+Option+M', 'Option+F10', 'Cmd+Enter']);
});
