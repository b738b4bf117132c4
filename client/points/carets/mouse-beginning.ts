// A selection that somebody draws with the mouse begins where they pressed, whatever others write meanwhile (rule E8):
// after a change of the words the browser begins anew where the pointer is. Leaves words alone that are being dragged.
import type { LexicalEditor } from 'lexical';
import { COLLABORATION_TAG } from 'lexical';
import type * as Y from 'yjs';
import { keepPlace } from '../kept-place.ts';
import { caretFromPoint, caretIn, offsetIn, selectedIn } from '../point-ranges.ts';

/** `hasMoved`: others have changed the words since the press. */
type Press = { readonly offsetNow: () => number; hasMoved: boolean };

export function keepMouseBeginning(editor: LexicalEditor, root: Y.XmlElement): () => void {
  let press: Press | null = null;
  const onDown = (event: MouseEvent): void => {
    const host = editor.getRootElement();
    const at = host && pressedAt(host, event);
    press = at === null ? null : { offsetNow: keepPlace(root, { to: at }), hasMoved: false };
  };
  const mend = (): void => {
    const host = editor.getRootElement();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
    if (!press?.hasMoved || !host?.contains(anchorNode ?? null) || !host.contains(focusNode ?? null)) return;
    if (!anchorNode || !focusNode || anchorOffset === undefined || focusOffset === undefined) return;
    const begin = press.offsetNow();
    if (offsetIn(host, anchorNode, anchorOffset) === begin) return;
    const { node, within } = caretIn(host, begin);
    document.getSelection()?.setBaseAndExtent(node, within, focusNode, focusOffset);
  };
  const end = (): void => {
    mend();
    press = null;
  };
  const drop = (): void => {
    press = null;
  };
  document.addEventListener('selectionchange', mend);
  addEventListener('mouseup', end, { capture: true });
  addEventListener('dragstart', drop, { capture: true });
  const unregister = [
    editor.registerRootListener(host => {
      host?.addEventListener('mousedown', onDown);
      return () => host?.removeEventListener('mousedown', onDown);
    }),
    editor.registerUpdateListener(({ tags }) => {
      if (press && tags.has(COLLABORATION_TAG)) press.hasMoved = true;
    }),
  ];
  return () => {
    document.removeEventListener('selectionchange', mend);
    removeEventListener('mouseup', end, { capture: true });
    removeEventListener('dragstart', drop, { capture: true });
    for (const stop of unregister) stop();
  };
}

/** Null: it draws no new selection letter by letter. */
function pressedAt(host: HTMLElement, { button, shiftKey, detail, clientX, clientY }: MouseEvent): number | null {
  const place = button === 0 && !shiftKey && detail === 1 ? caretFromPoint(clientX, clientY) : null;
  if (!place || !host.contains(place.node)) return null;
  const at = offsetIn(host, place.node, place.within);
  const selection = document.getSelection();
  const selected = selection && selection.rangeCount > 0 ? selectedIn(host, selection.getRangeAt(0)) : null;
  return selected && selected.from <= at && at <= selected.to ? null : at;
}
