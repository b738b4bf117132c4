// The arrow keys at a point's edges: the caret goes on into the neighbouring point.
import type { LexicalEditor } from 'lexical';
import {
  COMMAND_PRIORITY_LOW,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  mergeRegister,
} from 'lexical';
import type { PointId } from '../../../shared/ids.ts';
import type { PointDesk } from '../point-desk.ts';
import { caretBox, isCaretAt, isOnEdgeLine, isRightToLeft } from './caret-lines.ts';

type Direction = 'back' | 'forth';

export function registerCaretLeaving(
  editor: LexicalEditor,
  host: HTMLElement,
  point: PointId,
  desk: PointDesk,
): () => void {
  const vertical =
    (direction: Direction) =>
    (event: KeyboardEvent): boolean => {
      const box = isPlain(event) ? caretBox(host) : null;
      if (!box || !isOnEdgeLine(host, box, direction === 'back' ? 'first' : 'last')) return false;
      const edge = direction === 'back' ? 'last' : 'first';
      if (!desk.leave(point, direction, { kind: 'line', edge, x: box.left })) return false;
      event.preventDefault();
      return true;
    };
  const horizontal =
    (side: 'left' | 'right') =>
    (event: KeyboardEvent): boolean => {
      if (!isPlain(event)) return false;
      const direction = isRightToLeft(host) === (side === 'right') ? 'back' : 'forth';
      const edge = direction === 'back' ? 'start' : 'end';
      if (!isCaretAt(host, edge)) return false;
      // Browsers that walk by what is seen go on within the line here, where its first words run the other way.
      document.getSelection()?.modify('move', side, 'character');
      const isStill = isCaretAt(host, edge);
      if (isStill && !desk.leave(point, direction, { kind: direction === 'back' ? 'end' : 'start' })) return false;
      event.preventDefault();
      return true;
    };
  return mergeRegister(
    editor.registerCommand(KEY_ARROW_UP_COMMAND, vertical('back'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_DOWN_COMMAND, vertical('forth'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_LEFT_COMMAND, horizontal('left'), COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ARROW_RIGHT_COMMAND, horizontal('right'), COMMAND_PRIORITY_LOW),
  );
}

const isPlain = ({ shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  !(shiftKey || ctrlKey || altKey || metaKey);
