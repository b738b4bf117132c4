// Makes list items of lines, and other blocks of list items: of these lines and no others. The list around them is cut;
// what stands after goes on counting. Deeper items stay where they are: behind the item that they belong to. Changes
// nodes only.
import type { ListItemNode, ListNode } from '@lexical/list';
import { $createListItemNode, $createListNode, $isListItemNode, $isListNode } from '@lexical/list';
import type { ElementNode, LexicalNode } from 'lexical';
import { $copyNode, $getRoot, $getSelection, $isRangeSelection } from 'lexical';
import { $isWrapper } from './selected-lines.ts';

export type ListKind = 'bullet' | 'number';

export function $makeList(lines: readonly ElementNode[], kind: ListKind): void {
  for (const line of lines) {
    const list = line.getParent();
    if (!$isListItemNode(line)) $joinNeighbours($listInPlaceOf(line, kind));
    else if ($isListNode(list) && list.getListType() !== kind) $joinNeighbours($cutOut(line, list).setListType(kind));
  }
}

/** `$block`: what each line is to be. It stands in the root; whatever list the line was in goes on behind it. */
export function $makeBlocks(lines: readonly ElementNode[], $block: () => ElementNode): void {
  for (const line of lines) {
    const block = $dressed($block(), line);
    $cutBefore(line, $getRoot());
    line.getTopLevelElement()?.insertBefore(block);
    $fill(block, line);
    $removeWithEmpty(line);
  }
}

/** The item, and what is deeper behind it, in a list apart. */
function $cutOut(item: ListItemNode, list: ListNode): ListNode {
  const number = $numberOf(item, list);
  const around = list.getParent();
  const within = ($isListItemNode(around) ? around.getParent() : around) ?? $getRoot();
  $cutBefore(item, within);
  const after = item.getNextSiblings().find(sibling => !$isWrapper(sibling));
  if (after) {
    $cutBefore(after, within);
    $startAt(after.getParent(), number);
  }
  const own = item.getParent();
  return $isListNode(own) ? own : list;
}

/** Ends what is around the node before it and lets a second one go on, up to what is around it all. */
function $cutBefore(node: LexicalNode, within: ElementNode): void {
  const parent = node.getParent();
  if (!parent || parent.is(within)) return;
  if (!node.getPreviousSibling()) return $cutBefore(parent, within);
  const rest = $isListNode(parent) ? $startAt($copyNode(parent), $numberOf(node, parent)) : $createListItemNode();
  rest.append(node, ...node.getNextSiblings());
  parent.insertAfter(rest);
  $cutBefore(rest, within);
}

const $numberOf = (item: LexicalNode, list: ListNode): number =>
  list.getStart() + item.getPreviousSiblings().filter(sibling => !$isWrapper(sibling)).length;

const highestNumber = 9_999; // of the allow-list

function $startAt<T extends LexicalNode | null>(list: T, number: number): T {
  if ($isListNode(list) && list.getListType() === 'number') list.setStart(Math.min(number, highestNumber));
  return list;
}

function $listInPlaceOf(line: ElementNode, kind: ListKind): ListNode {
  const item = $dressed($createListItemNode(), line);
  const list = $createListNode(kind).append(item);
  line.insertBefore(list);
  $fill(item, line);
  line.remove();
  return list;
}

const $dressed = <T extends ElementNode>(block: T, like: ElementNode): T => {
  block.setFormat(like.getFormatType());
  block.setDirection(like.getDirection());
  block.setTextFormat(like.getTextFormat());
  return block;
};

/** Takes over the words, and a caret that stands in an empty line. */
function $fill(block: ElementNode, line: ElementNode): void {
  const selection = $getSelection();
  const points = $isRangeSelection(selection) ? [selection.anchor, selection.focus] : [];
  const here = points.filter(point => point.key === line.getKey()).map(point => ({ point, offset: point.offset }));
  block.append(...line.getChildren());
  for (const { point, offset } of here) point.set(block.getKey(), offset, 'element');
}

function $removeWithEmpty(node: LexicalNode): void {
  const parent = node.getParent();
  if (!parent || parent.is($getRoot()) || parent.getChildrenSize() > 1) node.remove();
  else $removeWithEmpty(parent);
}

/** Two lists of one kind that come to stand side by side are one. */
function $joinNeighbours(list: ListNode): void {
  const kind = list.getListType();
  const before = $neighbour(list, 'before');
  const after = $neighbour(list, 'after');
  const isBefore = before?.getListType() === kind;
  if (before && isBefore) {
    before.append(...list.getChildren());
    $removeWithEmpty(list);
  }
  if (after?.getListType() !== kind) return;
  if (before && isBefore) {
    before.append(...after.getChildren());
    $removeWithEmpty(after);
  } else {
    after.splice(0, 0, list.getChildren());
    $removeWithEmpty(list);
  }
}

/** On the same level: deeper lists stand in items of their own. */
function $neighbour(list: ListNode, side: 'before' | 'after'): ListNode | null {
  const $beside = (node: LexicalNode): LexicalNode | null =>
    side === 'before' ? node.getPreviousSibling() : node.getNextSibling();
  const next = $beside(list);
  if ($isListNode(next)) return next;
  const around = list.getParent();
  const item = next === null && $isListItemNode(around) ? $beside(around) : null;
  if (!$isListItemNode(item)) return null;
  const edge = side === 'before' ? item.getLastChild() : item.getFirstChild();
  return $isListNode(edge) ? edge : null;
}
