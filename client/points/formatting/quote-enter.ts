// Enter within a quote: both halves stay quoted (rule E10). At its end Lexical begins a paragraph, as behind any line.
import { $createQuoteNode, $isQuoteNode } from '@lexical/rich-text';
import type { LexicalEditor } from 'lexical';
import { $getSelection, $isRangeSelection, COMMAND_PRIORITY_LOW, INSERT_PARAGRAPH_COMMAND } from 'lexical';
import { $makeBlocks } from './list-lines.ts';
import { $isAtEndOf, $linesOf } from './selected-lines.ts';

export const registerQuoteEnter = (editor: LexicalEditor): (() => void) =>
  editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $onEnter, COMMAND_PRIORITY_LOW);

function $onEnter(): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  if (!selection.isCollapsed()) selection.removeText();
  const [line] = $linesOf(selection);
  if (!line || !$isQuoteNode(line) || $isAtEndOf(line, selection.anchor)) return false;
  const second = selection.insertParagraph();
  if (second) $makeBlocks([second], $createQuoteNode);
  return true;
}
