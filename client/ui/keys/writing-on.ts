// Whether somebody is writing in a field at the moment when what they are looking at ends, and goes on there: it is not
// taken away as long as the keyboard stays in it or beside it. Keeps no words.
import { useEffect, useState } from 'react';

export function useWritingOn(isEnded: boolean): boolean {
  const [part, setPart] = useState<Element | null | 'not ended'>('not ended');
  // Asked while the field still stands: what is drawn next may do without it.
  if (isEnded && part === 'not ended') setPart(partInUse());
  useEffect(() => {
    if (!(part instanceof Element)) return undefined;
    const look = (): void => {
      // Another window takes the keyboard, but leaves the field its focus; what is closed has gone with it.
      if (!part.contains(document.activeElement)) setPart(null);
    };
    const later = (): void => void setTimeout(look);
    for (const sign of signs) document.addEventListener(sign, later);
    return () => {
      for (const sign of signs) document.removeEventListener(sign, later);
    };
  }, [part]);
  return part instanceof Element;
}

const signs = ['focusin', 'focusout', 'keyup', 'pointerup'] as const;

/** The field with the keyboard, with its buttons. */
function partInUse(): Element | null {
  const field = document.activeElement;
  const isField = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return isField && field.value !== '' ? field.closest('form, .composer, dialog') : null;
}
