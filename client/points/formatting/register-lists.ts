// Backspace at the start of a list item makes a paragraph of it, as the list's button does: Lexical would count the
// items behind it from the beginning again.
import { $isListItemNode, ListItemNode, registerList } from '@lexical/list';
import type { LexicalEditor } from 'lexical';
import {
  $createParagraphNode,
  $getSelection,
  $isRangeSelection,
  $isRootNode,
  COMMAND_PRIORITY_LOW,
  KEY_BACKSPACE_COMMAND,
  mergeRegister,
} from 'lexical';
import { $countBehind } from '../binding/item-numbers.ts';
import { $makeBlocks } from './list-lines.ts';
import { $isAtStartOf, $linesOf } from './selected-lines.ts';

/** Lexical's lists, whose numbers go on where they are left. */
export const registerLists = (editor: LexicalEditor): (() => void) =>
  mergeRegister(
    registerList(editor, { restoreNumbering: true }),
    editor.registerNodeTransform(ListItemNode, $countBehind),
    editor.registerCommand(KEY_BACKSPACE_COMMAND, $onBackspace, COMMAND_PRIORITY_LOW),
  );

function $onBackspace(event: KeyboardEvent): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
  const [line] = $linesOf(selection);
  if (!$isListItemNode(line) || !$isAtStartOf(line, selection.anchor)) return false;
  if (!$isRootNode(line.getParent()?.getParent())) return false; // a deeper one comes up by one level
  event.preventDefault();
  $makeBlocks([line], $createParagraphNode);
  return true;
}
