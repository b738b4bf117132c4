// Brings what was typed or pasted within shared/text/allow-list.ts before it is written: what the gate would refuse
// costs its writer the connection, and an honest writer is never refused. Words are kept; what they were dressed in may
// go.
import { $isLinkNode, LinkNode } from '@lexical/link';
import { $createListItemNode, $isListItemNode, $isListNode, ListItemNode, ListNode } from '@lexical/list';
import { QuoteNode } from '@lexical/rich-text';
import type { Klass, LexicalEditor, LexicalNode } from 'lexical';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $isElementNode,
  $isRootNode,
  $isTextNode,
  createEditor,
  LineBreakNode,
  mergeRegister,
  ParagraphNode,
  TabNode,
  TextNode,
} from 'lexical';
import { isSafeUrl, mayHaveAttribute, mayMark, mayStandIn, textFormatMax } from '../../../shared/text/allow-list.ts';
import { nodeDepthMax } from '../../../shared/wire-limits.ts';
import { editorNodes } from './editor-nodes.ts';

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
    ...guarded.map(klass => editor.registerNodeTransform(klass, $guard)),
  );
}

function $guard(node: LexicalNode): void {
  const parent = node.getParent();
  if (!parent) return;
  if ($isLinkNode(node) && !isSafeUrl(node.getURL())) $unwrap(node);
  else if (!mayStandIn(kindOf(node), kindOf(parent)) || isTooDeep(node)) $replant(node, parent);
  else $undress(node);
}

/** Each list takes two levels; the innermost item may hold a link, its text and the characters. */
export const listLevelsMax = Math.floor((nodeDepthMax - 3) / 2);
const isTooDeep = (node: LexicalNode): boolean =>
  $isListNode(node) && node.getParents().filter($isListNode).length >= listLevelsMax;

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

/** Puts each property that may not be written back to what a new node has. */
function $undress(node: LexicalNode): void {
  const isAllowed = $isTextNode(node)
    ? (key: string, value: unknown) => mayMark('p', { [key]: value })
    : (key: string, value: unknown) => mayHaveAttribute(node.getType(), key, value);
  // Lexical's nodes are their properties; so does @lexical/yjs read them
  const now = node.getLatest() as unknown as Record<string, unknown>;
  for (const [key, usual] of Object.entries(usualProperties.get(node.getType()) ?? {})) {
    const value = now[key];
    if (value === usual || value === null || value === undefined || isAllowed(key, value)) continue;
    Object.assign(node.getWritable(), { [key]: nearest(key, value, isAllowed) ?? usual });
  }
}

/** Of a format that holds more than we know, the marks we know stay: bold code becomes bold. */
function nearest(key: string, value: unknown, isAllowed: (key: string, value: unknown) => boolean): unknown {
  if (typeof value !== 'number' || !/format$/i.test(key)) return undefined;
  const known = value & textFormatMax;
  return isAllowed(key, known) ? known : undefined;
}

const kindOf = (node: LexicalNode): string => {
  if ($isRootNode(node)) return '#root';
  return $isTextNode(node) ? '#text' : node.getType();
};

/** Not synced by @lexical/yjs: a node's place and its words. */
const notProperties = /^__(?:type|key|parent|next|prev|first|last|size|text|state|slots|slotHost)$/;

/** By node type, as @lexical/yjs finds them: what is unlike these is what it writes. */
const usualProperties = readUsualProperties();

function readUsualProperties(): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const usual = new Map<string, Record<string, unknown>>();
  createEditor({ nodes: editorNodes }).update(
    () => {
      for (const klass of guarded) {
        const node = new klass();
        usual.set(node.getType(), Object.fromEntries(Object.entries(node).filter(([key]) => !notProperties.test(key))));
      }
    },
    { discrete: true },
  );
  return usual;
}
