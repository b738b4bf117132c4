// Keys that are meant for a text where there is none to take them: they become no shortcuts, and it is said what is possible. Pure; page-keys.ts asks it.
import type { KeyPress } from '../../ui/keys/key-press.ts';
import { isTypedCharacter } from '../../ui/keys/key-press.ts';
import type { Hands } from './hands.ts';

/** Where a key goes. `nowhere`: to the page itself, no field and no button. */
export type Focus = 'text' | 'control' | 'nowhere';
export type Stray = 'several-points' | 'fixed-words' | 'was-writing';

/** Why what is typed has no text to go to; null where it has one, or where nobody means any. */
export function strayOf(focus: Focus, hands: Hands, pointsSelected: number): Stray | null {
  if (focus === 'text') return null;
  if (focus === 'nowhere' && pointsSelected > 0) return pointsSelected > 1 ? 'several-points' : 'fixed-words';
  return hands === 'writing' ? 'was-writing' : null;
}

/** A button keeps its own keys. */
export function isForText(press: KeyPress, focus: Focus): boolean {
  if (focus === 'nowhere' && /^(Backspace|Delete|Enter)$/.test(press.key)) return !(press.ctrlKey || press.metaKey);
  return isTypedCharacter(press) && (press.key !== ' ' || focus === 'nowhere');
}

export const strayWords: { readonly [S in Stray]: string } = {
  'several-points': 'Words of several points cannot be overtyped at once. Copying works; Esc lets go of them.',
  'fixed-words': 'These words are not being edited: nothing was typed. Copying works; Esc lets go of them.',
  'was-writing': 'Nothing was typed: the text that you were writing in is closed. Click where to go on, or press Esc.',
};
