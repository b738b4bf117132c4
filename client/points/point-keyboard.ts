// Keys in a point's editor that Lexical does not know: the caret going on into the neighbouring point.
import type { LexicalEditor } from 'lexical';
import {
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  mergeRegister,
} from 'lexical';
import type { PointId } from '../../shared/ids.ts';
import type { PointDesk } from './point-desk.ts';

export function registerPointKeys(
  editor: LexicalEditor,
  host: HTMLElement,
  point: PointId,
  desk: PointDesk,
): () => void {
  const vertical =
    (direction: 'back' | 'forth') =>
    (event: KeyboardEvent): boolean => {
      const caret = caretBox(host);
      if (event.shiftKey || !caret) return false;
      const box = host.getBoundingClientRect();
      const isAtEdge =
        direction === 'back' ? caret.top - box.top < caret.height : box.bottom - caret.bottom < caret.height;
      const edge = direction === 'back' ? 'last' : 'first';
      if (!isAtEdge || !desk.leave(point, direction, { kind: 'line', edge, x: caret.left })) return false;
      event.preventDefault();
      return true;
    };
  const horizontal =
    (direction: 'back' | 'forth') =>
    (event: KeyboardEvent): boolean => {
      if (event.shiftKey || !isCaretAt(host, direction === 'back' ? 'start' : 'end')) return false;
      if (!desk.leave(point, direction, { kind: direction === 'back' ? 'end' : 'start' })) return false;
      event.preventDefault();
      return true;
    };
  return mergeRegister(
    editor.registerCommand(KEY_ARROW_UP_COMMAND, vertical('back'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, vertical('forth'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_LEFT_COMMAND, horizontal('back'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_RIGHT_COMMAND, horizontal('forth'), COMMAND_PRIORITY_LOW),
  );
}

function caretBox(host: HTMLElement): DOMRect | null {
  const selection = document.getSelection();
  if (!selection?.isCollapsed || selection.rangeCount === 0 || !host.contains(selection.anchorNode)) return null;
  const [box] = selection.getRangeAt(0).getClientRects();
  if (box) return box;
  const { anchorNode } = selection; // an empty line has no text to measure
  return anchorNode instanceof Element ? anchorNode.getBoundingClientRect() : null;
}

function isCaretAt(host: HTMLElement, end: 'start' | 'end'): boolean {
  const selection = document.getSelection();
  if (!selection?.isCollapsed || !selection.anchorNode || !host.contains(selection.anchorNode)) return false;
  const between = document.createRange();
  between.selectNodeContents(host);
  if (end === 'start') between.setEnd(selection.anchorNode, selection.anchorOffset);
  else between.setStart(selection.anchorNode, selection.anchorOffset);
  return between.toString() === '';
}
