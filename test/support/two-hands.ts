// Two people's editors on one point, each of them typing while the other's letters are on their way. Without a page and
// without a server.
import { $createLinkNode, $isLinkNode } from '@lexical/link';
import { $insertList, $isListItemNode, $isListNode, $removeList } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import { $dfs } from '@lexical/utils';
import type { LexicalNode, RangeSelection } from 'lexical';
import {
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
} from 'lexical';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { $isDrawn } from '../../client/points/binding/draw-lines.ts';
import { $lines } from '../../client/points/binding/editor-lines.ts';
import { leaveCleanupToServer } from '../../client/points/binding/leave-cleanup.ts';
import type { PointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { createPointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { $makeBlocks, $makeList } from '../../client/points/formatting/list-lines.ts';
import { $linesOf } from '../../client/points/formatting/selected-lines.ts';
import { must } from '../../shared/assert.ts';
import { bodyLines } from '../../shared/text/body-blocks.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { HeadlessPoint } from './headless-point.ts';
import { openHeadlessPoint } from './headless-point.ts';
import { seedBody } from './seed-body.ts';

export type Key = keyof typeof $deeds | 'undo' | 'redo';

/** One person at one point, and the letters that are on their way from here. */
export class Hand {
  readonly doc = new Y.Doc();
  readonly undo: PointUndo;
  readonly #point: HeadlessPoint;
  readonly #outbox: Uint8Array[] = [];
  /** How many of them have reached whom. */
  readonly #sent = new Map<Hand, number>();

  constructor(clientId: number, seed: Uint8Array) {
    Y.applyUpdate(this.doc, seed);
    this.doc.clientID = clientId;
    leaveCleanupToServer(this.doc);
    this.undo = createPointUndo(bodyOf(this.doc, 'p0'));
    this.#point = openHeadlessPoint(this.doc, 'p0', this.undo);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'net') this.#outbox.push(update);
    });
  }

  get point(): HeadlessPoint {
    return this.#point;
  }

  get words(): string {
    return flatText(bodyOf(this.doc, 'p0')).text;
  }

  /** The words that a link stands on. */
  get linkedWords(): string {
    return this.#point.editor.read(() =>
      $getRoot()
        .getAllTextNodes()
        .filter(text => $isLinkNode(text.getParent()))
        .map(text => text.getTextContent())
        .join('|'),
    );
  }

  /** Its blocks, items and breaks; `…` for words. */
  get shape(): string {
    const shapeOf = (node: LexicalNode): string => {
      if (!$isElementNode(node)) return node.getType() === 'linebreak' ? '/' : '…';
      return `${node.getType()}(${node.getChildren().map(shapeOf).join(' ')})`;
    };
    return this.#point.editor.read(() => $getRoot().getChildren().map(shapeOf).join(' '));
  }

  /** The words of each list item, with the number that stands before them. */
  get numbered(): readonly string[] {
    return this.#point.editor.read(() =>
      $dfs()
        .map(({ node }) => node)
        .filter($isListItemNode)
        .filter(item => !$isListNode(item.getFirstChild()))
        .map(item => `${item.getValue()} ${item.getTextContent()}`),
    );
  }

  /** All that its editor shows: kinds, numbers, words, marks. */
  get drawn(): string {
    return this.#point.editor.read(() => JSON.stringify($lines()));
  }

  /** Whether that is what its copy holds. */
  get isDrawn(): boolean {
    return this.#point.editor.read(() => $isDrawn(bodyLines(bodyOf(this.doc, 'p0'))));
  }

  get boldWords(): string {
    return this.#point.editor.read(() =>
      $getRoot()
        .getAllTextNodes()
        .filter(text => text.hasFormat('bold'))
        .map(text => text.getTextContent())
        .join(''),
    );
  }

  /** How many updates it writes by this. */
  updatesOf(act: () => void): number {
    const before = this.#outbox.length;
    act();
    return this.#outbox.length - before;
  }

  does($step: () => void): void {
    this.#point.edit($step);
  }

  goesTo(offset: number): void {
    this.does(() => {
      let left = offset;
      for (const text of $getRoot().getAllTextNodes()) {
        if (left <= text.getTextContentSize()) return void text.select(left, left);
        left -= text.getTextContentSize();
      }
      $getRoot().selectEnd();
    });
  }

  types(letters: string): void {
    this.does(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText(letters);
    });
  }

  goesBefore(words: string): void {
    this.#goesTo(words, 0);
  }

  goesBehind(words: string): void {
    this.#goesTo(words, words.length);
  }

  goesToEnd(): void {
    this.does(() => void $getRoot().selectEnd());
  }

  presses(key: Key): void {
    if (key === 'undo' || key === 'redo') return void this.undo[key]();
    this.undo.stopCapturing();
    this.does(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) $deeds[key](selection);
    });
  }

  pressesBefore(words: string, key: Key): void {
    this.goesBefore(words);
    this.presses(key);
  }

  selects(words: string): void {
    this.#goesTo(words, 0);
    this.does(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection))
        selection.focus.set(selection.focus.key, selection.focus.offset + words.length, 'text');
    });
  }

  /** What Delete does at the end of the line with these words. */
  $joinsNextTo(words: string): void {
    const text = must(
      $getRoot()
        .getAllTextNodes()
        .find(node => node.getTextContent().includes(words)),
      words,
    );
    const line = text.getParentOrThrow();
    const next = text.getTopLevelElementOrThrow().getNextSibling();
    if (!$isElementNode(next)) return;
    line.append(...next.getChildren());
    next.remove();
  }

  $removesLineOf(words: string): void {
    const text = $getRoot()
      .getAllTextNodes()
      .find(node => node.getTextContent().includes(words));
    must(text, words).getParentOrThrow().remove();
  }

  /** To the end of what is selected. */
  collapses(): void {
    this.does(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      const { key, offset, type } = selection.isBackward() ? selection.anchor : selection.focus;
      selection.anchor.set(key, offset, type);
      selection.focus.set(key, offset, type);
    });
  }

  #goesTo(words: string, by: number): void {
    this.does(() => {
      const text = must(
        $getRoot()
          .getAllTextNodes()
          .find(node => node.getTextContent().includes(words)),
        words,
      );
      const at = text.getTextContent().indexOf(words) + by;
      text.select(at, at).format = text.getFormat(); // as the browser's selectionchange has it
    });
  }

  /** What it has written, or the oldest so many updates of it, reaches the other. */
  sendsTo(other: Hand, most = Number.POSITIVE_INFINITY): void {
    const from = this.#sent.get(other) ?? 0;
    const updates = this.#outbox.slice(from, from + most);
    this.#sent.set(other, from + updates.length);
    for (const update of updates) Y.applyUpdate(other.doc, update, 'net');
  }

  get hasSentAll(): boolean {
    return [...this.#sent.values()].every(sent => sent === this.#outbox.length);
  }
}

