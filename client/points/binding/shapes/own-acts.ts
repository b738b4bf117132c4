// What stood before each of my latest splits, joins, lists and links, and which of them others are known to have read.
// Writes nothing.
import type * as Y from 'yjs';
import { Item, isDeleted } from 'yjs';
import type { MergedLines } from './merged-lines.ts';
import type { Shape } from './shape.ts';

/**
 * `from`: my clock before it. `merged`: what I made of two people's shapes; letters that had stood twice stand once
 * since.
 */
export type OwnAct = {
  readonly before: Shape;
  readonly from: number;
  /** In milliseconds of `performance.now`. */
  readonly at: number;
  readonly merged?: MergedLines;
};

/** Of those that others have perhaps not read; a person who works off line makes many. */
const keptActs = 20;

export class OwnActs {
  #acts: readonly OwnAct[] = [];
  /** By client: so much of what I wrote is known there. */
  readonly #known = new Map<number, number>();

  did(act: OwnAct): void {
    this.#acts = [...this.#acts, act].slice(-keptActs);
  }

  unknownTo(client: number): readonly OwnAct[] {
    const known = this.#known.get(client) ?? 0;
    return this.#acts.filter(({ from }) => from >= known);
  }

  mergedSince(at: number): readonly OwnAct[] {
    return this.#acts.filter(act => act.merged && act.at >= at);
  }

  knownBy(transaction: Y.Transaction): number {
    const known = othersIn(transaction).map(client => this.#known.get(client) ?? 0);
    return known.length > 0 ? Math.min(...known) : 0;
  }

  /** Whoever writes beside a letter of mine, or takes it out, has read it. */
  learn(transaction: Y.Transaction): void {
    const { doc, beforeState } = transaction;
    const me = doc.clientID;
    const others = othersIn(transaction);
    const taken = others.length === 1 ? this.#takenFrom(transaction) : 0;
    for (const client of others) {
      let known = Math.max(this.#known.get(client) ?? 0, taken);
      for (const struct of newestFirst(doc, client)) {
        if (struct.id.clock < (beforeState.get(client) ?? 0)) break;
        if (struct instanceof Item)
          for (const id of idsBeside(struct)) if (id.client === me) known = Math.max(known, id.clock + 1);
      }
      this.#known.set(client, known);
    }
  }

  /** What goes with the line or text around it may be unknown to whoever took that out. */
  #takenFrom({ doc, deleteSet }: Y.Transaction): number {
    const [first] = this.#acts;
    for (const struct of newestFirst(doc, doc.clientID)) {
      if (!first || struct.id.clock < first.from) return 0;
      const isTaken = struct instanceof Item && struct.deleted && isDeleted(deleteSet, struct.id);
      if (isTaken && !aroundOf(struct)?.deleted) return struct.id.clock + struct.length;
    }
    return 0;
  }
}

/** What somebody has written, from the end: a long document is not copied for each key. */
export function* newestFirst({ store }: Y.Doc, client: number): Generator<Y.Item | Y.GC> {
  const structs = store.clients.get(client) ?? [];
  for (let i = structs.length - 1; i >= 0; i--) {
    const struct = structs[i];
    if (struct) yield struct;
  }
}

export const othersIn = ({ doc, beforeState, afterState }: Y.Transaction): readonly number[] =>
  [...afterState].flatMap(([client, to]) =>
    client !== doc.clientID && to > (beforeState.get(client) ?? 0) ? [client] : [],
  );

const aroundOf = ({ parent }: Y.Item): Y.Item | null =>
  parent !== null && typeof parent === 'object' && '_item' in parent ? parent._item : null;

const idsBeside = (item: Y.Item): readonly Y.ID[] =>
  [item.origin, item.rightOrigin, aroundOf(item)?.id ?? null].filter(id => id !== null);
