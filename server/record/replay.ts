// Documents as they were at an entry: from the newest checkpoint before it and the rows between. Makes checkpoints as
// the log grows. Synchronous; runs beside the server (record-worker.ts), never in it.
import * as Y from 'yjs';
import type { DocName, DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { checkpointEveryRows, replayRowsAtOnce, replaysKept } from '../../shared/limits.ts';
import type { Head } from '../../shared/rows/schema.ts';
import { partOf } from '../storage/doc-name.ts';
import type { Checkpoints } from '../storage/sqlite/checkpoints.ts';
import type { Entry } from '../storage/update-log.ts';
import type { Removal } from './side.ts';
import type { FoldState } from './text-fold.ts';
import { readRemovals, SpansMisfit, TextFold } from './text-fold.ts';

/** What is needed of the log. */
export type LogRows = {
  head(doc: DocName): Head;
  /** Entries after `after`, oldest first. */
  read(doc: DocName, after: number, limit: number): readonly Entry[];
};

export class Replay {
  readonly #log: LogRows;
  readonly #checkpoints: Checkpoints;
  /** The last few, newest last: whoever looks at a moment looks at it again. Never changed once they are here. */
  readonly #texts = new Map<string, TextFold>();
  readonly #words = new Map<string, Y.Doc>();
  readonly #shared = new Map<string, Y.Doc>();

  constructor(log: LogRows, checkpoints: Checkpoints) {
    this.#log = log;
    this.#checkpoints = checkpoints;
  }

  head(doc: DocName): Head {
    return this.#log.head(doc);
  }

  entry(doc: DocName, seq: number): Entry | undefined {
    return seq < 1 ? undefined : this.#log.read(doc, seq - 1, 1)[0];
  }

  /** The last entry that was made at or before a moment (ms since 1970); 0: none. */
  seqAt(doc: DocName, at: number): number {
    let [low, high] = [0, this.#log.head(doc).seq];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const entry = this.entry(doc, middle);
      if (entry && entry.at <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  textAt(draft: DraftId, seq: number): TextFold {
    const doc = docName(draft, 'text');
    return kept(this.#texts, this.#keyOf(doc, seq), () => this.#foldText(doc, seq));
  }

  /** The words alone, without who wrote them: a third of the work. */
  wordsAt(draft: DraftId, seq: number): Y.Doc {
    const doc = docName(draft, 'text');
    const key = this.#keyOf(doc, seq);
    return this.#texts.get(key)?.doc ?? kept(this.#words, key, () => this.#foldWords(doc, seq));
  }

  sharedAt(draft: DraftId, seq: number): Y.Doc {
    const doc = docName(draft, 'shared');
    return kept(this.#shared, this.#keyOf(doc, seq), () => this.#foldWords(doc, seq));
  }

  /** Makes the checkpoints that are due. */
  advance(draft: DraftId): void {
    for (const part of ['text', 'shared'] as const) {
      const doc = docName(draft, part);
      const head = this.#log.head(doc).seq;
      const due = (): boolean => this.#checkpoints.newestSeq(doc) + checkpointEveryRows <= head;
      if (due()) this.#start(doc, head); // deletes those of another past
      while (due()) this.#checkpoint(doc, this.#checkpoints.newestSeq(doc) + checkpointEveryRows);
    }
  }

  /** Removals of words between two entries, oldest first, as far as they are remembered. */
  removals(draft: DraftId, from: number, to: number): readonly Removal[] {
    const doc = docName(draft, 'text');
    const since = this.entry(doc, from)?.at ?? 0;
    const { people, removed } = this.textAt(draft, to); // first: it deletes checkpoints that do not fit
    const saved = this.#checkpoints.authorsBetween(doc, from, to).map(readRemovals);
    const all = [...saved, removed.map(each => ({ ...each, by: people[each.by] }))].flat();
    const known = new Map(all.map(each => [`${each.point} ${each.at} ${each.offset}`, each]));
    return [...known.values()].flatMap(({ point, words, at, by }) => (by && at > since ? [{ point, words, by }] : []));
  }

  forget(draft: DraftId): void {
    this.#texts.clear();
    this.#words.clear();
    this.#shared.clear();
    this.#checkpoints.forget(draft);
  }

  #checkpoint(doc: DocName, seq: number): void {
    const hash = this.entry(doc, seq)?.hash;
    if (!hash) return;
    const { update, authors } =
      partOf(doc) === 'text'
        ? this.#foldText(doc, seq).save()
        : { update: Y.encodeStateAsUpdate(this.#foldWords(doc, seq)), authors: '' };
    this.#checkpoints.save(doc, { seq, hash, update, authors });
  }

  #foldText(doc: DocName, seq: number): TextFold {
    const start = this.#start(doc, seq);
    const fold = this.#foldFrom(doc, start);
    if (!fold) return this.#foldText(doc, seq);
    for (const entry of this.#between(doc, start?.seq ?? 0, seq)) fold.apply(entry);
    return fold;
  }

  /** Null where the checkpoint was made of words that are read otherwise now: then all of the draft's are deleted. */
  #foldFrom(doc: DocName, start: FoldState | null): TextFold | null {
    try {
      return new TextFold(start);
    } catch (error) {
      if (!(error instanceof SpansMisfit)) throw error;
      this.#forgetCheckpoints(doc);
      return null;
    }
  }

  /** In one transaction: between two changes of a document that nobody watches nothing happens. */
  #foldWords(doc: DocName, seq: number): Y.Doc {
    const start = this.#start(doc, seq);
    const folded = new Y.Doc();
    folded.transact(() => {
      if (start) Y.applyUpdate(folded, start.update);
      for (const { update } of this.#between(doc, start?.seq ?? 0, seq)) Y.applyUpdate(folded, update);
    });
    return folded;
  }

  /** The newest checkpoint at or before an entry that belongs to this past; those of another are deleted. */
  #start(doc: DocName, seq: number) {
    const found = this.#checkpoints.before(doc, seq);
    if (!found) return null;
    const hash = this.entry(doc, found.seq)?.hash;
    if (hash && Buffer.compare(hash, found.hash) === 0) return found;
    this.#forgetCheckpoints(doc);
    return null;
  }

  #forgetCheckpoints(doc: DocName): void {
    // the name of a document begins with its draft's id
    this.#checkpoints.forget(doc.slice(0, doc.indexOf('/')) as DraftId);
  }

  *#between(doc: DocName, after: number, upTo: number): Generator<Entry> {
    for (let at = after; at < upTo; ) {
      const rows = this.#log.read(doc, at, Math.min(replayRowsAtOnce, upTo - at));
      if (rows.length === 0) return;
      yield* rows;
      at += rows.length;
    }
  }

  /** The entry's hash is part of it: a draft that was made anew has the same names. */
  #keyOf(doc: DocName, seq: number): string {
    return `${doc} ${seq} ${Buffer.from(this.entry(doc, seq)?.hash ?? []).toString('hex')}`;
  }
}

function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const found = cache.get(key) ?? make();
  cache.delete(key);
  cache.set(key, found);
  for (const oldest of cache.keys()) {
    if (cache.size <= replaysKept) break;
    cache.delete(oldest);
  }
  return found;
}
