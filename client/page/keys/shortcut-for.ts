// Which shortcut of the table a pressed key is, wherever one is on the page. Pure; page-keys.ts asks it.
import type { KeyPress } from '../../ui/keys/key-press.ts';
import { isPressed, typesCharacter } from '../../ui/keys/key-press.ts';
import type { Shortcut } from '../../ui/shortcut.ts';
import type { Focus, Stray } from './stray-keys.ts';

export type KeyContext = {
  readonly focus: Focus;
  readonly stray: Stray | null;
  /** In words that may be edited. */
  readonly isInWords: boolean;
  readonly isMac: boolean;
};

/**
 * Two may be one key: Ctrl+Shift+7 is Ctrl+/ on a German keyboard. In the words, the one that is made for them wins.
 */
export function shortcutFor(table: readonly Shortcut[], press: KeyPress, context: KeyContext): Shortcut | undefined {
  const fired = table.filter(each => fires(each, press, context));
  return fired.find(({ where }) => where === 'in-words') ?? fired[0];
}

/**
 * What types a character is a shortcut only where nobody types; the second binding, where it types none, is one
 * anywhere.
 */
function fires({ keys, second, where }: Shortcut, press: KeyPress, context: KeyContext): boolean {
  const { focus, stray, isInWords, isMac } = context;
  const isFree = focus !== 'text' && stray === null;
  if (where === 'in-words' && !isInWords) return false;
  if (isPressed(keys, press, isMac))
    return typesCharacter(keys) ? isFree : where !== 'outside-text' || focus !== 'text';
  return second !== undefined && isPressed(second, press, isMac) && (isFree || !typesCharacter(second));
}
