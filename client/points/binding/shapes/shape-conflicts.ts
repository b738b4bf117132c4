// Two people have split, joined, listed or linked the same words without hearing of one another: both wrote them anew,
// and they stand twice. Notes it, and makes of both what one of the two would have written after the other (rule E9).
import * as Y from 'yjs';
import { flatText } from '../../../../shared/text/point-text.ts';
import type { WhoseLetters } from '../whose-letters.ts';
import { twinsOf, writeLostTwins } from './lost-twins.ts';
import type { MergedLines } from './merged-lines.ts';
import { mergedLines } from './merged-lines.ts';
import type { OwnAct } from './own-acts.ts';
import { newestFirst, OwnActs, othersIn } from './own-acts.ts';
import type { LostFormat } from './own-formats.ts';
import { OwnFormats } from './own-formats.ts';
import type { Seen, Shape } from './shape.ts';
import { keyOf, readShape } from './shape.ts';
import { copiedLettersMin, findUnawareCopies } from './unaware-copies.ts';
import { versionsIn } from './views.ts';
import { writeLines } from './write-lines.ts';

/** No step of the person's for undo. */
export const shapesOrigin = { name: 'shapes of two' };

/**
 * Of the two, the client with the lower id writes; the other does so where the words still stand twice after so many
 * quiet moments.
 */
const patience = 5;

/**
 * Longer than a change takes to reach everybody who is connected, and sooner than anybody takes words out that have
 * just moved.
 */
const mergedAtOnceMs = 3_000;

/** Two who took turns at the same words for ever would never let them rest. */
const mergesMax = 5;
const mergesWithinMs = 10_000;

/** By client: from this clock on it had not read what I had done. */
type Unaware = Map<number, number>;

export class ShapeConflicts {
  readonly #root: Y.XmlElement;
  readonly #whose: WhoseLetters;
  readonly #me: number;
  readonly #acts = new OwnActs();
  readonly #formats = new OwnFormats();
  readonly #unaware: Unaware = new Map();
  /** Merged with somebody who had merged the same and kept the other one of two letters: both have gone. */
  readonly #lost = new Set<MergedLines>();
  #base: OwnAct | null = null;
  /** Who wrote while it had perhaps not read my latest acts. */
  readonly #heard = new Set<number>();
  #waited = 0;

  constructor(root: Y.XmlElement, whose: WhoseLetters, me: number) {
    this.#root = root;
    this.#whose = whose;
    this.#me = me;
  }

  get isPending(): boolean {
    return this.#unaware.size > 0 || this.#lost.size > 0;
  }

  /** Whoever wrote this has surely read what I wrote before this clock. */
  knownBy(transaction: Y.Transaction): number {
    return this.#acts.knownBy(transaction);
  }

