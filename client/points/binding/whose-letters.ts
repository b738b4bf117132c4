// Whose letters of one point are mine. A split, a join or a list deletes letters and writes them anew under the id of whoever did it: here they stay the
// letters they were, so that undo can tell what I typed from what I moved (rule E3). Writes nothing.
import * as Y from 'yjs';
import { sameLetters } from './same-letters.ts';
import { eachItem, eachRun } from './standing-letters.ts';

/** As it was first written. */
export type Whose = { readonly first: Y.ID; readonly isMine: boolean };

/** Clocks of one client, the last one not included; `first` is that of the first one. */
type Stretch = Whose & { readonly from: number; readonly to: number };
type Unit = { readonly id: Y.ID; readonly unit: string };

export class WhoseLetters {
  readonly #root: Y.XmlElement;
  readonly #stretches = new Map<number, Stretch[]>();

  constructor(root: Y.XmlElement) {
    this.#root = root;
  }

  of(id: Y.ID): Whose {
    const known = this.#stretches.get(id.client)?.findLast(({ from }) => from <= id.clock);
    if (!known || known.to <= id.clock) return { first: id, isMine: false };
    const { client, clock } = known.first;
    return { first: Y.createID(client, clock + id.clock - known.from), isMine: known.isMine };
  }

  /** After a transaction of anybody's, while what it deleted is still there. `isMine`: my own editor wrote it. */
  learn(transaction: Y.Transaction, isMine: boolean): void {
    if (!transaction.changedParentTypes.has(this.#root as never)) return; // Yjs's own "any type"
    if (transaction.deleteSet.clients.size > 0) this.#learnCopies(transaction);
    if (transaction.local) this.#learnOwn(transaction, isMine);
  }

  /** What an undo has brought back is whose it was. */
  learnRedone({ doc, beforeState }: Y.Transaction): void {
    const me = doc.clientID;
    const from = beforeState.get(me) ?? 0;
    eachItem(this.#root, this.#root, ({ id, length, redone }) => {
      if (redone && redone.client === me && redone.clock >= from)
        for (let i = 0; i < length; i++) this.copied(nextTo(id, i), nextTo(redone, i));
    });
  }

  /** Undo never takes what others wrote, were they my own words. */
  copied(from: Y.ID, to: Y.ID): void {
    const { first, isMine } = this.of(from);
    this.#put(to, 1, { first, isMine: isMine && from.client === to.client });
  }

  /** What stood between the same neighbours and reads the same was written anew. */
  #learnCopies({ beforeState, deleteSet }: Y.Transaction): void {
    let gone: Unit[] = [];
    let come: Unit[] = [];
    const pair = (): void => {
      for (const [from, to] of sameLetters(wordsOf(gone), wordsOf(come))) {
        const [source, copy] = [gone[from], come[to]];
        if (source && copy) this.copied(source.id, copy.id);
      }
      [gone, come] = [[], []];
    };
    eachRun(this.#root, (item, words) => {
      const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
      if (!item.deleted && isNew) come.push(...unitsOf(item, words));
      else if (!item.deleted) pair();
      else if (!isNew && Y.isDeleted(deleteSet, item.id)) gone.push(...unitsOf(item, words));
    });
    pair();
  }

  #learnOwn({ doc, beforeState, afterState }: Y.Transaction, isMine: boolean): void {
    const client = doc.clientID;
    const end = afterState.get(client) ?? 0;
    let clock = beforeState.get(client) ?? 0;
    while (clock < end) {
      const next = this.#stretches.get(client)?.find(({ to }) => to > clock);
      if (next && next.from <= clock) clock = next.to;
      else {
        const to = Math.min(end, next?.from ?? end);
        const first = Y.createID(client, clock);
        this.#put(first, to - clock, { first, isMine });
        clock = to;
      }
    }
  }

  #put({ client, clock }: Y.ID, length: number, { first, isMine }: Whose): void {
    const all = this.#stretches.get(client) ?? [];
    this.#stretches.set(client, all);
    const index = all.findLastIndex(({ from }) => from <= clock);
    const left = all[index];
    if (left && clock < left.to) return; // known already
    const to = clock + length;
    const goesOn =
      left?.to === clock &&
      left.isMine === isMine &&
      left.first.client === first.client &&
      left.first.clock + left.to - left.from === first.clock;
    if (goesOn) all[index] = { ...left, to };
    else all.splice(index + 1, 0, { from: clock, to, first, isMine });
  }
}

const nextTo = ({ client, clock }: Y.ID, by: number): Y.ID => Y.createID(client, clock + by);

const unitsOf = ({ id }: Y.Item, words: string): Unit[] =>
  Array.from({ length: words.length }, (_, i) => ({ id: nextTo(id, i), unit: words.charAt(i) }));

const wordsOf = (units: readonly Unit[]): string => units.map(({ unit }) => unit).join('');