export function twoHands(paragraphs: readonly string[], firstId = 7): readonly [Hand, Hand] {
  const seed = seedOf(paragraphs);
  return [new Hand(firstId, seed), new Hand(8, seed)];
}

export function threeHands(paragraphs: readonly string[], firstId = 7): readonly [Hand, Hand, Hand] {
  const seed = seedOf(paragraphs);
  return [new Hand(firstId, seed), new Hand(8, seed), new Hand(10, seed)];
}

function seedOf(paragraphs: readonly string[]): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seedBody(bodyOf(doc, 'p0'), paragraphs);
  return Y.encodeStateAsUpdate(doc);
}

export function meet(...hands: readonly [Hand, Hand, ...Hand[]]): string {
  for (let i = 0; i < 4; i++) {
    for (const hand of hands) for (const other of hands) if (other !== hand) hand.sendsTo(other);
  }
  const [{ words }, ...others] = hands;
  for (const other of others) expect(other.words).toBe(words);
  return words;
}

/** What Backspace does at the beginning of a line; a browser is needed for the rest of it. */
function $joinWithLineBefore(selection: RangeSelection): void {
  const line = selection.anchor.getNode().getTopLevelElement();
  const before = line?.getPreviousSibling();
  if (selection.anchor.offset > 0 || !$isParagraphNode(line) || !$isParagraphNode(before)) return;
  before.append(...line.getChildren());
  line.remove();
}

const $deeds = {
  Enter: (selection: RangeSelection) => void selection.insertParagraph(),
  Backspace: $joinWithLineBefore,
  'Shift+Enter': (selection: RangeSelection) => selection.insertLineBreak(),
  list: () => void $insertList('bullet'),
  unlist: () => void $removeList(),
  numbers: (selection: RangeSelection) => $makeList($linesOf(selection), 'number'),
  quote: (selection: RangeSelection) => $makeBlocks($linesOf(selection), $createQuoteNode),
  indent: (selection: RangeSelection) => {
    const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode);
    item?.setIndent(item.getIndent() + 1);
  },
  outdent: (selection: RangeSelection) => {
    const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode);
    if (item && item.getIndent() > 0) item.setIndent(item.getIndent() - 1);
  },
  bold: (selection: RangeSelection) => selection.formatText('bold'),
  italic: (selection: RangeSelection) => selection.formatText('italic'),
  link: (selection: RangeSelection) => $linkTo(selection, 'https://www.un.org'),
};

function $linkTo(selection: RangeSelection, url: string): void {
  for (const node of selection.extract()) {
    if ($isElementNode(node)) continue;
    const link = $createLinkNode(url, { rel: 'noreferrer' });
    node.insertBefore(link);
    link.append(node);
  }
}
