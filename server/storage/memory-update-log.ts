// The update log in memory: for tests, and the plainest statement of what a log does. Can be told to fail. Nothing
// survives the process.

import { z } from 'zod';
import { voiceOf } from '../../shared/api/voice.ts';
import type { DocName, DraftId } from '../../shared/ids.ts';
import { historyMoveMs } from '../../shared/limits.ts';
import { By } from '../../shared/rows/schema.ts';
import { emptyHead } from './chain.ts';
import { densityOf } from './density.ts';
import { draftOf, partOf } from './doc-name.ts';
import type { DraftStorage } from './draft-storage.ts';
import type { AskedTheme, HistoryAsked, HistoryEntry, HistoryQueries, NewsAsked } from './history-queries.ts';
import { searchedWords } from './searched-words.ts';
import type { ActRecord, ClientIdOwner, CommitOutcome, DraftCommit, Entry, LastEdit, UpdateLog } from './update-log.ts';
import { UpdateLogError } from './update-log.ts';

/** An act is an entry of the shared document: which one, its answer says. */
const Answer = z.object({ seq: z.number() });
type DraftStore = {
  entries: Map<DocName, Entry[]>;
  acts: ActRecord[];
  clientIds: ClientIdOwner[];
  history: HistoryEntry[];
  snapshots: Map<DocName, { seq: number; state: Uint8Array }>;
};

export type NextAppend = 'works' | 'fails' | 'is-lost' | 'is-stored-but-unknown';

export class MemoryUpdateLog implements UpdateLog, HistoryQueries {
  readonly #drafts = new Map<DraftId, DraftStore>();
  #position = 0;
  /** What the next append will meet; afterwards appends work again. */
  nextAppend: NextAppend = 'works';

