// A play for anchors: two people edit one point with every change that an editor makes of a flow, undo, redo and bring
// back how it stood, while words in it are commented on. No letter of the point stands twice unless the test wants it,
// so that where the words really are is known without asking the anchor. Knows no editor.
import * as Y from 'yjs';
import { must } from '../../shared/assert.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import type { Placed } from '../../shared/text/anchors/anchors.ts';
import { resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import type { Block } from '../../shared/text/blocks.ts';
import { blocksOf, rewriteBody } from '../../shared/text/body-blocks.ts';
import type { LineStyle } from '../../shared/text/flow.ts';
import { breakInLine, flowOf, isListLine, lineEnd, linesOf } from '../../shared/text/flow.ts';
import { bodyOf, flatText, plainText } from '../../shared/text/point-text.ts';
import { seedBody } from './seed-body.ts';
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
    const { doc, undo } = this.#random.pick(this.#people);
    if (this.#random.chance(0.5)) undo.stopCapturing();
    if (command === 'undo' || command === 'redo') undo[command]();
    else if (command === 'restore')
      this.#server.transact(() => rewriteBody(this.root, this.#random.pick(this.#stood.slice(-6))));
    else doc.transact(() => this.#edit(flowIn(doc), command), 'typed');
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

  #join(client: number) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#server), 'net');
    doc.clientID = client;
    const undo = new Y.UndoManager(bodyOf(doc, 'p0'), { trackedOrigins: new Set(['typed']) });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'net') Y.applyUpdate(this.#server, update, doc);
    });
    this.#server.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== doc) Y.applyUpdate(doc, update, 'net');
    });
    return { doc, undo };
  }

  #edit(flow: Y.XmlText, command: Exclude<Command, 'undo' | 'redo' | 'restore'>): void {
    const random = this.#random;
    const text = plainText(flow);
    const at = random.below(text.length);
    const from = text.lastIndexOf(lineEnd, at - 1) + 1;
    const end = must(text.indexOf(lineEnd, at), 'each line ends');
    const size = Math.min(end - at, 1 + random.below(5));
    const style = must(linesOf(flow)[text.slice(0, at).split(lineEnd).length - 1], 'the place is in a line').style;
    const restyle = (next: LineStyle): void => flow.format(end, 1, { line: null, level: null, ...next });
    switch (command) {
      case 'split':
        return flow.insert(at, lineEnd, { ...style });
      case 'join':
        return from > 0 ? flow.delete(from - 1, 1) : undefined;
      case 'list':
        return restyle({ line: random.pick(['number', 'bullet']) });
      case 'unlist':
        return isListLine(style) ? restyle({}) : undefined;
      case 'indent':
        return isListLine(style) ? flow.format(end, 1, { level: Math.min(3, (style.level ?? 0) + 1) }) : undefined;
      case 'outdent':
        return (style.level ?? 0) > 0 ? flow.format(end, 1, { level: (style.level ?? 1) - 1 || null }) : undefined;
      case 'mark':
        return size > 0 ? flow.format(at, size, { [random.pick(['bold', 'italic', 'underline'])]: true }) : undefined;
      case 'soft-break':
        return flow.insert(at, breakInLine);
      case 'quote-block':
        return restyle(random.below(2) ? { line: 'quote' } : {});
      case 'link':
        return size > 0 ? flow.format(at, size, { link: `https://un.org/${random.below(100)}` }) : undefined;
      case 'type':
        return flow.insert(at, this.#word());
      case 'paste':
        return flow.insert(at, `${this.#word()}${lineEnd}${this.#word()}`, {});
      case 'delete':
        return size > 0 ? flow.delete(at, size) : undefined;
      default:
        return command satisfies never;
    }
  }
}

const flowIn = (doc: Y.Doc): Y.XmlText => must(flowOf(bodyOf(doc, 'p0')), 'the server made it');

function placeIn(doc: Y.Doc, anchor: Anchor): Placed {
  const root = bodyOf(doc, 'p0');
  return resolveAnchor(root, flatText(root), anchor);
}
