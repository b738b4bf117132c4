// Shows an editor's selection on the page where Lexical does not: in words that may not be edited for now, e.g. since
// they were locked under somebody's hands. Whoever goes on typing there later finds the caret at its words.
import type { LexicalEditor, PointType } from 'lexical';
import { $getSelection, $isRangeSelection } from 'lexical';

export function showSelection(editor: LexicalEditor): void {
  if (document.activeElement !== editor.getRootElement()) return;
  editor.read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    const [anchor, focus] = [selection.anchor, selection.focus].map(point => drawn(editor, point));
    if (anchor && focus)
      document.getSelection()?.setBaseAndExtent(anchor, selection.anchor.offset, focus, selection.focus.offset);
  });
}

function drawn(editor: LexicalEditor, { key, type }: PointType): Node | null {
  const element = editor.getElementByKey(key);
  if (!element || type === 'element') return element;
  return document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
}
