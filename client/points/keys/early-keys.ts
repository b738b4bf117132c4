// What is typed into words whose editor is still being fetched: kept in order, and typed into the editor as soon as it
// is there, at the caret that was clicked (rule E19).
import type { RefObject } from 'react';
import { useLayoutEffect } from 'react';
import { pressOf } from '../../ui/keys/key-press.ts';
import type { CaretAim } from '../point-desk.ts';
import { offsetIn } from '../point-ranges.ts';
import { makesText, withKey } from './held-keys.ts';

/** Where somebody has put the caret before the editor was there (null: nowhere), and what they have typed since. */
export type Begun = { aim: CaretAim | null; typed: string };

export function useEarlyKeys(host: RefObject<HTMLElement | null>, begun: RefObject<Begun>, mayEdit: boolean): void {
  useLayoutEffect(() => {
    const body = host.current;
    if (!body) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (!mayEdit || event.isComposing || !makesText(pressOf(event))) return;
      event.preventDefault();
      begun.current.typed = withKey(begun.current.typed, event.key);
    };
    const onSelection = (): void => {
      const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = document.getSelection() ?? {};
      if (document.activeElement !== body || !body.contains(anchorNode) || !body.contains(focusNode)) return;
      if (!anchorNode || !focusNode) return;
      const [anchor, focus] = [offsetIn(body, anchorNode, anchorOffset), offsetIn(body, focusNode, focusOffset)];
      begun.current.aim = { kind: 'selection', anchor, focus };
    };
    // Only while the keyboard is here: hundreds of points rest at once, and each letter moves the selection.
    const watch = (): void => document.addEventListener('selectionchange', onSelection);
    const unwatch = (): void => document.removeEventListener('selectionchange', onSelection);
    if (document.activeElement === body) watch();
    body.addEventListener('keydown', onKey);
    body.addEventListener('focus', watch);
    body.addEventListener('blur', unwatch);
    return () => {
      onSelection(); // the browser tells of it later than the editor may come
      unwatch();
      body.removeEventListener('keydown', onKey);
      body.removeEventListener('focus', watch);
      body.removeEventListener('blur', unwatch);
    };
  }, [host, begun, mayEdit]);
}

/** By the browser's own commands: it is typing like any other, which replaces what is selected and can be undone. */
export function typeEarly(typed: string): void {
  for (const part of typed.split(/(\n)/))
    if (part === '\n') document.execCommand('insertParagraph');
    else if (part !== '') document.execCommand('insertText', false, part);
}
