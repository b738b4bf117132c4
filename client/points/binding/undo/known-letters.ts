// The letters that stand while an undo or redo is taken, each by who first wrote it, and the writing of some of them
// anew. Keeps the trail by which Yjs and whose-letters.ts find them again. Decides nothing.
import * as Y from 'yjs';
import type { Letter } from '../standing-letters.ts';
import { sameMarks, standingLetters } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';
import type { LetterOrder } from './letter-order.ts';

/** `first`, and its `key`, stay the same, however often the letter is written anew. */
export type Known = Letter & { readonly first: Y.ID; readonly key: string; readonly isMine: boolean };
export type Place = { readonly text: Y.XmlText; readonly index: number };
/** What stands now, and where each letter is in it. */
export type Standing = { readonly letters: readonly Known[]; readonly at: ReadonlyMap<string, number> };

export class KnownLetters {
  readonly root: Y.XmlElement;
  readonly order: LetterOrder;
  readonly #whose: WhoseLetters;
  readonly #transaction: Y.Transaction;
  readonly #mayGoAgain: ReadonlySet<string>;
  #now: Standing | null = null;

  /** `mayGoAgain`: of a redo, the letters that the undo brought back. I took them out, whose ever they are. */
  constructor(
    root: Y.XmlElement,
    whose: WhoseLetters,
    order: LetterOrder,
    transaction: Y.Transaction,
    mayGoAgain: ReadonlySet<string>,
  ) {
    this.root = root;
    this.order = order;
    this.#whose = whose;
    this.#transaction = transaction;
    this.#mayGoAgain = mayGoAgain;
  }

  get now(): Standing {
    if (this.#now) return this.#now;
    const letters = standingLetters(this.root).map(letter => this.known(letter));
    this.#now = { letters, at: new Map(letters.map(({ key }, index) => [key, index])) };
    return this.#now;
  }

  known(letter: Letter): Known {
    const { first, isMine } = this.#whose.of(letter.id);
    const key = keyOf(first);
    return { ...letter, first, key, isMine: isMine || this.#mayGoAgain.has(key) };
  }

  /** Call it after each change of the text. */
  changed(): void {
    this.#now = null;
  }

  learnRedone(): void {
    this.#whose.learnRedone(this.#transaction, (from, to) => this.order.same(from, to));
    this.changed();
  }

  keyOf(id: Y.ID): string {
    return keyOf(this.#whose.of(id).first);
  }

  /** How many things I have written. */
  get clock(): number {
    const { doc } = this.#transaction;
    return Y.getState(doc.store, doc.clientID);
  }

  /** Written by this undo or redo. */
  isNew(id: Y.ID | undefined): boolean {
    const { doc, beforeState } = this.#transaction;
    return id?.client === doc.clientID && id.clock >= (beforeState.get(id.client) ?? 0);
  }

  /** What has come back for it, and stands. */
  trailOf(item: Y.Item): Y.Item | null {
    let now: Y.Item | Y.GC = item;
    while (now instanceof Y.Item && now.redone) now = Y.getItem(this.#transaction.doc.store, now.redone);
    return now instanceof Y.Item && !now.deleted ? now : null;
  }

  /** Where letters of a step stand now that have come back since, letter by letter. */
  trailsFrom(step: Parameters<typeof Y.isDeleted>[0]): ReadonlySet<string> {
    const { doc } = this.#transaction;
    const ends = new Set<string>();
    Y.iterateDeletedStructs(this.#transaction, step, struct => {
      for (let i = 0; struct instanceof Y.Item && struct.redone && i < struct.length; i++) {
        let id = Y.createID(struct.id.client, struct.id.clock + i);
        for (let item: Y.Item | Y.GC = struct; item instanceof Y.Item && item.redone; item = Y.getItem(doc.store, id))
          id = Y.createID(item.redone.client, item.redone.clock + id.clock - item.id.clock);
        ends.add(keyOf(id));
      }
    });
    return ends;
  }

  /** In one go, and at that place. */
  wasTypedBehind({ first: left }: Known, { first: right }: Known): boolean {
    if (left.client !== right.client || left.clock + 1 !== right.clock) return false;
    const item = Y.getItem(this.#transaction.doc.store, right);
    return item instanceof Y.Item && (item.id.clock < right.clock || Y.compareIDs(item.origin, left));
  }

  /** Of these, in this order, the first that stands. */
  nearest(letters: readonly Known[]): Known | null {
    const { letters: now, at } = this.now;
    for (const { key } of letters) {
      const index = at.get(key);
      if (index !== undefined) return now[index] ?? null;
    }
    return null;
  }

  write(letters: readonly Known[], { text, index }: Place): void {
    const { doc } = this.#transaction;
    let at = index;
    for (const alike of sameMarks(letters)) {
      const start = this.clock;
      text.insert(at, alike.map(({ unit }) => unit).join(''), { ...alike[0]?.marks });
      const isWritten = ({ id: { client, clock } }: Letter): boolean => client === doc.clientID && clock >= start;
      for (const [i, { id }] of standingLetters(this.root).filter(isWritten).entries()) {
        const source = alike[i];
        if (source) this.moved(source.id, id);
      }
      at += alike.length;
    }
    this.changed();
  }

  /** Older steps find what they made by this trail of Yjs's, to take it back. */
  moved(from: Y.ID, to: Y.ID): void {
    this.#whose.copied(from, to);
    this.order.same(from, to);
    const item = this.isNew(from) ? Y.getItem(this.#transaction.doc.store, from) : null;
    if (item instanceof Y.Item && item.id.clock === from.clock) item.redone = to;
  }
}

const keyOf = ({ client, clock }: Y.ID): string => `${client}:${clock}`;
