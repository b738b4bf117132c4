// The browser's keys for undo and redo. Outside of any text they still reach the words that were last written. Listens
// to nothing.
import type { KeyPress } from './key-press.ts';
import { isPressed } from './key-press.ts';

const undoKeys = ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y'];

export const isUndoKey = (press: KeyPress, isMac: boolean): boolean =>
  undoKeys.some(keys => isPressed(keys, press, isMac));
