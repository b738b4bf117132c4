// Remembers where the keyboard was, so that it can go back there: behind words with nothing selected, or to a control.
// Decides nothing about when.
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
