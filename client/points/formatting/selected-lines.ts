// The lines that are selected: paragraphs, quotes, and list items with words of their own. A line that the selection
// touches with no more than its edge is not.
import { $isListItemNode, $isListNode } from '@lexical/list';
import type { ElementNode, LexicalNode, PointType, RangeSelection } from 'lexical';
import { $findMatchingParent, $isElementNode, $isRootNode, $isTextNode } from 'lexical';

export function $linesOf(selection: RangeSelection): readonly ElementNode[] {
  const found = selection.getNodes().map(node => $findMatchingParent(node, $isLine));
  const lines = [...new Map(found.filter(line => line !== null).map(line => [line.getKey(), line])).values()];
  if (selection.isCollapsed()) return lines;
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  const isEdge = (line: ElementNode): boolean =>
    $isAtStartOf(line, end) || (!line.isEmpty() && $isAtEndOf(line, start));
  const inside = lines.filter(line => !isEdge(line));
  return inside.length > 0 ? inside : lines;
}

/** An item that only holds a deeper list goes where its list goes. */
export const $isWrapper = (node: LexicalNode | null): boolean =>
  $isListItemNode(node) && $isListNode(node.getFirstChild());

const $isLine = (node: LexicalNode): node is ElementNode =>
  $isElementNode(node) && !node.isInline() && !$isListNode(node) && !$isRootNode(node) && !$isWrapper(node);

export const $isAtStartOf = (line: ElementNode, point: PointType): boolean =>
  point.offset === 0 && $isOutermost(point.getNode(), line, node => node.getPreviousSibling());

export function $isAtEndOf(line: ElementNode, point: PointType): boolean {
  const node = point.getNode();
  const size = $isTextNode(node) ? node.getTextContentSize() : $isElementNode(node) ? node.getChildrenSize() : 0;
  return point.offset === size && $isOutermost(node, line, at => at.getNextSibling());
}

/** Nothing of the line stands on that side of the node. */
function $isOutermost(
  node: LexicalNode,
  line: ElementNode,
  beside: (node: LexicalNode) => LexicalNode | null,
): boolean {
  if (node.is(line)) return true;
  const parent = node.getParent();
  return parent !== null && beside(node) === null && $isOutermost(parent, line, beside);
}
