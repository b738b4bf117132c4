// Where pasted lines go into a quote or a list item, they become lines of that kind, and so the words that stood behind
// the caret stay what they were (rule E18). Lines that are quotes or lists themselves keep their kind. The rest is
// Lexical's.
import { $isListItemNode, $isListNode } from '@lexical/list';
import { $createQuoteNode, $isQuoteNode } from '@lexical/rich-text';
import type { ElementNode, LexicalEditor, LexicalNode, RangeSelection } from 'lexical';
import {
  $addUpdateTag,
  $createParagraphNode,
  $generateNodesFromRawText,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_LOW,
  mergeRegister,
  PASTE_COMMAND,
  PASTE_TAG,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
} from 'lexical';
import { $makeBlocks } from '../formatting/list-lines.ts';
import { $isAtEndOf, $isAtStartOf, $linesOf } from '../formatting/selected-lines.ts';

export const registerPastedLines = (editor: LexicalEditor): (() => void) =>
  mergeRegister(
    editor.registerCommand(
      SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
      ({ nodes }) => $putIn(nodes),
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      event => {
        const data = 'clipboardData' in event ? event.clipboardData : null;
        const text = data && !data.types.some(type => richTypes.has(type)) ? data.getData('text/plain') : '';
        const isDone = $putTextIn(text);
        if (isDone) event.preventDefault();
        if (isDone) $addUpdateTag(PASTE_TAG);
        return isDone;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );

const richTypes: ReadonlySet<string> = new Set(['text/html', 'application/x-lexical-editor', 'Files']);

/** Lexical itself begins an item for each line in a list, and leaves a quote. */
export function $putTextIn(text: string): boolean {
  const lines = text.split(/\r?\n/);
  if (lines.length < 2 || !$isQuoteNode($lineNow())) return false;
  $removeSelected();
  $putLines(lines.map(line => $generateNodesFromRawText(line)));
  return true;
}

/** False: nothing is done, and Lexical puts them in. */
export function $putIn(nodes: readonly LexicalNode[]): boolean {
  const line = $lineNow();
  if (!line || !nodes.some(isBlock)) return false;
  const isItem = $isListItemNode(line);
  const isParagraph = !isItem && !$isQuoteNode(line);
  if (isParagraph && (line.isEmpty() || !$isQuoteNode(nodes.at(-1)))) return false;
  if (isItem && nodes.every($isOfList)) return false; // its items join those of the line's list
  const { lead, blocks, tail } = $partsOf(nodes, line, isItem || nodes.length === 1 || $hasWordsBefore(line));
  $removeSelected();
  $putLines(lead);
  if (blocks.length === 0) return true;
  const rest = $hasWordsBehind() || tail.length > 0 ? $splitLine() : null;
  rest?.first.selectEnd();
  if ($isQuoteNode(blocks[0])) $beginBlock();
  $selected()?.insertNodes([...blocks]);
  if (!rest || tail.length === 0) return true;
  rest.second.selectStart();
  $putLines(tail);
  return true;
}

type Inline = readonly LexicalNode[];
type Parts = {
  readonly lead: readonly Inline[];
  readonly blocks: readonly LexicalNode[];
  readonly tail: readonly Inline[];
};

const isBlock = (node: LexicalNode): boolean => $isElementNode(node) && !node.isInline();
const $isOfList = (node: LexicalNode): boolean => $isListNode(node) || $isListItemNode(node);

/**
 * Plain lines, then what keeps its kind, and plain lines: those between quotes or lists go with them. A quote in a
 * quote is a plain line. `joinsFirst`: so are the words of a quote that comes first, which go into the line with the
 * caret.
 */
function $partsOf(nodes: readonly LexicalNode[], into: ElementNode, joinsFirst: boolean): Parts {
  const isOwn = (node: LexicalNode, i: number): boolean =>
    $isOfList(node) || ($isQuoteNode(node) && !$isQuoteNode(into) && !(joinsFirst && i === 0));
  const from = nodes.findIndex(isOwn);
  if (from < 0) return { lead: $inlinesOf(nodes), blocks: [], tail: [] };
  const to = nodes.findLastIndex(isOwn) + 1;
  return {
    lead: $inlinesOf(nodes.slice(0, from)),
    blocks: nodes.slice(from, to),
    tail: $inlinesOf(nodes.slice(to)),
  };
}

/** Of each line. A break that stands alone is an empty one, as Lexical has it. */
function $inlinesOf(nodes: readonly LexicalNode[]): Inline[] {
  const lines: LexicalNode[][] = [];
  let isOpen = false;
  nodes.forEach((node, i) => {
    if ($isElementNode(node) && !node.isInline()) lines.push(node.getChildren());
    else {
      if (!isOpen) lines.push([]);
      const next = nodes[i + 1];
      const isAlone = !isOpen && $isLineBreakNode(node) && (!next || isBlock(next));
      if (!isAlone) lines.at(-1)?.push(node);
    }
    isOpen = !isBlock(node);
  });
  return lines;
}

/** At the caret, each further one in a line of the same kind. */
function $putLines(lines: readonly Inline[]): void {
  lines.forEach((inline, i) => {
    if (i > 0) $splitLine()?.second.selectStart();
    if (inline.length > 0) $selected()?.insertNodes([...inline]);
  });
  const selection = $selected();
  const node = selection?.anchor.getNode();
  if (selection && $isTextNode(node)) selection.format = node.getFormat();
}

/** Both halves are of its kind. */
function $splitLine(): { readonly first: ElementNode; readonly second: ElementNode } | null {
  const first = $lineNow();
  const second = $selected()?.insertParagraph();
  if (!first || !$isElementNode(second)) return null;
  if (!$isQuoteNode(first)) return { first, second };
  const quote = $createQuoteNode();
  second.insertBefore(quote);
  quote.append(...second.getChildren());
  second.remove();
  return { first, second: quote };
}

/** Lexical would put a quote's words into the line with the caret, and a quote into a list. */
function $beginBlock(): void {
  const line = $lineNow();
  const empty = line?.isEmpty() ? line : $splitLine()?.second;
  if (!empty) return;
  empty.selectStart();
  $makeBlocks([empty], $createParagraphNode); // it gives way to what is put in
}

function $hasWordsBefore(line: ElementNode): boolean {
  const selection = $selected();
  return selection !== null && !$isAtStartOf(line, selection.isBackward() ? selection.focus : selection.anchor);
}

function $hasWordsBehind(): boolean {
  const [line, selection] = [$lineNow(), $selected()];
  return line !== null && selection !== null && !$isAtEndOf(line, selection.anchor);
}

function $selected(): RangeSelection | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? selection : null;
}

/** The first that is selected. */
function $lineNow(): ElementNode | null {
  const selection = $selected();
  return selection ? ($linesOf(selection)[0] ?? null) : null;
}

function $removeSelected(): void {
  const selection = $selected();
  if (selection && !selection.isCollapsed()) selection.removeText();
}
