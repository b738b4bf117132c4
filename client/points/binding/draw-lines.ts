// Shows lines in a point's editor by changing only the nodes that differ: what stays is not drawn anew, and the browser
// keeps its selection there. Runs inside an editor's update; knows no Yjs.
import { $createLinkNode, $isLinkNode } from '@lexical/link';
import { $createListItemNode, $createListNode, $isListItemNode, $isListNode } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import type { ElementFormatType, ElementNode, LexicalNode, TextNode } from 'lexical';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getEditor,
  $getRoot,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
} from 'lexical';
import type { Line, Marks, Piece } from '../../../shared/text/flow.ts';
import { breakInLine, markNames } from '../../../shared/text/flow.ts';
import { commonEnd, commonStart } from '../../../shared/text/letters.ts';
import type { LineItem, LineList, LineTree } from '../../../shared/text/line-tree.ts';
import { treeOf } from '../../../shared/text/line-tree.ts';
import { formatBits } from './editor-lines.ts';

/** A node as it is to be. Equal keys: it looks the same. */
type Wanted = {
  readonly key: string;
  fits(node: LexicalNode): boolean;
  $make(): LexicalNode;
  /** Of a node that fits. */
  $fill(node: LexicalNode): void;
};

export const $drawLines = (lines: readonly Line[]): void => $drawChildren($getRoot(), blocksOf(treeOf(lines)));

/** Whether the editor shows these lines, and nothing otherwise. */
export function $isDrawn(lines: readonly Line[]): boolean {
  const wanted = blocksOf(treeOf(lines));
  const nodes = $getRoot().getChildren();
  return nodes.length === wanted.length && nodes.every((node, i) => $keyOf(node) === wanted[i]?.key);
}

function $drawChildren(parent: ElementNode, wanted: readonly Wanted[]): void {
  const nodes = parent.getChildren();
  const keys = nodes.map($keyOf);
  const most = Math.min(nodes.length, wanted.length);
  let start = 0;
  while (start < most && keys[start] === wanted[start]?.key) start++;
  let end = 0;
  while (end < most - start && keys[keys.length - 1 - end] === wanted[wanted.length - 1 - end]?.key) end++;
  const old = nodes.slice(start, nodes.length - end);
  for (const [i, want] of wanted.slice(start, wanted.length - end).entries()) {
    const node = old[i];
    if (node && want.fits(node)) want.$fill(node);
    else {
      const made = want.$make();
      want.$fill(made);
      if (node) node.replace(made);
      else parent.splice(start + i, 0, [made]);
    }
  }
  // Not one by one: a list item that removes itself makes one of the deeper lists before and behind it.
  const left = nodes.length - wanted.length;
  if (left > 0) parent.splice(wanted.length - end, left, []);
}

// --- blocks and items ----------------------------------------------------------

const blocksOf = (tree: LineTree): readonly Wanted[] =>
  tree.map(block => {
    if ('items' in block) return listOf(block);
    return lineOf(block.kind, block.line, block.kind === 'quote' ? $createQuoteNode : $createParagraphNode);
  });

function lineOf(type: string, { style, pieces }: Line, $make: () => ElementNode): Wanted {
  const { align = 0, indent = 0 } = style;
  const parts = partsOf(pieces);
  return {
    key: keyOfLine(type, align, type === 'listitem' ? 0 : indent, parts.map(({ key }) => key).join('')),
    fits: node => node.getType() === type && !$holdsList(node),
    $make,
    $fill: node => {
      if (!$isElementNode(node)) return;
      if (node.getFormat() !== align) node.setFormat(formats[align] ?? '');
      if (type !== 'listitem' && node.getIndent() !== indent) node.setIndent(indent);
      $drawChildren(node, parts);
    },
  };
}

/** As Lexical counts them. */
const formats: readonly ElementFormatType[] = ['', 'left', 'center', 'right', 'justify', 'start', 'end'];
const keyOfLine = (type: string, align: number, indent: number, inside: string): string =>
  `${type}${align},${indent}[${inside}]`;

function listOf({ kind, start, items }: LineList): Wanted {
  const wanted = items.map(itemOf);
  return {
    key: keyOfList(kind, start, wanted.map(({ key }) => key).join('')),
    fits: node => $isListNode(node) && node.getListType() === kind,
    $make: () => $createListNode(kind, start),
    $fill: node => {
      if (!$isListNode(node)) return;
      if (node.getStart() !== start) node.setStart(start);
      $drawChildren(node, wanted);
    },
  };
}

