// A play for the point editors: several people edit the same points through a server, on and off line, with undo, while
// their editors come and go. Afterwards every copy must read the same. Draws nothing, opens no socket.
import { $isLinkNode } from '@lexical/link';
import type { LexicalNode } from 'lexical';
import { $getRoot, $isElementNode, $isTextNode } from 'lexical';
import * as Y from 'yjs';
import { leaveCleanupToServer } from '../../client/points/binding/leave-cleanup.ts';
import type { PointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { createPointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { must } from '../../shared/assert.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { HeadlessPoint } from './headless-point.ts';
import { openHeadlessPoint } from './headless-point.ts';
import type { Writer } from './random-edits.ts';
import { $randomEdit } from './random-edits.ts';
import { seedBody } from './seed-body.ts';
import { Random } from './seeded-random.ts';

export type PlayServer = {
  readonly doc: Y.Doc;
  /** False: something it rests on is missing, send all that I lack. Throws when an honest update is refused. */
  receive(update: Uint8Array, from: Player): boolean;
};

export type PlayOptions = {
  readonly people: number;
  readonly points: number;
  readonly steps: number;
  readonly isOfflineAllowed: boolean;
  readonly hasUndo: boolean;
  readonly hasHardText: boolean;
  /** The server of points p0, p1 … with these words; left out: one that takes everything. */
  readonly serve?: (words: readonly string[]) => PlayServer;
};

export type Player = {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly editors: Map<string, HeadlessPoint>;
  readonly undo: Map<string, PointUndo>;
  /** What others had typed and this player has deleted: a redo may delete it again. */
  readonly deleted: Set<string>;
  inbox: Uint8Array[];
  isOnline: boolean;
};

const plainWords = ['shall ', 'agree', ' parties', 'x', '. ', 'Article 6'] as const;
const hardWords = ['😎', '🐈', '👩‍👩‍👧', 'e\u0301', 'سلام ', 'שלום', '🇧🇷', '😎🐈'] as const;

export class PointPlay {
  readonly #options: PlayOptions;
  readonly #random: Random;
  readonly #points: readonly string[];
  readonly #server: PlayServer;
  readonly #people: readonly Player[];
  readonly #problems = new Set<string>();
  readonly #writer: Writer;
  /** Who typed the word that ends in this character. */
  readonly #typists = new Map<string, Player>();
  updates = 0;

  constructor(options: PlayOptions, seed: number) {
    this.#options = options;
    this.#random = new Random(seed);
    this.#writer = writerWith(this.#random, options.hasHardText);
    this.#points = Array.from({ length: options.points }, (_, i) => `p${i}`);
    this.#server = (options.serve ?? openServer)(this.#points.map(id => `The parties agree on ${id}.`));
    this.#server.doc.on('update', (update: Uint8Array, origin: unknown) => {
      for (const player of this.#people) if (player.isOnline && player !== origin) player.inbox.push(update);
    });
    this.#people = Array.from({ length: options.people }, (_, i) => this.#join(`person-${i}`));
  }

  /** Plays to the end and says what went wrong, each thing once. */
  run(): readonly string[] {
    for (let i = 0; i < this.#options.steps; i++) this.#step();
    this.#reunite();
    this.#compare();
    for (const player of this.#people) for (const point of [...player.editors.keys()]) this.#close(player, point);
    return [...this.#problems];
  }

  #join(name: string): Player {
    const doc = new Y.Doc();
    doc.clientID = 2 + this.#random.below(2 ** 31);
    leaveCleanupToServer(doc);
    const player: Player = {
      name,
      doc,
      editors: new Map(),
      undo: new Map(),
      deleted: new Set(),
      inbox: [],
      isOnline: true,
    };
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.#server.doc), this.#server);
    for (const point of this.#points) {
      player.undo.set(point, createPointUndo(bodyOf(doc, point)));
      this.#open(player, point);
    }
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.#server) this.updates++;
      if (player.isOnline && origin !== this.#server) this.#send(player, update);
    });
    return player;
  }

  #step(): void {
    const random = this.#random;
    const player = random.pick(this.#people);
    const point = random.pick(this.#points);
    const chance = random.below(100);
    const open = player.editors.get(point);
    if (this.#options.isOfflineAllowed && chance < 6) this.#toggleOnline(player);
    else if (!open) this.#open(player, point);
    else if (chance < 11) this.#close(player, point);
    else if (this.#options.hasUndo && chance < 22) this.#undo(player, point, random.pick(['undo', 'undo', 'redo']));
    else this.#edit(player, point, open);
    for (const each of this.#people)
      if (each.isOnline && random.below(this.#options.isOfflineAllowed ? 4 : 2) === 0) this.#pull(each);
  }

  #edit(player: Player, point: string, { edit }: HeadlessPoint): void {
    if (this.#random.below(3) === 0) player.undo.get(point)?.stopCapturing();
    const word = (): string => {
      const typed = this.#writer.word();
      this.#typists.set(typed.slice(-1), player);
      return typed;
    };
    const before = this.#stampsOfOthers(player, point);
    this.#attempt('edit', () => edit(() => $randomEdit({ ...this.#writer, word })));
    for (const stamp of missingIn(this.#stampsOfOthers(player, point), before)) player.deleted.add(stamp);
  }

  #undo(player: Player, point: string, what: 'undo' | 'redo'): void {
    const before = this.#stampsOfOthers(player, point);
    this.#attempt(what, () => player.undo.get(point)?.[what]());
    const gone = missingIn(this.#stampsOfOthers(player, point), before);
    if (gone.some(stamp => what === 'undo' || !player.deleted.has(stamp)))
      this.#problems.add(`${what} removed somebody else's words`);
  }

  /** Each stands for a word. */
  #stampsOfOthers({ doc, name }: Player, point: string): ReadonlySet<string> {
    const others = [...flatText(bodyOf(doc, point)).text].filter(stamp => {
      const typist = this.#typists.get(stamp);
      return typist && typist.name !== name;
    });
    return new Set(others);
  }

  #toggleOnline(player: Player): void {
    if (player.isOnline) player.isOnline = false;
    else this.#reconnect(player);
  }

  #open(player: Player, point: string): void {
    const undo = must(player.undo.get(point), 'every point has an undo');
    const before = this.updates;
    this.#attempt('open', () =>
      player.editors.set(
        point,
        openHeadlessPoint(player.doc, point, undo, error =>
          this.#problems.add(`editor: ${error.message.slice(0, 90)}`),
        ),
      ),
    );
    if (this.updates > before) this.#problems.add('opening an editor wrote');
  }

  #close(player: Player, point: string): void {
    const open = must(player.editors.get(point), 'it is open');
    open.close();
    player.editors.delete(point);
  }

  #send(player: Player, update: Uint8Array): void {
    this.#attempt('server', () => {
      const isTaken = this.#server.receive(update, player);
      if (!isTaken) this.#server.receive(missingAt(this.#server.doc, player.doc), player);
    });
  }

  #pull(player: Player): void {
    const before = this.updates;
    for (const update of player.inbox.splice(0))
      this.#attempt('apply', () => Y.applyUpdate(player.doc, update, this.#server));
    if (this.updates > before) this.#problems.add('what others wrote was answered by writing');
  }

  #reconnect(player: Player): void {
    player.isOnline = true;
    player.inbox = [];
    this.#attempt('apply', () => Y.applyUpdate(player.doc, missingAt(player.doc, this.#server.doc), this.#server));
    this.#send(player, missingAt(this.#server.doc, player.doc));
  }

  /** Everybody comes back, and everything is delivered. */
  #reunite(): void {
    for (let i = 0; i < 4 || (i < 20 && this.#people.some(({ inbox }) => inbox.length > 0)); i++)
      for (const player of this.#people) {
        if (!player.isOnline) this.#reconnect(player);
        this.#pull(player);
      }
  }

  #compare(): void {
    const newcomer = this.#join('newcomer');
    for (const point of this.#points) {
      const truth = shownIn(newcomer, point);
      for (const player of this.#people) {
        if (bodyOf(player.doc, point).toString() !== bodyOf(this.#server.doc, point).toString())
          this.#problems.add('copies differ');
        if (player.editors.has(point) && shownIn(player, point) !== truth)
          this.#problems.add('an editor differs from a fresh load');
      }
      if (truth.includes('\ufffd') || !truth.isWellFormed()) this.#problems.add('a character was cut in two');
    }
  }

  #attempt(what: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#problems.add(`${what}: ${String(error).slice(0, 160)}`);
    }
  }
}