  /** When it is known what the transaction has written anew. */
  lostFormats(transaction: Y.Transaction): readonly LostFormat[] {
    if (this.#formats.isEmpty || transaction.deleteSet.clients.size === 0) return [];
    return this.#formats.findLost(transaction, readShape(this.#root, this.#whose));
  }

  /** Runs what shapes or formats lines of mine. */
  record(run: () => void): void {
    const { doc } = this.#root;
    if (!doc) return run();
    const before = readShape(this.#root, this.#whose);
    const from = Y.getState(doc.store, this.#me);
    run();
    const after = readShape(this.#root, this.#whose);
    this.#formats.did(before, after);
    const standing = new Set(after.flatMap(({ letters }) => letters.map(({ id }) => keyOf(id))));
    if (before.some(({ letters }) => letters.some(({ id }) => !standing.has(keyOf(id)))))
      this.#acts.did({ before, from, at: performance.now() });
  }

  /** While what the transaction deleted is still there, before anybody else learns of its letters. */
  note(transaction: Y.Transaction): void {
    const { beforeState, deleteSet } = transaction;
    this.#acts.learn(transaction);
    if (![...transaction.changed.keys()].some(type => isWithin(this.#root, type))) {
      for (const client of othersIn(transaction)) this.#heard.add(client);
      return;
    }
    this.#noteLost(transaction);
    let now: Shape | null = null;
    for (const client of othersIn(transaction)) {
      const from = beforeState.get(client) ?? 0;
      const acts = this.#acts.unknownTo(client);
      if (acts.length > 0) this.#heard.add(client);
      if (acts.length === 0 || !mayBeCopies(transaction, client)) continue;
      now ??= readShape(this.#root, this.#whose);
      this.#noteOf(client, from, acts, now, deleteSet);
    }
  }

  /** Of two who have merged at the same moment, the one with the lower id writes. */
  #noteLost(transaction: Y.Transaction): void {
    const since = performance.now() - mergedAtOnceMs;
    const acts = this.#acts.mergedSince(since);
    if (acts.length === 0 || transaction.deleteSet.clients.size === 0) return;
    if (othersIn(transaction).some(client => client < this.#me)) return;
    const standing = versionsIn(readShape(this.#root, this.#whose));
    for (const { merged } of acts)
      if (merged && twinsOf(merged).some(({ key }) => !standing.has(key))) this.#lost.add(merged);
  }

  #noteOf(client: number, from: number, acts: readonly OwnAct[], now: Shape, gone: Y.Transaction['deleteSet']): void {
    const found = acts.flatMap(act => {
      const copies = findUnawareCopies(act.before, now, {
        isNew: id => id.client === client && id.clock >= from,
        isGone: id => Y.isDeleted(gone, id),
      });
      return copies.length > 0 ? [{ act, copies }] : [];
    });
    const [first] = found;
    if (!first) return;
    for (const { copies } of found.toSorted((one, other) => other.copies.length - one.copies.length))
      for (const { source, copy } of copies) this.#whose.copied(source.id, copy.id);
    // What it has taken out itself was there to be written anew.
    if (first.copies.every(({ source }) => Y.isDeleted(gone, source.id))) return;
    if (!this.#unaware.has(client)) this.#unaware.set(client, from);
    if (!this.#base || first.act.from < this.#base.from) this.#base = first.act;
  }

  /**
   * After so many quiet moments it is for me to write. Who comes before me may see a conflict of its own with the same
   * words.
   */
  get #turn(): number {
    const isBefore = (client: number): boolean => client < this.#me;
    return [...this.#unaware.keys()].some(isBefore) ? patience : [...this.#heard].filter(isBefore).length;
  }

  /** Call it in a transaction. `caret`: the offset of mine; the result is where it goes. */
  mend(caret: number | null): number | null {
    for (const merged of this.#lost) writeLostTwins(this.#root, merged, this.#whose);
    this.#lost.clear();
    const base = this.#base;
    if (!base) return null;
    const sideOf = ({ client, clock }: Y.ID): number | null => {
      const from = this.#unaware.get(client);
      return from !== undefined && clock >= from ? client : null;
    };
    const now = readShape(this.#root, this.#whose);
    const merged = mergedLines(base.before, now, sideOf, this.#me);
    if (merged && this.#waited++ < this.#turn) return null;
    this.#unaware.clear();
    this.#heard.clear();
    this.#base = null;
    this.#waited = 0;
    const isTooOften = this.#acts.mergedSince(performance.now() - mergesWithinMs).length >= mergesMax;
    if (!merged || isTooOften) return null;
    const held = caret === null ? null : letterAt(this.#root, now, caret);
    const from = this.#root.doc ? Y.getState(this.#root.doc.store, this.#me) : 0;
    if (!writeLines(merged, this.#whose)) return null;
    this.#acts.did({ before: now, from, at: performance.now(), merged });
    if (!held) return null;
    return offsetOf(this.#root, readShape(this.#root, this.#whose), held);
  }
}

/** A line, a text or a link, or more letters than a key writes. */
function mayBeCopies({ doc, beforeState }: Y.Transaction, client: number): boolean {
  let letters = 0;
  for (const struct of newestFirst(doc, client)) {
    if (struct.id.clock + struct.length <= (beforeState.get(client) ?? 0)) break;
    if (!(struct instanceof Y.Item)) continue;
    if (struct.content instanceof Y.ContentType) return true;
    if (struct.content instanceof Y.ContentString) letters += struct.length;
  }
  return letters >= copiedLettersMin;
}

function isWithin(root: Y.XmlElement, type: unknown): boolean {
  for (let at = type; at instanceof Y.AbstractType; at = at.parent) if (at === root) return true;
  return false;
}

/** The letter that a caret stands behind, or before. */
type Held = { readonly key: string; readonly by: 0 | 1 };

function letterAt(root: Y.XmlElement, shape: Shape, caret: number): Held | null {
  const { base } = flatText(root);
  const offset = ({ text, index }: Seen): number => (base.get(text) ?? 0) + index;
  const letters = shape.flatMap(line => line.letters);
  const left = letters.find(letter => offset(letter) === caret - 1);
  if (left) return { key: left.key, by: 1 };
  const right = letters.find(letter => offset(letter) === caret);
  return right ? { key: right.key, by: 0 } : null;
}

function offsetOf(root: Y.XmlElement, shape: Shape, { key, by }: Held): number | null {
  const letter = shape.flatMap(line => line.letters).find(each => each.key === key);
  return letter ? (flatText(root).base.get(letter.text) ?? 0) + letter.index + by : null;
}