const keyOfList = (kind: string, start: number, inside: string): string =>
  `${kind}${kind === 'number' ? start : ''}{${inside}}`;

function itemOf(item: LineItem): Wanted {
  if (item.kind === 'line') return lineOf('listitem', item.line, () => $createListItemNode());
  const inner = listOf(item.list);
  return {
    key: keyOfLine('listitem', 0, 0, inner.key),
    fits: $holdsList,
    $make: () => $createListItemNode(),
    $fill: node => {
      if ($isElementNode(node)) $drawChildren(node, [inner]);
    },
  };
}

const $holdsList = (node: LexicalNode): boolean => $isListItemNode(node) && $isListNode(node.getFirstChild());

// --- what stands in a line -----------------------------------------------------

/** Letters of one link stand in it together. */
function partsOf(pieces: readonly Piece[]): readonly Wanted[] {
  const parts: Wanted[] = [];
  for (let at = 0; at < pieces.length; ) {
    const link = pieces[at]?.marks.link;
    let end = at + 1;
    while (end < pieces.length && pieces[end]?.marks.link === link) end++;
    const inside = pieces.slice(at, end).flatMap(lettersOf);
    parts.push(...(link === undefined ? inside : [linkOf(link, inside)]));
    at = end;
  }
  return parts;
}

const lettersOf = ({ text, marks }: Piece): readonly Wanted[] =>
  text
    .split(breakInLine)
    .flatMap((words, i): readonly Wanted[] => [
      ...(i > 0 ? [lineBreak] : []),
      ...(words === '' ? [] : [textOf(words, formatOf(marks))]),
    ]);

const formatOf = (marks: Marks): number =>
  markNames.reduce((sum, name) => sum + (marks[name] ? formatBits[name] : 0), 0);

const lineBreak: Wanted = {
  key: '/',
  fits: $isLineBreakNode,
  $make: $createLineBreakNode,
  $fill: () => {},
};

const textOf = (words: string, format: number): Wanted => ({
  key: keyOfText(words, format),
  fits: node => $isTextNode(node) && node.isSimpleText(),
  $make: () => $createTextNode(words).setFormat(format),
  $fill: node => {
    if (!$isTextNode(node)) return;
    if (node.getFormat() !== format) node.setFormat(format);
    if (node.getTextContent() === words) return;
    $changeDrawn(node, words);
    node.setTextContent(words);
  },
});

/**
 * Lexical would set the text as a whole, by which the browser loses its place in it, and the selection that somebody is
 * drawing there with the mouse.
 */
function $changeDrawn(node: TextNode, words: string): void {
  const element = $getEditor().getElementByKey(node.getKey());
  if (!element) return; // an editor without a page
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  if (!(text instanceof Text)) return;
  const { data } = text;
  const start = commonStart(data, words);
  const end = commonEnd(data.slice(start), words.slice(start));
  text.replaceData(start, data.length - start - end, words.slice(start, words.length - end));
}

const keyOfText = (words: string, format: number): string => `${format}${JSON.stringify(words)}`;

const linkOf = (url: string, inside: readonly Wanted[]): Wanted => ({
  key: keyOfLink(url, inside.map(({ key }) => key).join('')),
  fits: $isLinkNode,
  $make: () => $createLinkNode(url, { rel: 'noreferrer' }),
  $fill: node => {
    if (!$isLinkNode(node)) return;
    if (node.getURL() !== url) node.setURL(url);
    $drawChildren(node, inside);
  },
});

const keyOfLink = (url: string, inside: string): string => `(${url} ${inside})`;

// --- nodes as they are -----------------------------------------------------------

/** The key that a wanted node would have that looks like this one. */
function $keyOf(node: LexicalNode): string {
  if ($isTextNode(node)) return keyOfText(node.getTextContent(), node.getFormat());
  if ($isLineBreakNode(node)) return lineBreak.key;
  if (!$isElementNode(node)) return node.getType();
  const inside = node.getChildren().map($keyOf).join('');
  if ($isLinkNode(node)) return keyOfLink(node.getURL(), inside);
  if ($isListNode(node)) return keyOfList(node.getListType(), node.getStart(), inside);
  const indent = $isListItemNode(node) ? 0 : node.getIndent();
  return keyOfLine(node.getType(), node.getFormat(), indent, inside);
}
