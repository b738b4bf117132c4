// Keys that are meant for a text where there is none to take them: they become no shortcuts, and it is said what is
// possible. Pure; page-keys.ts asks it.
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

export const goOn = 'Click where to go on, or press Esc.';

export const strayWords: { readonly [S in Stray]: string } = {
  'several-points': 'You cannot type over words of several points. You can copy them. Esc ends the selection.',
  'fixed-words':
    'You cannot type over these words: you are not editing them. You can copy them. Esc ends the selection.',
  'was-writing': `Nothing was typed: no text has the keyboard now. ${goOn}`,
};
