// Whose letters of one point are mine. A split, a join or a list deletes letters and writes them anew under the id of
// whoever did it: here they stay the letters they were, so that undo can tell what I typed from what I moved (rule E3).
// Writes nothing.
import * as Y from 'yjs';
import type { Pair } from './same-letters.ts';
import { sameLetters, sameRuns } from './same-letters.ts';
import { eachItem, eachRun } from './standing-letters.ts';

/** As it was first written. */
export type Whose = { readonly first: Y.ID; readonly isMine: boolean };

/** Clocks of one client, the last one not included; `first` is that of the first one. */
type Stretch = Whose & { readonly from: number; readonly to: number };
type Unit = { readonly id: Y.ID; readonly unit: string };

/** Fewer letters are alike by chance. */
const elsewhereLettersMin = 3;

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
  learnRedone({ doc, beforeState }: Y.Transaction, onCopy: (from: Y.ID, to: Y.ID) => void): void {
    const me = doc.clientID;
    const from = beforeState.get(me) ?? 0;
    eachItem(this.#root, this.#root, ({ id, length, redone }) => {
      if (redone && redone.client === me && redone.clock >= from)
        for (let i = 0; i < length; i++) {
          this.copied(nextTo(id, i), nextTo(redone, i));
          onCopy(nextTo(id, i), nextTo(redone, i));
        }
    });
  }

  /** Undo never takes what others wrote, were they my own words. */
  copied(from: Y.ID, to: Y.ID): void {
    const { first, isMine } = this.of(from);
    this.#put(to, 1, { first, isMine: isMine && from.client === to.client });
  }

  /**
   * What stood between the same neighbours and reads the same was written anew. So was what reads the same elsewhere,
   * were it but words.
   */
  #learnCopies({ beforeState, deleteSet }: Y.Transaction): void {
    let gone: Unit[] = [];
    let come: Unit[] = [];
    let ever: Unit[] = [];
    const left = { gone: [] as Unit[], come: new Set<Unit>() };
    const standing = new Map<Y.XmlText, Unit[]>();
    const pair = (): void => {
      // More came than went: somebody did not know yet that some of these letters had gone.
      const isAllOf = come.length > gone.length && sameLetters(wordsOf(ever), wordsOf(come)).length === come.length;
      const paired = this.#pair(isAllOf ? ever : gone, come, () => true);
      left.gone.push(...gone.filter(unit => !paired.has(unit)));
      for (const unit of come) if (!paired.has(unit)) left.come.add(unit);
      [gone, come, ever] = [[], [], []];
    };
    eachRun(this.#root, (item, words, text) => {
      const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
      const units = unitsOf(item, words);
      if (!item.deleted) standing.set(text, [...(standing.get(text) ?? []), ...units]);
      if (item.deleted && !isNew) ever.push(...units);
      if (!item.deleted && isNew) come.push(...units);
      else if (!item.deleted) pair();
      else if (!isNew && Y.isDeleted(deleteSet, item.id)) gone.push(...units);
    });
    pair();
    if (left.gone.length === 0) return;
    const isElsewhere = (run: number, unit: Unit): boolean => run >= elsewhereLettersMin && left.come.has(unit);
    for (const now of standing.values()) {
      const news = now.filter(unit => left.come.has(unit));
      // A line's words that are put in the place of another's leave a letter there that both have.
      if (news.length > 0 && this.#pair(left.gone, news, isElsewhere, sameRuns).size === 0)
        this.#pair(left.gone, now, isElsewhere);
    }
  }

  /** Those that read the same, as far as they may; `run`: of how many letters side by side. */
  #pair(
    gone: readonly Unit[],
    come: readonly Unit[],
    may: (run: number, copy: Unit) => boolean,
    same: typeof sameRuns = sameLetters,
  ): ReadonlySet<Unit> {
    const paired = new Set<Unit>();
    for (const run of runsOf(same(wordsOf(gone), wordsOf(come), () => false))) {
      for (const [from, to] of run) {
        const [source, copy] = [gone[from], come[to]];
        if (!source || !copy || !may(run.length, copy)) continue;
        this.copied(source.id, copy.id);
        paired.add(source).add(copy);
      }
    }
    return paired;
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

/** Pairs side by side on both sides. */
function runsOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const runs: Pair[][] = [];
  for (const pair of pairs) {
    const last = runs.at(-1);
    const end = last?.at(-1);
    if (last && end && pair[0] === end[0] + 1 && pair[1] === end[1] + 1) last.push(pair);
    else runs.push([pair]);
  }
  return runs;
}

const wordsOf = (units: readonly Unit[]): string => units.map(({ unit }) => unit).join('');
