// Remembers where the keyboard was, and where somebody was writing, so that it can go back there: behind words with
// nothing selected, or to a control. Decides nothing about when.
import type { Stretch, TextSurface } from '../ui/text-surface.ts';

/**
 * Call the result to return; it does nothing if that place has gone. `about`: the selected words that one leaves for.
 */
export function rememberFocus(surface: TextSurface, about?: Stretch): () => void {
  const toWords = surface.rememberPlace(about);
  const element = document.activeElement;
  return () => {
    if (toWords?.()) return;
    if (element instanceof HTMLElement && element !== document.body && element.isConnected)
      element.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
}

type Writing = { readonly stop: () => void; readonly goBack: () => boolean };

/** Follows where somebody writes: `goBack` goes to the last of these words and fields that is still there, if any. */
export function followWriting(surface: TextSurface): Writing {
  let places: readonly (() => boolean)[] = [];
  const onLeft = ({ target }: FocusEvent): void => {
    const place = target instanceof HTMLElement ? placeOf(target, surface) : null;
    if (place) places = [place, ...places].slice(0, 4);
  };
  addEventListener('focusout', onLeft, true);
  return {
    stop: () => removeEventListener('focusout', onLeft, true),
    goBack: () => places.some(goTo => goTo()),
  };
}

function placeOf(left: HTMLElement, surface: TextSurface): (() => boolean) | null {
  if (left.matches('.body[data-point]')) return surface.rememberPlace(undefined, left);
  if (!left.matches('textarea')) return null;
  return () => {
    left.focus({ preventScroll: true });
    return document.activeElement === left;
  };
}
