// What is typed into words that cannot be edited now: the keys do nothing, the page does not scroll, and the reason is
// said at the caret. Of whoever was typing when a lock fell, what they typed on is kept (rule E17). Changes no words.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import { placeOfCaret, sayHere, unsayHere } from '../ui/said-here/said-here.tsx';

/** `refusal`: null where the words may be edited. `keep`: takes what was typed on, when the typing is over. */
export function useHeldKeys(
  host: RefObject<HTMLElement | null>,
  refusal: string | null,
  keep: RefObject<(words: string) => void>,
): void {
  useEffect(() => {
    const body = host.current;
    if (!body || refusal === null) return undefined;
    const say = (): void => sayHere(refusal, placeOfCaret());
    let isTypingOn = body.contains(document.activeElement);
    let typed = '';
    const onKey = (event: KeyboardEvent): void => {
      if (!makesText(event)) return;
      event.preventDefault();
      if (isTypingOn) typed = withKey(typed, event.key);
      say();
    };
    const keepTyped = (): void => {
      isTypingOn = false;
      if (typed.trim() !== '') keep.current(typed);
      typed = '';
    };
    body.addEventListener('keydown', onKey);
    body.addEventListener('paste', say);
    body.addEventListener('blur', keepTyped);
    if (isTypingOn) say();
    return () => {
      keepTyped();
      body.removeEventListener('blur', keepTyped);
      body.removeEventListener('keydown', onKey);
      body.removeEventListener('paste', say);
      unsayHere(refusal);
    };
  }, [host, refusal, keep]);
}

/** The words with one more key. */
export function withKey(typed: string, key: string): string {
  if (key === 'Backspace') return [...typed].slice(0, -1).join('');
  if (key === 'Enter') return `${typed}\n`;
  return [...key].length === 1 ? typed + key : typed;
}

const makers = new Set(['Enter', 'Backspace', 'Delete', 'Process', 'Dead']);

const makesText = ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  isComposing || (!ctrlKey && !metaKey && (key.length === 1 || makers.has(key)));