  async append(commits: readonly DraftCommit[]): Promise<readonly CommitOutcome[]> {
    const next = this.nextAppend;
    this.nextAppend = 'works';
    if (next === 'fails') throw new UpdateLogError('disk', 'the disk is full');
    if (next === 'is-lost') throw new UpdateLogError('unknown', 'the connection broke');
    const outcomes = commits.map(commit => this.#appendDraft(commit));
    if (next === 'is-stored-but-unknown') throw new UpdateLogError('unknown', 'the connection broke');
    return outcomes;
  }

  async head(doc: DocName) {
    const last = this.#entries(doc).at(-1);
    return last ? { seq: last.seq, hash: Buffer.from(last.hash).toString('hex') } : emptyHead;
  }

  async heads() {
    const entries = [...this.#drafts.values()].flatMap(store => [...store.entries.values()]);
    const newest = entries.flatMap(of => of.at(-1) ?? []);
    return Promise.all(newest.map(async ({ doc, at }) => ({ doc, head: await this.head(doc), at })));
  }

  async load(doc: DocName) {
    const entries = this.#entries(doc);
    const snapshot = this.#store(draftOf(doc)).snapshots.get(doc) ?? null;
    const tail = entries.filter(entry => entry.seq > (snapshot?.seq ?? 0));
    return { snapshot, hadMisfit: false, tail, head: await this.head(doc), at: entries.at(-1)?.at ?? 0 };
  }

  async read(doc: DocName, after: number, limit: number) {
    return this.#entries(doc).slice(after, after + limit);
  }

  async findAct(draft: DraftId, member: string, act: string) {
    return this.#store(draft).acts.find(known => known.member === member && known.act === act) ?? null;
  }

  async clientIds(draft: DraftId) {
    return this.#store(draft).clientIds;
  }

  async saveSnapshot(doc: DocName, seq: number, state: Uint8Array) {
    if (seq > (await this.head(doc)).seq)
      throw new UpdateLogError('fault', `a snapshot of ${doc} at ${seq} lies beyond its head`);
    const { snapshots } = this.#store(draftOf(doc));
    if (seq > (snapshots.get(doc)?.seq ?? 0)) snapshots.set(doc, { seq, state });
  }

  async dropSnapshots(draft: DraftId) {
    this.#store(draft).snapshots.clear();
  }

  async tryWrite() {}

  async lines(asked: HistoryAsked) {
    const before = positionOf(asked.cursor);
    const { history } = this.#store(asked.draft);
    const fits = (line: HistoryEntry): boolean =>
      line.position < before &&
      (asked.until === undefined || line.position >= positionOf(asked.until)) &&
      (asked.party === undefined || voiceOf(By.parse(personOf(line))) === asked.party) &&
      (asked.theme === undefined || isOfTheme(line, asked.theme, history)) &&
      (asked.from === undefined || line.toAt >= asked.from) &&
      (asked.to === undefined || line.fromAt <= asked.to) &&
      (asked.words === undefined || searchedWords(line).includes(asked.words.toLocaleLowerCase())) &&
      (asked.kinds === undefined || asked.kinds.includes(line.kind)) &&
      (['member', 'point', 'thread', 'row'] as const).every(
        key => asked[key] === undefined || asked[key] === line[key],
      );
    const lines = history.filter(fits).sort((a, b) => b.position - a.position);
    const entries = lines.slice(0, asked.limit);
    return { entries, next: lines.length > asked.limit ? String(entries.at(-1)?.position) : null };
  }

  async cursorAfter(draft: DraftId, cursor: string | undefined, lines: number) {
    const before = positionOf(cursor);
    const positions = this.#store(draft).history.map(({ position }) => position);
    const [beyond] = positions
      .filter(position => position < before)
      .sort((a, b) => b - a)
      .slice(lines);
    return beyond === undefined ? null : String(beyond + 1);
  }

  async line(draft: DraftId, run: string) {
    return this.#store(draft).history.find(line => line.run === run) ?? null;
  }

  async density(draft: DraftId, buckets: number) {
    const { history } = this.#store(draft);
    if (history.length === 0) return { from: 0, to: 0, counts: [] };
    const from = Math.min(...history.map(line => line.fromAt));
    const to = Math.max(...history.map(line => line.toAt));
    const width = Math.max(1, Math.ceil((to - from + 1) / buckets));
    const placed = history.map(line => ({
      voice: voiceOf(By.parse(personOf(line))),
      bucket: Math.floor((line.fromAt - from) / width),
    }));
    const groups = Map.groupBy(placed, place => JSON.stringify(place));
    const found = [...groups.values()].flatMap(places =>
      places.slice(0, 1).map(place => ({ ...place, entries: places.length })),
    );
    return { from, to, counts: densityOf(found, buckets) };
  }

  async people(draft: DraftId) {
    const lines = this.#store(draft).history.toSorted((a, b) => a.position - b.position);
    return [...new Map(lines.map(line => [line.member, personOf(line)])).values()];
  }

  async quietMoments(draft: DraftId, gapMs: number) {
    const moments: number[] = [];
    let until = Number.POSITIVE_INFINITY;
    for (const { fromAt, toAt } of this.#store(draft).history.toSorted((a, b) => a.fromAt - b.fromAt)) {
      if (fromAt - until >= gapMs) moments.push(until);
      until = Math.max(until === Number.POSITIVE_INFINITY ? 0 : until, toAt);
    }
    return moments;
  }

  async lastEdits(draft: DraftId) {
    const edits = new Map<string, LastEdit>();
    for (const { kind, point, toAt, member, name, party, role } of this.#store(draft).history.toSorted(
      (a, b) => a.toAt - b.toAt || a.position - b.position,
    ))
      if (point !== null && (kind === 'text' || kind === 'point.add' || kind === 'words.restore'))
        edits.set(point, { point, at: toAt, member, name, party, role });
    return [...edits.values()];
  }

  async news({ draft, member, after, known, since }: NewsAsked) {
    const lines = this.#store(draft).history.filter(line => line.member !== member && line.toAt > after);
    const newest = (some: readonly HistoryEntry[]): number => Math.max(0, ...some.map(({ toAt }) => toAt));
    const things = Map.groupBy(
      lines.filter(line => (line.point !== null || line.thread !== null) && line.toAt >= known),
      line => line.thread ?? line.point,
    );
    const besides = lines.filter(({ point, thread }) => point === null && thread === null);
    return {
      things: [...things.values()].flatMap(some =>
        some.slice(0, 1).map(({ point, thread }) => ({
          point: thread === null ? point : null,
          thread,
          at: newest(some),
        })),
      ),
      besides: {
        count: besides.length,
        lately: besides.filter(({ toAt }) => toAt > since).length,
        at: newest(besides),
      },
    };
  }

  async forget(draft: DraftId) {
    this.#drafts.delete(draft);
  }

  #appendDraft({ draft, entries, acts, clientIds, history, redactions = [] }: DraftCommit): CommitOutcome {
    const store = this.#store(draft);
    const heads = new Map<DocName, number>();
    for (const { doc, seq } of entries) {
      const head = heads.get(doc) ?? this.#entries(doc).length;
      if (seq !== head + 1)
        return { kind: 'conflict', reason: `${doc} stands at ${head}, entry ${seq} does not follow` };
      heads.set(doc, seq);
    }
    const isTaken = acts.some(act => store.acts.some(known => known.member === act.member && known.act === act.act));
    if (isTaken) return { kind: 'conflict', reason: 'an act id is taken' };
    if (clientIds.some(id => store.clientIds.some(known => known.clientId === id.clientId)))
      return { kind: 'conflict', reason: 'a client id is taken' };
    for (const entry of entries) this.#entries(entry.doc).push(entry);
    store.acts.push(...acts);
    store.clientIds.push(...clientIds);
    for (const { seq: _, doc: __, at, ...change } of history) {
      const line = store.history.find(known => known.run === change.run);
      const position = ++this.#position;
      if (line) {
        const { inserted, deleted, toAt } = line;
        const moves = Math.floor(toAt / historyMoveMs) !== Math.floor(at / historyMoveMs);
        Object.assign(line, change, {
          position: moves ? position : line.position,
          toAt: at,
          inserted: inserted + change.inserted,
          deleted: deleted + change.deleted,
        });
      } else store.history.push({ ...change, position, fromAt: at, toAt: at });
    }
    for (const { doc, seq, run, detail, update, digests } of redactions) {
      const entries = this.#entries(doc);
      const entry = entries[seq - 1];
      if (entry)
        entries[seq - 1] = { ...entry, detail, update, digests: entry.digests ?? digests, salts: new Uint8Array(32) };
      for (const line of store.history)
        if (run !== null && (line.run === run || line.run.startsWith(`${run}:`))) Object.assign(line, { detail });
      const isRedacted = ({ answer }: ActRecord): boolean =>
        partOf(doc) === 'shared' && Answer.parse(JSON.parse(answer)).seq === seq;
      store.acts = store.acts.map(act => (isRedacted(act) ? { ...act, payloadDigest: '' } : act));
    }
    if (redactions.length > 0) store.snapshots.clear();
    return { kind: 'committed' };
  }

