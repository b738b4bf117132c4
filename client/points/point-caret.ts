// Putting the caret where somebody meant it: after a click into words that are not being edited, or coming from the
// neighbouring point.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { CaretAim } from './point-desk.ts';
import { caretFromPoint, caretIn } from './point-ranges.ts';

export function placeCaret(body: HTMLElement, aim: CaretAim): void {
  const selection = document.getSelection();
  if (!selection) return;
  if (aim.kind === 'line') {
    const box = body.getBoundingClientRect();
    const inset = Number.parseFloat(getComputedStyle(body).lineHeight) / 2 || 12;
    const caret = caretFromPoint(aim.x, aim.edge === 'first' ? box.top + inset : box.bottom - inset);
    if (caret && body.contains(caret.node))
      return selection.setBaseAndExtent(caret.node, caret.within, caret.node, caret.within);
  }
  if (aim.kind === 'offset') {
    const { node, within } = caretIn(body, aim.offset);
    return selection.setBaseAndExtent(node, within, node, within);
  }
  if (aim.kind === 'selection') {
    const [anchor, focus] = [caretIn(body, aim.anchor), caretIn(body, aim.focus)];
    return selection.setBaseAndExtent(anchor.node, anchor.within, focus.node, focus.within);
  }
  selection.selectAllChildren(body);
  if (aim.kind === 'start' || (aim.kind === 'line' && aim.edge === 'first')) selection.collapseToStart();
  else selection.collapseToEnd();
}

function isSelectionIn(body: HTMLElement): boolean {
  const selection = document.getSelection();
  return body.contains(selection?.anchorNode ?? null) && body.contains(selection?.focusNode ?? null);
}

/**
 * The Tab key brings the focus but no caret: it would stay in the point that was left, and what is typed would be lost.
 */
export function useCaretOnFocus(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const body = host.current;
    if (!body) return undefined;
    const onFocus = (): void => {
      if (!isSelectionIn(body)) placeCaret(body, { kind: 'start' });
    };
    body.addEventListener('focus', onFocus);
    return () => body.removeEventListener('focus', onFocus);
  }, [host]);
}

/**
 * A mouse that goes down must not focus the words, or it could not select across points; one that comes up where it
 * went down puts the caret there, also into words that cannot be edited: what is typed there is answered (rule E17).
 * Without a tabindex an element takes no focus from the mouse, so it is taken away while the button is down.
 */
export function useClickToEdit(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const body = host.current;
    if (!body) return undefined;
    const down = (): void => {
      if (document.activeElement !== body) body.removeAttribute('tabindex');
    };
    const restore = (): void => body.setAttribute('tabindex', '0');
    const up = (event: MouseEvent): void => {
      restore();
      const isStretch = document.getSelection()?.isCollapsed === false;
      if (document.activeElement === body || (isStretch && !isSelectionIn(body))) return;
      const caret = caretFromPoint(event.clientX, event.clientY);
      body.focus({ preventScroll: true });
      if (!isStretch && caret && body.contains(caret.node))
        document.getSelection()?.setBaseAndExtent(caret.node, caret.within, caret.node, caret.within);
    };
    body.addEventListener('pointerdown', down);
    body.addEventListener('click', up);
    window.addEventListener('pointerup', restore);
    window.addEventListener('pointercancel', restore); // the words are being dragged
    return () => {
      body.removeEventListener('pointerdown', down);
      body.removeEventListener('click', up);
      window.removeEventListener('pointerup', restore);
      window.removeEventListener('pointercancel', restore);
    };
  }, [host]);
}
