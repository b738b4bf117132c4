// What one person may do to the words of a point, chosen by chance: the steps of the point fuzz. Runs inside
// `editor.update`; knows nothing of Yjs.
import { $toggleLink } from '@lexical/link';
import { $insertList, $isListItemNode, $isListNode } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import { $dfs } from '@lexical/utils';
import type { ElementNode, LexicalNode, RangeSelection, TextNode } from 'lexical';
import {
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
  $isElementNode,
  $isParagraphNode,
} from 'lexical';
import { $makeBlocks, $makeList } from '../../client/points/formatting/list-lines.ts';
import { $linesOf } from '../../client/points/formatting/selected-lines.ts';
import type { Random } from './seeded-random.ts';

export type Writer = {
  readonly random: Random;
  /** A few words that end in a character nobody else has typed, so that doubled text can be found. */
  word(): string;
  link(): string;
};

/** Out of 100, in the proportions of points.md section 3. */
export function $randomEdit(writer: Writer): void {
  const { random } = writer;
  const texts = $getRoot().getAllTextNodes();
  if (texts.length === 0) return $writeIntoEmptyPoint(writer);
  const text = random.pick(texts);
  const chance = random.below(100);
  const { from, to } = stretchOf(text, random);
  const caret = text.select(from, from);
  if (chance < 36) caret.insertText(writer.word());
  else if (chance < 45) text.select(from, to).removeText();
  else if (chance < 52) text.select(0, text.getTextContentSize()).insertText(`New ${writer.word()}`);
  else if (chance < 60) caret.insertParagraph();
  else if (chance < 67) $mergeWithPrevious($blockOf(text));
  else if (chance < 74) $format(text, from, to, random);
  else if (chance < 77) caret.insertLineBreak();
  else if (chance < 81) $makeList($linesOf(caret), random.pick(['number', 'bullet']));
  else if (chance < 83) $makeBlocks($linesOf(caret), $createParagraphNode);
  else if (chance < 87) $link(text, from, to, writer);
  else if (chance < 90) $makeBlocks($linesOf(caret), random.below(2) ? $createQuoteNode : $createParagraphNode);
  else if (chance < 94) caret.insertRawText(`one ${writer.word()}\ntwo`);
  else $pasteOddThings(caret, text, writer);
}

function $writeIntoEmptyPoint(writer: Writer): void {
  const block = $getRoot().getFirstChild();
  if ($isElementNode(block)) block.append($createTextNode(writer.word()));
}

/** A stretch of a text that cuts no character in two, as no mouse and no key can. */
function stretchOf(text: TextNode, random: Random): { readonly from: number; readonly to: number } {
  const words = text.getTextContent();
  const from = wholeBoundary(words, random.below(words.length + 1));
  return { from, to: wholeBoundary(words, Math.min(words.length, from + 1 + random.below(9))) };
}

const wholeBoundary = (words: string, at: number): number =>
  /[\ud800-\udbff]/.test(words.charAt(at - 1)) && /[\udc00-\udfff]/.test(words.charAt(at)) ? at + 1 : at;

function $format(text: TextNode, from: number, to: number, random: Random): void {
  if (to > from) text.select(from, to).formatText(random.pick(['bold', 'italic', 'underline']));
}

function $link(text: TextNode, from: number, to: number, { random, link }: Writer): void {
  if (to <= from) return;
  text.select(from, to);
  $toggleLink(random.below(3) ? link() : null);
}

/**
 * Two people who delete the two items of one list leave it empty. It shows as nothing, but Lexical 0.52 cannot make a
 * list beside it.
 */
function $makeCheckList(): void {
  const hasEmptyList = $dfs().some(({ node }) => $isListNode(node) && node.isEmpty());
  if (!hasEmptyList) $insertList('check');
}

/** Such as come with pasted pages: the guard must bring them within the allow-list before they are written. */
function $pasteOddThings(caret: RangeSelection, text: TextNode, writer: Writer): void {
  const odd = writer.random.below(4);
  if (odd === 0) caret.insertNodes([$createTabNode()]);
  else if (odd === 1) caret.insertNodes([$createTextNode(writer.word()).setFormat(16).setStyle('color: red')]);
  else if (odd === 2) $makeCheckList();
  else if (text.getTextContentSize() > 0) {
    text.select(0, text.getTextContentSize());
    $toggleLink('javascript:alert(1)');
  }
}

function $blockOf(text: LexicalNode): ElementNode | null {
  for (let node = text.getParent(); node; node = node.getParent())
    if ($isParagraphNode(node) || $isListItemNode(node)) return node;
  return null;
}

function $mergeWithPrevious(block: ElementNode | null): void {
  const previous = block?.getPreviousSibling();
  if (!block || !$isElementNode(previous) || previous.getType() !== block.getType()) return;
  previous.append(...block.getChildren());
  block.remove();
}