  #entries(doc: DocName): Entry[] {
    const { entries } = this.#store(draftOf(doc));
    const list = entries.get(doc) ?? [];
    entries.set(doc, list);
    return list;
  }

  #store(draft: DraftId): DraftStore {
    const store = this.#drafts.get(draft) ?? {
      entries: new Map(),
      acts: [],
      clientIds: [],
      history: [],
      snapshots: new Map(),
    };
    this.#drafts.set(draft, store);
    return store;
  }
}

/** With nothing to close. */
export function memoryStorage(): DraftStorage {
  const log = new MemoryUpdateLog();
  return { log, history: log, close: async () => undefined };
}

const personOf = ({ member, name, party, role }: HistoryEntry) => ({ member, name, party, role });

function isOfTheme(line: HistoryEntry, { id, points }: AskedTheme, history: readonly HistoryEntry[]): boolean {
  const { point, row, position } = line;
  if (row === id || (point !== null && points.includes(point))) return true;
  return history.some(
    later => later.kind === 'point.move' && later.row === id && later.point === point && later.position > position,
  );
}

function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return Number.POSITIVE_INFINITY;
  const position = Number(cursor);
  if (Number.isNaN(position)) throw new UpdateLogError('bad-cursor', 'The cursor is not one that was handed out here.');
  return position;
}
