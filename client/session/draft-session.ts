// A live draft in this tab: both documents, the outbox laid over them, presence, and what the page says of saving. Implements Session; draws
// nothing.
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Act } from '../../shared/acts/act.ts';
import { Act as ActSchema } from '../../shared/acts/act.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import type { DraftView, Seat } from '../../shared/api/contract.ts';
import { assert } from '../../shared/assert.ts';
import type { ActId, MemberId, PointId } from '../../shared/ids.ts';
import { ActId as ActIdSchema } from '../../shared/ids.ts';
import { DocRows, OverlayRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { ApiProblem, api } from './api-client.ts';
import { leaseClientId } from './client-id-lease.ts';
import type { LinkEnd } from './doc-link.ts';
import { DocLink } from './doc-link.ts';
import { Outbox } from './outbox.ts';
import { PeopleHere } from './people-here.ts';
import type {
  ActDraft,
  ActOutcome,
  DraftSnapshot,
  KeptWords,
  LastChange,
  Person,
  SaveStatus,
  Session,
} from './session.ts';
import { TextLink } from './text-link.ts';
import { Wordings } from './wordings.ts';

export class DraftSession implements Session {
  readonly seat: Seat;
  readonly #text: TextLink;
  readonly #shared: DocLink;
  readonly #rows: DocRows;
  readonly #outbox: Outbox;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  readonly #clockAheadMs: number;
  #view: DraftView;
  #membersAt: number | null = null;
  #lastChanges: ReadonlyMap<PointId, LastChange>;
  #kept: readonly KeptWords[] = [];
  #ended: string | null = null;
  #snapshot: DraftSnapshot | null = null;
  #status: SaveStatus = { kind: 'connecting' };
  readonly #people = new PeopleHere();
  readonly #wordings = new Wordings();

  constructor(view: DraftView) {
    this.seat = view.seat;
    this.#view = view;
    this.#clockAheadMs = view.now - Date.now();
    this.#lastChanges = new Map(view.changes.map(({ point, by, at }) => [point, { by, at }]));
    const { draft, id, member } = view.seat;
    const serverUrl = `${location.origin.replace(/^http/, 'ws')}/sync/${draft}`;
    const shared = new Y.Doc();
    this.#rows = new DocRows(shared);
    this.#outbox = new Outbox({ send: act => api.act(draft, id, act), onChange: () => this.#rowsChanged() });
    this.#shared = new DocLink({
      serverUrl,
      room: 'shared',
      seat: id,
      doc: shared,
      onChange: () => this.#changed(),
      onCommit: ({ head }) => this.#sharedReached(head.seq),
      onEnd: end => this.#end(end),
    });
    shared.on('update', () => this.#rowsChanged());
    this.#text = new TextLink({
      serverUrl,
      seat: id,
      leaseId: () => leaseClientId(draft, member, this.#closed.signal),
      mayEdit: point => this.#rows.get('points', point)?.state.kind === 'open',
      onChange: () => this.#changed(),
      onCommit: ({ changes, at }) => this.#noteEdits(changes, at),
      onWords: transaction => {
        this.#wordings.changed(transaction);
        this.#changed();
      },
      onPresence: () => this.#presenceChanged(),
      onKept: kept => {
        this.#kept = [...this.#kept, ...kept];
        this.#changed();
      },
      onEnd: end => this.#end(end),
      onUnreachable: () => void this.#askWhy(),
    });
  }

  get me(): By {
    const { member, name, party, role } = this.#view.seat;
    return { member, name, party, role };
  }

  get text(): Y.Doc {
    return this.#text.doc;
  }

  get awareness(): Awareness {
    return this.#text.awareness;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): DraftSnapshot {
    this.#snapshot ??= this.#takeSnapshot();
    return this.#snapshot;
  }

  status(): SaveStatus {
    const now = this.#readStatus();
    if (JSON.stringify(now) !== JSON.stringify(this.#status)) this.#status = now;
    return this.#status;
  }

  people(): readonly Person[] {
    return this.#people.everybody();
  }

  peopleIn(point: PointId): readonly Person[] {
    return this.#people.in(point);
  }

  lastChanges(): ReadonlyMap<PointId, LastChange> {
    return this.#lastChanges;
  }

  wordingOf(point: PointId): string {
    return this.#wordings.of(this.text, point);
  }

  wordsVersion(): number {
    return this.#wordings.version;
  }

  kept(): readonly KeptWords[] {
    return this.#kept;
  }

  act(input: ActDraft): { readonly id: ActId; readonly outcome: Promise<ActOutcome> } {
    const id = ActIdSchema.parse(randomId());
    const act = ActSchema.parse({ ...input, id });
    // Words travel by socket, acts by HTTP: what rests on words must not overtake them.
    const after = restsOnWords(act) ? this.#text.durable() : Promise.resolve();
    return { id, outcome: this.#outbox.add(act, after) };
  }

  enter(point: PointId | null): void {
    const { awareness } = this.#text;
    if (awareness.getLocalState()?.['point'] !== point) awareness.setLocalStateField('point', point);
  }

  dismissKept(id: string): void {
    this.#kept = this.#kept.filter(words => words.id !== id);
    this.#changed();
  }

  serverNow(): number {
    return Date.now() + this.#clockAheadMs;
  }

  close(): void {
    this.#closed.abort();
    this.#outbox.close();
    this.#text.destroy();
    this.#shared.destroy();
    this.#listeners.clear();
  }

  // --- what is seen ----------------------------------------------------------

  #takeSnapshot(): DraftSnapshot {
    const members = new Map(this.#view.members.map(member => [member.id, member]));
    const rows = new OverlayRows(this.#rows);
    const wordsOf = (point: string): string => canonicalText(bodyOf(this.text, point));
    for (const { act } of this.#outbox.waiting)
      runAct(act, { rows, actor: this.me, at: this.serverNow(), members, wordsOf });
    return {
      rows,
      pending: new Set<ActId>(this.#outbox.waiting.map(({ act }: { act: Act }) => act.id)),
      members,
      isLoaded: this.#isLoaded,
    };
  }

  #readStatus(): SaveStatus {
    const waiting = this.#text.waiting + this.#outbox.unanswered;
    if (this.#ended !== null) return { kind: 'ended', reason: this.#ended, waiting };
    if (!this.#isLoaded) return { kind: 'connecting' };
    if (!this.#text.isConnected || !this.#shared.isConnected) return { kind: 'reconnecting', waiting };
    return waiting > 0 ? { kind: 'saving', changes: waiting } : { kind: 'saved' };
  }

  get #isLoaded(): boolean {
    return this.#text.hasSynced && this.#shared.hasSynced;
  }

  #rowsChanged(): void {
    this.#snapshot = null;
    this.#changed();
  }

  #changed(): void {
    if (this.#snapshot?.isLoaded !== this.#isLoaded) this.#snapshot = null;
    for (const listener of this.#listeners) listener();
  }

  #presenceChanged(): void {
    if (this.#people.read(this.awareness, this.seat.member)) this.#changed();
  }

  // --- what arrives ------------------------------------------------------------

  #sharedReached(seq: number): void {
    this.#outbox.reached(seq);
    const membersAt = this.#rows.get('draft', 'draft')?.membersAt ?? null;
    if (membersAt === this.#membersAt) return;
    const isFirst = this.#membersAt === null;
    this.#membersAt = membersAt;
    if (!isFirst) void this.#askAgain();
  }

  #noteEdits(changes: readonly { member: MemberId; points: readonly PointId[] }[], at: number): void {
    const next = new Map(this.#lastChanges);
    for (const { member, points } of changes) {
      const found = this.#view.members.find(({ id }) => id === member);
      if (found)
        for (const point of points)
          next.set(point, { by: { member, name: found.name, party: found.party, role: found.role }, at });
    }
    this.#lastChanges = next;
    this.#changed();
  }

  async #askAgain(): Promise<void> {
    try {
      this.#view = await api.draft(this.seat.draft, this.seat.id);
      this.#rowsChanged();
    } catch (error) {
      if (error instanceof ApiProblem && error.status < 500)
        this.#end({ kind: 'closed', code: error.status, reason: error.problem.detail });
    }
  }

  /** A refused upgrade tells a browser nothing: the same question over HTTP has an answer in words. */
  #askWhy(): Promise<void> {
    return this.#askAgain();
  }

  #end(end: LinkEnd): void {
    assert(end.kind === 'closed', 'a refusal of words is healed in text-link');
    this.#ended = end.reason || `The server ended the connection (${end.code}).`;
    this.#changed();
  }
}

/** An anchor, or a stance's basis, may name words that are still on their way. */
const restsOnWords = (act: Act): boolean =>
  act.kind === 'stance.take' || ((act.kind === 'thread.open' || act.kind === 'flag.raise') && act.needs.length > 0);

/** A version 4 UUID, also where the page is not a secure context and randomUUID is missing. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
