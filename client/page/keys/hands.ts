// Whether somebody's hands are still writing. Where the text under them goes away (its point is removed, a dialog
// closes, a comment is posted), what they type on must not become shortcuts. Pure, and without a clock: somebody who
// thinks for a minute is writing still.

export type Hands = 'writing' | 'free';

export type HandsAct = { readonly type: string; readonly key: string | null; readonly isInText: boolean };

/** Tab, Esc, the pointer put down elsewhere and a shortcut leave the text on purpose; nothing else does. */
export function handsAfter(hands: Hands, { type, key, isInText }: HandsAct): Hands {
  switch (type) {
    case 'keydown':
      if (key === 'Tab' || key === 'Escape') return 'free';
      return isInText ? 'writing' : hands;
    case 'pointerdown':
      return isInText ? hands : 'free';
    case 'shortcut':
      return 'free';
    default: // focusin, input, compositionstart
      return isInText ? 'writing' : hands;
  }
}

const fields = 'input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [role="textbox"]';

/** Where letters are written, or would be if that were allowed; a link or button within is none. */
export const isInText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest(`a, button, ${fields}`)?.matches(fields) === true);

/** In the words of a point, whether they are edited or only read; without any focus, nowhere. */
export const isInWords = (): boolean => isIn('.body[data-point]');

/** In words that may be edited: locked ones hold the keys of formatting themselves, and say why. */
export const isInOpenWords = (): boolean => isIn('.body[data-point]:not([aria-readonly=true])');

const isIn = (words: string): boolean => (document.activeElement?.closest(words) ?? null) !== null;
