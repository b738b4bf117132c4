// Shows an editor's selection on the page where Lexical does not: in words that may not be edited for now, since they
// were locked under somebody's hands, or since the keyboard is elsewhere for a moment, at a button, say. Whoever comes
// back finds the caret at its words.
import type { LexicalEditor, PointType } from 'lexical';
import { $getSelection, $isRangeSelection } from 'lexical';

export function showSelection(editor: LexicalEditor): void {
  if (!isSelectionIn(editor.getRootElement())) return;
  editor.read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    const [anchor, focus] = [selection.anchor, selection.focus].map(point => drawn(editor, point));
    if (anchor && focus)
      document.getSelection()?.setBaseAndExtent(anchor, selection.anchor.offset, focus, selection.focus.offset);
  });
}

/** All of it: a selection over several points is the page's, and none of an editor's. */
function isSelectionIn(host: HTMLElement | null): boolean {
  const { anchorNode = null, focusNode = null } = document.getSelection() ?? {};
  if (!host) return false;
  return document.activeElement === host || (host.contains(anchorNode) && host.contains(focusNode));
}

function drawn(editor: LexicalEditor, { key, type }: PointType): Node | null {
  const element = editor.getElementByKey(key);
  if (!element || type === 'element') return element;
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
}
