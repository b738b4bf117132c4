// A circulated version, as one of its readers sees it: words that never change, and what its readers say of
// them, asked for again and again. What the reader says is sent until the server has answered. Knows no seat and no
// socket.
import { fromBase64 } from 'lib0/buffer';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Act } from '../../shared/acts/act.ts';
import { SentAct } from '../../shared/acts/act.ts';
import type { Circulated, ReaderReceipt } from '../../shared/api/circulations.ts';
import type { Seat } from '../../shared/api/contract.ts';
import { problemUri } from '../../shared/api/contract.ts';
import type { ActId, PointId } from '../../shared/ids.ts';
import { DraftId, SeatId } from '../../shared/ids.ts';
import { actRetryMs, actTriesMax, circulatedPollMs } from '../../shared/limits.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { ApiProblem } from '../api/api-client.ts';
import { rest } from '../api/retry-after.ts';
import type { PlainStore } from '../evidence/disputes.ts';
import { ReaderReceipts } from '../evidence/reader-receipts.ts';
import { newActId } from '../local/act-id.ts';
import type { ActDraft, ActOutcome, DraftSnapshot, Evidence, SaveStatus, Session } from './session.ts';
import { takeSnapshot } from './snapshot.ts';

export type ReaderServer = {
  /** Null: nothing is new since `known`. */
  look(known: string | null): Promise<Circulated | null>;
  act(act: Act): Promise<ReaderReceipt>;
};

/** By HTTP: the link leads nowhere any more. */
const linkLost: readonly number[] = [401, 403];
/** A reader is told of their own acts alone (reader-receipts.ts). */
const noEvidence: Evidence = {
  receipts: () => noReceipts,
  notFollowedFrom: () => null,
  disputes: () => noDisputes,
  note: () => undefined,
  areStored: () => false,
};
const noDisputes: readonly never[] = [];
const noReceipts = { text: null, shared: null };

type Waiting = { readonly act: Act; readonly isAnswered: boolean };

export class ReaderSession implements Session {
  readonly seat: Seat;
  readonly me: By;
  readonly isFrozen = true;
  readonly awareness: Awareness;
  readonly evidence = noEvidence;
  readonly receipts: ReaderReceipts;
  readonly #server: ReaderServer;
  readonly #clockAheadMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  readonly #wordings = new Map<PointId, string>();
  /** Another one where words in it were redacted. */
  #text = new Y.Doc();
  #seen: Circulated;
  #rows: DocRows;
  #waiting: readonly Waiting[] = [];
  #isReachable = true;
  #canStore = true;
  #ended: string | null = null;
  #snapshot: DraftSnapshot | null = null;
  #status: SaveStatus = { kind: 'saved', isSlow: false };

  constructor(first: Circulated, server: ReaderServer, store: PlainStore) {
    this.#server = server;
    this.#seen = first;
    this.#rows = rowsOf(first);
    this.#clockAheadMs = first.now - Date.now();
    this.me = first.me;
    // Names what this browser keeps for this reader; the draft itself they do not know.
    const { member, name, party, role } = first.me;
    const circulation = this.#rows.all('circulations')[0]?.id ?? member;
    this.seat = { id: SeatId.parse(member), draft: DraftId.parse(circulation), member, name, party, role };
    this.receipts = new ReaderReceipts(store, `${circulation}/${member}`);
    if (first.text !== null) Y.applyUpdate(this.text, fromBase64(first.text));
    this.awareness = new Awareness(this.text);
    this.awareness.setLocalState(null);
    this.#lookAgain();
  }

  get text(): Y.Doc {
    return this.#text;
  }

  /** Who sent it, until when it may be read, what they wrote with it. */
  get sending(): Pick<Circulated, 'by' | 'at' | 'until' | 'note' | 'version'> {
    return this.#seen;
  }

