// What is typed into words that cannot be edited now, e.g. since they were locked under somebody's hands: the keys do
// nothing, the page does not scroll, and the reason is said at the caret (rule E17). Changes no words.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import { placeOfCaret, sayHere, unsayHere } from '../ui/said-here/said-here.tsx';

/** `refusal`: null where the words may be edited. */
export function useHeldKeys(host: RefObject<HTMLElement | null>, refusal: string | null): void {
  useEffect(() => {
    const body = host.current;
    if (!body || refusal === null) return undefined;
    const say = (): void => sayHere(refusal, placeOfCaret());
    const onKey = (event: KeyboardEvent): void => {
      if (!makesText(event)) return;
      event.preventDefault();
      say();
    };
    body.addEventListener('keydown', onKey);
    body.addEventListener('paste', say);
    if (body.contains(document.activeElement)) say();
    return () => {
      body.removeEventListener('keydown', onKey);
      body.removeEventListener('paste', say);
      unsayHere(refusal);
    };
  }, [host, refusal]);
}

const makers = new Set(['Enter', 'Backspace', 'Delete', 'Process', 'Dead']);

const makesText = ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  isComposing || (!ctrlKey && !metaKey && (key.length === 1 || makers.has(key)));
