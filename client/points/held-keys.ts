// What is typed into words that cannot be edited now: the keys do nothing, the page does not scroll, and the reason is
// said at the caret. Of whoever was typing when a lock fell, what they typed on is kept (rule E17). Changes no words.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import { newActId } from '../session/act-id.ts';
import type { KeyPress } from '../ui/keys/key-press.ts';
import { isPressed, pressOf } from '../ui/keys/key-press.ts';
import { isUndoKey } from '../ui/keys/undo-keys.ts';
import { placeOfCaret, sayHere, unsayHere } from '../ui/said-here/said-here.tsx';
import { isMac } from '../ui/shortcut.ts';
import { toolGroups } from './formatting/formatting.ts';

/**
 * `refusal`: null where the words may be edited. `keep`: takes what was typed on so far, at each key, and the refusal
 * that held by then. The same id: in place of what was kept before.
 */
export function useHeldKeys(
  host: RefObject<HTMLElement | null>,
  refusal: string | null,
  keep: (words: string, refusal: string, id: string) => void,
): void {
  useEffect(() => {
    const body = host.current;
    if (!body || refusal === null) return undefined;
    const say = (): void => sayHere(refusal, placeOfCaret());
    let isTypingOn = body.contains(document.activeElement);
    let typed = '';
    let mayLeave = false;
    const id = newActId();
    const onKey = (event: KeyboardEvent): void => {
      if (isTypingOn && event.key === 'Tab' && !mayLeave) return stay(event);
      if (event.key !== 'Shift') mayLeave = event.key === 'Escape';
      if (!event.isComposing && !changesWords(pressOf(event), isMac)) return;
      event.preventDefault();
      if (isTypingOn && makesText(event)) {
        typed = withKey(typed, event.key);
        keep(typed, refusal, id);
      }
      say();
    };
    // As in words that are open: what whoever types on means for the text must not become a shortcut.
    const stay = (event: KeyboardEvent): void => {
      event.preventDefault();
      sayHere(`${refusal} Esc, then Tab, leaves the text.`, placeOfCaret());
    };
    const stopTyping = (): void => {
      isTypingOn = false;
    };
    body.addEventListener('keydown', onKey);
    body.addEventListener('paste', say);
    body.addEventListener('cut', say);
    body.addEventListener('blur', stopTyping);
    if (isTypingOn) say();
    return () => {
      body.removeEventListener('blur', stopTyping);
      body.removeEventListener('keydown', onKey);
      body.removeEventListener('paste', say);
      body.removeEventListener('cut', say);
      unsayHere(refusal);
    };
  }, [host, refusal, keep]);
}

/** The words with one more key. */
export function withKey(typed: string, key: string): string {
  if (key === 'Backspace') return [...typed].slice(0, -1).join('');
  if (key === 'Enter') return `${typed}\n`;
  return isOneCharacter(key) ? typed + key : typed;
}

const makers = new Set(['Enter', 'Backspace', 'Delete', 'Process', 'Dead']);

/** A letter, or a key that makes or takes some. */
export const makesText = ({ key, ctrlKey, metaKey }: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  !ctrlKey && !metaKey && (isOneCharacter(key) || makers.has(key));

const isOneCharacter = (key: string): boolean => [...key].length === 1;

/**
 * The commands too: the browser would undo what was last typed in another point, and has commands of its own on the
 * keys of formatting.
 */
export const changesWords = (press: KeyPress, onMac: boolean): boolean =>
  makesText(press) || isUndoKey(press, onMac) || commands.some(keys => isPressed(keys, press, onMac));

const commands = ['Mod+X', ...toolGroups.flat().map(({ keys }) => keys)];