  snapshot(): DraftSnapshot {
    this.#snapshot ??= takeSnapshot({
      rows: this.#rows,
      waiting: this.#waiting.map(({ act }) => act),
      view: { seat: this.seat, members: [] },
      at: this.serverNow(),
      isLoaded: true,
      ended: this.#ended,
      wordsOf: point => canonicalText(bodyOf(this.text, point)),
    });
    return this.#snapshot;
  }

  status(): SaveStatus {
    const now = this.#readStatus();
    if (JSON.stringify(now) !== JSON.stringify(this.#status)) this.#status = now;
    return this.#status;
  }

  readonly live = null;
  keeping = () => 'never' as const;
  wordsVersion = () => 0;
  serverNow = () => Date.now() + this.#clockAheadMs;

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  act(input: ActDraft, id = newActId()): { readonly id: ActId; readonly outcome: Promise<ActOutcome> } {
    const act = SentAct.parse({ ...input, id });
    this.#waiting = [...this.#waiting, { act, isAnswered: false }];
    this.#changed();
    return { id: act.id, outcome: this.#deliver(act) };
  }

  wordingOf(point: PointId): string {
    const known = this.#wordings.get(point) ?? wordingId(canonicalText(bodyOf(this.text, point)));
    this.#wordings.set(point, known);
    return known;
  }

  close(): void {
    this.#closed.abort();
    this.awareness.destroy();
    this.text.destroy();
  }

  /** Until the server has answered: the same act sent twice is done once. */
  async #deliver(act: Act): Promise<ActOutcome> {
    for (let tries = 1; ; tries++) {
      try {
        this.receipts.keep(await this.#server.act(act));
        this.#canStore = true;
        this.#waiting = this.#waiting.map(each => (each.act === act ? { act, isAnswered: true } : each));
        await this.#look();
        return { kind: 'done' };
      } catch (error) {
        if (error instanceof ApiProblem && !isPassing(error, tries)) {
          this.#waiting = this.#waiting.filter(each => each.act !== act);
          this.#failed(error);
          return { kind: 'refused', code: error.problem.code ?? 'refused', reason: error.problem.detail };
        }
        this.#failed(error);
        await rest((error instanceof ApiProblem ? error.retryAfterMs : null) ?? actRetryMs, this.#closed.signal);
        if (this.#closed.signal.aborted) return { kind: 'refused', code: 'closed', reason: 'This page was closed.' };
      }
    }
  }

  async #lookAgain(): Promise<void> {
    for (;;) {
      await rest(circulatedPollMs, this.#closed.signal);
      if (this.#closed.signal.aborted || this.#ended !== null) return;
      await this.#look();
    }
  }

  /** What was answered before is in what is read now: it needs no overlay any more. */
  async #look(): Promise<void> {
    const answered = this.#waiting.filter(({ isAnswered }) => isAnswered);
    try {
      const seen = await this.#server.look(this.#seen.state);
      if (seen) this.#take(seen);
      this.#waiting = this.#waiting.filter(each => !answered.includes(each));
      this.#isReachable = true;
      this.#changed();
    } catch (error) {
      this.#failed(error);
    }
  }

  #take(seen: Circulated): void {
    this.#seen = seen;
    this.#rows = rowsOf(seen);
    if (seen.text === null) return;
    this.#text = new Y.Doc();
    this.#wordings.clear();
    Y.applyUpdate(this.text, fromBase64(seen.text));
  }

  #failed(error: unknown): void {
    if (error instanceof ApiProblem && linkLost.includes(error.status) && isLinkProblem(error))
      this.#ended = error.problem.detail;
    else if (!(error instanceof ApiProblem)) this.#isReachable = false;
    else if (error.problem.type === problemUri('cannot-store')) this.#canStore = false;
    this.#changed();
  }

  #readStatus(): SaveStatus {
    const waiting = this.#waiting.filter(({ isAnswered }) => !isAnswered).length;
    if (this.#ended !== null) return { kind: 'ended', reason: this.#ended, waiting, keeping: 'never' };
    if (!this.#isReachable)
      return { kind: 'reconnecting', waiting, points: 0, acts: waiting, seenAt: null, why: null, keeping: 'never' };
    if (!this.#canStore && waiting > 0)
      return { kind: 'read-only', waiting, points: 0, acts: waiting, keeping: 'never' };
    return waiting > 0 ? { kind: 'saving', changes: waiting, isSlow: false } : { kind: 'saved', isSlow: false };
  }

  #changed(): void {
    this.#snapshot = null;
    for (const listener of this.#listeners) listener();
  }
}

function rowsOf({ shared }: Circulated): DocRows {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fromBase64(shared));
  return new DocRows(doc);
}

/** A server that answers with an error of its own each time will not take this act. */
const isPassing = ({ status }: ApiProblem, tries: number): boolean =>
  status === 429 || (status >= 500 && (status !== 500 || tries < actTriesMax));

const isLinkProblem = ({ problem }: ApiProblem): boolean => /:(no-link|link-ended)$/.test(problem.type);
