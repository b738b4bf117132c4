// A play for anchors: two people edit one point with every command of its editor, undo, redo and bring back how it
// stood, while words in it are commented on. No letter of the point stands twice unless the test wants it, so that
// where the words really are is known without asking the anchor. Draws nothing.
import { $isListItemNode } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import type { TextNode } from 'lexical';
import { $createParagraphNode, $getRoot } from 'lexical';
import * as Y from 'yjs';
import { leaveCleanupToServer } from '../../client/points/binding/leave-cleanup.ts';
import { createPointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { $makeBlocks, $makeList } from '../../client/points/formatting/list-lines.ts';
import { $linesOf } from '../../client/points/formatting/selected-lines.ts';
import { must } from '../../shared/assert.ts';
import type { Anchor, Placed } from '../../shared/text/anchors.ts';
import { resolveAnchor } from '../../shared/text/anchors.ts';
import type { Block } from '../../shared/text/blocks.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { bodyOf, flatText, seedBody } from '../../shared/text/point-text.ts';
import { rewriteBody } from '../../shared/text/rewrite-body.ts';
import { openHeadlessPoint } from './headless-point.ts';
import { $format, $link, $mergeWithPrevious } from './random-edits.ts';
import type { Random } from './seeded-random.ts';

/** Change how the words stand, and none of them. */
export const reshaping = [
  'split',
  'join',
  'list',
  'unlist',
  'indent',
  'outdent',
  'mark',
  'soft-break',
  'quote-block',
  'link',
] as const;
const commands = [...reshaping, 'type', 'paste', 'delete', 'undo', 'redo', 'restore'] as const;
export type Command = (typeof commands)[number];

export class AnchoredPlay {
  readonly #random: Random;
  readonly #server = new Y.Doc();
  readonly #people;
  readonly #stood: Block[][] = [];
  readonly #word: () => string;

  constructor(paragraphs: readonly string[], random: Random, word: () => string) {
    this.#random = random;
    this.#word = word;
    this.#server.clientID = 1;
    seedBody(bodyOf(this.#server, 'p0'), paragraphs);
    this.#people = [2, 3].map(client => this.#join(client));
  }

  get root(): Y.XmlElement {
    return bodyOf(this.#server, 'p0');
  }

  text(): string {
    return flatText(this.root).text;
  }

  /** One command by one of them, which the other then has. */
  step(command: Command = this.#random.pick(commands)): Command {
    this.#stood.push([...blocksOf(this.root)]);
    const { point, undo } = this.#random.pick(this.#people);
    if (this.#random.chance(0.5)) undo.stopCapturing();
    if (command === 'undo' || command === 'redo') undo[command]();
    else if (command === 'restore')
      this.#server.transact(() => rewriteBody(this.root, this.#random.pick(this.#stood.slice(-6))));
    else point.edit(() => this.#$edit(command));
    return command;
  }

  /**
   * Where each copy places it, as JSON: also one that knows nothing of who did what. And the words there, from which
   * offset on.
   */
  placed(anchor: Anchor): { readonly places: readonly string[]; readonly words: string; readonly from: number } {
    const newcomer = new Y.Doc();
    Y.applyUpdate(newcomer, Y.encodeStateAsUpdate(this.#server));
    const places = [this.#server, newcomer, ...this.#people.map(({ doc }) => doc)].map(doc => placeIn(doc, anchor));
    const place = placeIn(this.#server, anchor);
    const [from, to] = place.kind === 'detached' ? [0, 0] : [place.from, place.to];
    return { places: places.map(each => JSON.stringify(each)), words: this.text().slice(from, to), from };
  }

  close(): void {
    for (const { point } of this.#people) point.close();
  }

  #join(client: number) {
    const doc = new Y.Doc();
    leaveCleanupToServer(doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#server), 'net');
    doc.clientID = client;
    const undo = createPointUndo(bodyOf(doc, 'p0'));
    const point = openHeadlessPoint(doc, 'p0', undo);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'net') Y.applyUpdate(this.#server, update, doc);
    });
    this.#server.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== doc) Y.applyUpdate(doc, update, 'net');
    });
    return { doc, undo, point };
  }

  #$edit(command: Exclude<Command, 'undo' | 'redo' | 'restore'>): void {
    const random = this.#random;
    const texts = $getRoot().getAllTextNodes();
    if (texts.length === 0) return;
    const text: TextNode = random.pick(texts);
    const from = random.below(text.getTextContentSize() + 1);
    const to = Math.min(text.getTextContentSize(), from + 1 + random.below(5));
    const caret = text.select(from, from);
    const block = must(
      text.getParents().find(node => $isListItemNode(node) || node.getParent() === $getRoot()),
      'text stands in a block',
    );
    switch (command) {
      case 'split':
        return void caret.insertParagraph();
      case 'join':
        return $mergeWithPrevious(block);
      case 'list':
        return $makeList($linesOf(caret), random.pick(['number', 'bullet']));
      case 'unlist':
        return $isListItemNode(block) ? $makeBlocks([block], $createParagraphNode) : undefined;
      case 'indent':
        if ($isListItemNode(block) && block.getIndent() < 3) block.setIndent(block.getIndent() + 1);
        return;
      case 'outdent':
        if ($isListItemNode(block) && block.getIndent() > 0) block.setIndent(block.getIndent() - 1);
        return;
      case 'mark':
        return $format(text, from, to, random);
      case 'soft-break':
        return void caret.insertLineBreak();
      case 'quote-block':
        return $makeBlocks($linesOf(caret), random.below(2) ? $createQuoteNode : $createParagraphNode);
      case 'link':
        return $link(text, from, to, { random, word: this.#word, link: () => `https://un.org/${random.below(100)}` });
      case 'type':
        return void caret.insertText(this.#word());
      case 'paste':
        return void caret.insertRawText(`${this.#word()}\n${this.#word()}`);
      case 'delete':
        if (to > from) text.select(from, to).removeText();
        return;
      default:
        return command satisfies never;
    }
  }
}

function placeIn(doc: Y.Doc, anchor: Anchor): Placed {
  const root = bodyOf(doc, 'p0');
  return resolveAnchor(root, flatText(root), anchor);
}