function openServer(words: readonly string[]): PlayServer {
  const doc = new Y.Doc();
  doc.clientID = 1;
  for (const [index, text] of words.entries()) seedBody(bodyOf(doc, `p${index}`), [text]);
  return {
    doc,
    receive: (update, from) => {
      Y.applyUpdate(doc, update, from);
      return true;
    },
  };
}

function writerWith(random: Random, hasHardText: boolean): Writer {
  let stamp = 0;
  return {
    random,
    word: () => {
      const words = hasHardText && random.below(2) ? random.pick(hardWords) : random.pick(plainWords);
      return words + String.fromCharCode(0xe000 + (stamp++ % 6_000));
    },
    link: () => `https://unfccc.int/${stamp++}`,
  };
}

const missingAt = (behind: Y.Doc, ahead: Y.Doc): Uint8Array =>
  Y.encodeStateAsUpdate(ahead, Y.encodeStateVector(behind));

const missingIn = (now: ReadonlySet<string>, before: ReadonlySet<string>): readonly string[] =>
  [...before].filter(stamp => !now.has(stamp));

/** What an editor shows: kinds of nodes, words, formats, addresses. */
function shownIn(player: Player, point: string): string {
  const describe = (node: LexicalNode): unknown => {
    if ($isElementNode(node))
      return [node.getType(), $isLinkNode(node) ? node.getURL() : '', node.getChildren().map(describe)];
    return [node.getType(), node.getTextContent(), $isTextNode(node) ? node.getFormat() : 0];
  };
  const open = player.editors.get(point);
  return open ? open.editor.read(() => JSON.stringify(describe($getRoot()))) : 'no editor could be opened';
}
