// Brings what was typed or pasted within what a flow can hold (shared/text/allow-list.ts) before it is written. Words
// are kept; what they were dressed in may go.
import { $isLinkNode, LinkNode } from '@lexical/link';
import { $createListItemNode, $isListItemNode, $isListNode, ListItemNode, ListNode } from '@lexical/list';
import { $isQuoteNode, QuoteNode } from '@lexical/rich-text';
import type { Klass, LexicalEditor, LexicalNode } from 'lexical';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $isElementNode,
  $isLineBreakNode,
  $isParagraphNode,
  $isRootNode,
  $isTextNode,
  LineBreakNode,
  mergeRegister,
  ParagraphNode,
  TabNode,
  TextNode,
} from 'lexical';
import { indentMax, isSafeUrl, listLevelMax, mayMark } from '../../../shared/text/allow-list.ts';
import { markNames } from '../../../shared/text/flow.ts';
import { formatBits } from './editor-lines.ts';
import { $takeUnseen } from './unseen-letters.ts';

const guarded: readonly Klass<LexicalNode>[] = [
  ParagraphNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  LinkNode,
  TextNode,
  LineBreakNode,
];

/** Register it before the editor is bound: registering marks all nodes as changed, and what is changed is written. */
export function registerLinkGuard(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerNodeTransform(TabNode, tab => void tab.replace($createTextNode(' '))),
    editor.registerNodeTransform(TextNode, $takeUnseen),
    ...guarded.map(klass => editor.registerNodeTransform(klass, $guard)),
  );
}

function $guard(node: LexicalNode): void {
  const parent = node.getParent();
  if (!parent) return;
  if ($isLinkNode(node) && !isSafeUrl(node.getURL())) $unwrap(node);
  else if (!$mayStandIn(node, parent) || isTooDeep(node)) $replant(node, parent);
  else if ($isListItemNode(node)) $parted(node);
  else $undress(node);
}

function $mayStandIn(node: LexicalNode, parent: LexicalNode): boolean {
  if ($isParagraphNode(node) || $isQuoteNode(node)) return $isRootNode(parent);
  if ($isListNode(node)) return $isRootNode(parent) || $isListItemNode(parent);
  if ($isListItemNode(node)) return $isListNode(parent);
  const isInLine = $isParagraphNode(parent) || $isQuoteNode(parent) || $isListItemNode(parent);
  return isInLine || ($isLinkNode(parent) && !$isLinkNode(node));
}

const isTooDeep = (node: LexicalNode): boolean =>
  $isListNode(node) && node.getParents().filter($isListNode).length > listLevelMax;

function $replant(node: LexicalNode, parent: LexicalNode): void {
  if ($isListNode(parent)) $wrap(node, $createListItemNode());
  else if ($isRootNode(parent)) $wrap(node, $createParagraphNode());
  else if ($isElementNode(node)) $unwrap(node);
  else node.remove();
}

/** Blocks take what is in a misplaced block; anything else goes in as it is. */
function $wrap(node: LexicalNode, block: ParagraphNode | ListItemNode): void {
  node.insertBefore(block);
  if ($isListItemNode(node)) {
    block.append(...node.getChildren());
    node.remove();
  } else block.append(node);
}

/**
 * What were lines of their own stay lines of their own. A list gives up its items too: Lexical would lift an orphan
 * item out to the root.
 */
function $unwrap(node: LexicalNode): void {
  if (!$isElementNode(node)) return;
  const lines = $isListNode(node) ? node.getChildren().filter($isElementNode) : [node];
  for (const [index, line] of lines.entries()) {
    if (index > 0) node.insertBefore($createLineBreakNode());
    for (const child of line.getChildren()) node.insertBefore(child);
  }
  if (!node.isInline() && node.getNextSibling()) node.insertBefore($createLineBreakNode());
  node.remove();
}

/** Words of an item's own, and each list in it, stand in items of their own. */
function $parted(item: ListItemNode): void {
  const children = item.getChildren();
  const at = children.findIndex(
    (child, index) => index > 0 && ($isListNode(child) || $isListNode(children[index - 1])),
  );
  if (at < 0) return;
  const rest = $createListItemNode().append(...children.slice(at));
  item.insertAfter(rest);
}

/** Puts each property that a flow does not hold back to what a new node has. */
function $undress(node: LexicalNode): void {
  if ($isTextNode(node)) $undressText(node);
  else if ($isListNode(node)) $undressList(node);
  else if (($isParagraphNode(node) || $isQuoteNode(node)) && node.getIndent() > indentMax) node.setIndent(indentMax);
}

function $undressList(list: ListNode): void {
  if (list.getListType() === 'check') list.setListType('bullet');
  if (!mayMark('start', list.getStart())) list.setStart(1);
}

const knownFormats = markNames.reduce((sum, name) => sum | formatBits[name], 0);

function $undressText(text: TextNode): void {
  if ((text.getFormat() & ~knownFormats) !== 0) text.setFormat(text.getFormat() & knownFormats);
  if (text.getStyle() !== '') text.setStyle('');
  if (text.getMode() !== 'normal') text.setMode('normal');
  const words = text.getTextContent();
  const within = words.replace(/[\n\r\u2028\u2029]+/g, ' ');
  if (words !== within && !$isLineBreakNode(text)) text.setTextContent(within);
}
