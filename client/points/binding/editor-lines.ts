// What a point's editor shows, as the lines of a flow. Runs inside an editor's read or update; knows no Yjs.
import { $isLinkNode } from '@lexical/link';
import type { ListItemNode, ListNode } from '@lexical/list';
import { $isListItemNode, $isListNode } from '@lexical/list';
import { $isQuoteNode } from '@lexical/rich-text';
import type { ElementNode, LexicalNode, TextNode } from 'lexical';
import { $getRoot, $isElementNode, $isLineBreakNode, $isTextNode } from 'lexical';
import type { Line, LineStyle, MarkName, Marks, Piece } from '../../../shared/text/flow.ts';
import { breakInLine, markNames } from '../../../shared/text/flow.ts';

/** Lexical's bits. */
export const formatBits: Readonly<Record<MarkName, number>> = { bold: 1, italic: 2, strike: 4, underline: 8 };

export function $lines(): readonly Line[] {
  let before: LexicalNode | null = null;
  return $getRoot()
    .getChildren()
    .flatMap((block): readonly Line[] => {
      const lines = $isListNode(block) ? $itemLines(block, 0, before) : $isElementNode(block) ? [$line(block)] : [];
      before = block;
      return lines;
    });
}

const $line = (block: ElementNode): Line => ({
  style: { ...($isQuoteNode(block) && { line: 'quote' as const }), ...layoutOf(block) },
  pieces: $pieces(block, {}),
});

function layoutOf(block: ElementNode): Pick<LineStyle, 'align' | 'indent'> {
  const [align, indent] = [block.getFormat(), $isListItemNode(block) ? 0 : block.getIndent()];
  return { ...(align > 0 && { align }), ...(indent > 0 && { indent }) };
}

/** `before`: what stands right before the list. A numbered list right behind another says where it begins. */
function $itemLines(list: ListNode, level: number, before: LexicalNode | null): readonly Line[] {
  const line = list.getListType() === 'number' ? 'number' : 'bullet';
  const start = list.getStart();
  const isPlain = line !== 'number' || (start === 1 && !($isListNode(before) && before.getListType() === 'number'));
  let begins: Pick<LineStyle, 'start'> = isPlain ? {} : { start };
  return list
    .getChildren()
    .filter($isListItemNode)
    .flatMap((item): readonly Line[] => {
      const inner = item.getFirstChild();
      if ($isListNode(inner)) return $itemLines(inner, level + 1, $lastListIn(item.getPreviousSibling()));
      const style: LineStyle = { line, ...(level > 0 && { level }), ...begins, ...layoutOf(item) };
      begins = {};
      return [{ style, pieces: $pieces(item, {}) }];
    });
}

const $lastListIn = (item: LexicalNode | null): LexicalNode | null =>
  $isListItemNode(item) ? item.getLastChild() : null;

function $pieces(parent: ElementNode, link: Pick<Marks, 'link'>): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const child of parent.getChildren()) {
    if ($isTextNode(child)) pieces.push({ text: child.getTextContent(), marks: { ...$marksOf(child), ...link } });
    else if ($isLineBreakNode(child)) pieces.push({ text: breakInLine, marks: link });
    else if ($isLinkNode(child)) pieces.push(...$pieces(child, { link: child.getURL() }));
  }
  return pieces;
}

function $marksOf(text: TextNode): Marks {
  const format = text.getFormat();
  return Object.fromEntries(markNames.filter(name => (format & formatBits[name]) !== 0).map(name => [name, true]));
}

/** An item that only holds a deeper list ends no line: its items have ended theirs. */
export const $endsLine = (node: LexicalNode): boolean =>
  $isLineBreakNode(node) || ($isElementNode(node) && !$isLinkNode(node) && !$isListNode(node) && !$holdsList(node));

const $holdsList = (node: LexicalNode): node is ListItemNode =>
  $isListItemNode(node) && $isListNode(node.getFirstChild());
