// A live draft in this tab: both documents, the outbox laid over them, presence, what is said of saving. Draws nothing.
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Act } from '../../shared/acts/act.ts';
import { SentAct } from '../../shared/acts/act.ts';
import { barredIn } from '../../shared/acts/barred.ts';
import type { DraftView, Seat } from '../../shared/api/contract.ts';
import type { ActId, PointId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { newActId } from '../local/act-id.ts';
import { reanchored, restsOnWords } from '../local/act-words.ts';
import type { Keeping } from '../local/keeping.ts';
import type { KeptWords } from '../local/own-work.ts';
import type { DocLinkParts, LinkEnd } from '../sync/doc-link.ts';
import { DocLink } from '../sync/doc-link.ts';
import { KeptList } from '../sync/kept-words.ts';
import { TextLink, textOf } from '../sync/text-link.ts';
import { HeadNotes } from './head-notes.ts';
import { LastChanges } from './last-changes.ts';
import type { WorkParts } from './left-work.ts';
import { adoptLeft, giveUpSeat, reanchorWaiting, takeBack } from './left-work.ts';
import { Outbox } from './outbox.ts';
import { PeopleHere } from './people-here.ts';
import { saveStatus } from './save-status.ts';
import type { ActDraft, ActOutcome, DraftSnapshot, LastChange, LiveSession, Person, SaveStatus } from './session.ts';
import type { SessionParts } from './session-parts.ts';
import { takeSnapshot } from './snapshot.ts';
import { WhoSits } from './who-sits.ts';
import { Wordings } from './wordings.ts';

/** By HTTP or by WebSocket: not a member, or not in this seat, any more. */
const seatLost: readonly number[] = [401, 403, closeCode.noSeat];

export class DraftSession implements LiveSession {
  readonly live = this;
  readonly seat: Seat;
  readonly isFrozen = false;
  readonly #parts: SessionParts;
  readonly #text: TextLink;
  readonly #shared: DocLink;
  readonly #rows: DocRows;
  readonly #outbox: Outbox;
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  readonly #clockAheadMs: number;
  readonly #people = new PeopleHere();
  readonly #wordings = new Wordings();
  readonly #kept: KeptList;
  readonly evidence: HeadNotes;
  readonly #who: WhoSits;
  readonly #lastChanges: LastChanges;
  /** Acts that an earlier page has left. */
  readonly #left: ReadonlySet<ActId>;
  #ended: string | null = null;
  #isSeatLost = false;
  #snapshot: DraftSnapshot | null = null;
  #unanswered: readonly Act[] = [];
  #status: SaveStatus = { kind: 'connecting', seenAt: null, why: null };

  constructor(parts: SessionParts) {
    const { view, local, left, server } = parts;
    this.#parts = parts;
    this.seat = view.seat;
    this.#who = new WhoSits({
      view,
      seenAt: parts.seenAt,
      ask: () => server.draft(),
      onTold: told => this.#told(told),
      onEnd: end => this.#end(end),
    });
    this.#kept = new KeptList(left.kept, local.work, {
      onChange: () => this.#changed(),
      isBarred: point => this.#ended !== null || barredIn(this.#rows, point, this.me) !== null,
      onHeld: point => this.#text.held(point),
    });
    this.evidence = new HeadNotes(parts, this.#closed.signal, () => this.#changed());
    this.#clockAheadMs = parts.seenAt === null ? view.now - Date.now() : 0;
    this.#lastChanges = new LastChanges(view);
    const shared = new Y.Doc();
    this.#rows = new DocRows(shared);
    this.#outbox = new Outbox({ send: act => server.act(act), work: local.work, onChange: () => this.#rowsChanged() });
    const ready = server.reachable.then(fresh => fresh && this.#who.told(fresh));
    const link = { serverUrl: server.url, socket: server.socket, seat: view.seat.id, ready };
    this.#shared = new DocLink({
      ...link,
      room: 'shared',
      doc: shared,
      copy: local.openCopy('shared', 'present', shared),
      isCopyWhole: local.head('shared') !== null,
      ...this.evidence.ofLink('shared'),
      onChange: () => this.#sharedChanged(),
      onCommit: () => this.#sharedChanged(),
      // A page writes no annotations: a copy that holds some which the server has not is of another past.
      onEnd: end =>
        end.kind === 'refused' && end.refusal.code === 'read-only' ? this.evidence.opensAnew() : this.#end(end),
    });
    shared.on('update', () => this.#rowsChanged());
    this.#text = this.#openText(link);
    this.#left = new Set(left.acts.map(({ id }) => id));
    adoptLeft(left, parts.unsent, this.#ownWork());
    local.watchKeeping(() => this.#changed(), this.#closed.signal);
    parts.onNetworkChange(() => {
      this.#text.reconnect();
      this.#shared.reconnect();
    }, this.#closed.signal);
  }

  #openText(link: Pick<DocLinkParts, 'serverUrl' | 'socket' | 'seat' | 'ready'>): TextLink {
    return new TextLink({
      ...link,
      local: this.#parts.local,
      outlineKnown: () => this.#shared.connected(),
      barred: point => barredIn(this.#rows, point, this.me),
      onChange: () => this.#changed(),
      onCommit: ({ changes, at }) => {
        this.#lastChanges.note(changes, at, this.#who.view.members);
        this.#changed();
      },
      onWords: transaction => {
        if (transaction === null) queueMicrotask(() => reanchorWaiting(this.#ownWork()));
        this.#wordings.changed(transaction);
        this.#changed();
      },
      onPresence: () => this.#presenceChanged(),
      onRefused: refused => this.#kept.refused(refused),
      ...this.evidence.ofLink('text'),
      onEnd: end => this.#end(end),
      // A refused upgrade tells a browser nothing: the same question over HTTP has an answer in words.
      onUnreachable: () => void this.#who.askAgain(),
      now: () => this.serverNow(),
    });
  }

  get me(): By {
    const { member, name, party, role } = this.#who.view.seat;
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
    this.#snapshot ??= takeSnapshot({
      rows: this.#rows,
      waiting: this.#outbox.waiting.map(({ act }) => act),
      view: this.#who.view,
      at: this.serverNow(),
      isLoaded: this.#isLoaded,
      ended: this.#ended,
      wordsOf: point => textOf(this.text, point),
    });
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
    return this.#lastChanges.byPoint();
  }

  wordingOf(point: PointId): string {
    return this.#wordings.of(this.text, point);
  }

  readonly wordsVersion = (): number => this.#wordings.version;
  readonly kept = (): readonly KeptWords[] => this.#kept.all();
  readonly keeping = (): Keeping => this.#parts.local.keeping();
  readonly hasLeftByClosedTab = (): Promise<boolean> => this.#parts.local.hasLeftByClosedTab();
  readonly dismissKept = (id: string): void => this.#kept.dismiss(id);
  readonly restoreKept = (kept: KeptWords): void => this.#kept.keep([kept]);
  readonly keepWords = (...own: Parameters<LiveSession['keepWords']>): void => this.#kept.add(this.serverNow(), ...own);

  act(input: ActDraft, id = newActId()): { readonly id: ActId; readonly outcome: Promise<ActOutcome> } {
    const made = SentAct.parse({ ...input, id });
    const act = reanchored(made, this.text) ?? made; // a refusal may have healed since its words were chosen
    // Words travel by socket, acts by HTTP: what rests on words must not overtake them.
    return { id, outcome: this.#outbox.add(act, restsOnWords(act) ? this.#text.durable() : Promise.resolve()) };
  }

  readonly unanswered = (): readonly Act[] => this.#unanswered;
  readonly outcomeOf = (act: ActId): Promise<ActOutcome> | null => this.#outbox.outcomeOf(act);
  readonly takeBack = (act: ActId): void => takeBack(act, this.#left, this.#ownWork());

  enter(point: PointId | null): void {
    const { awareness } = this.#text;
    if (awareness.getLocalState()?.['point'] !== point) awareness.setLocalStateField('point', point);
  }

  serverNow(): number {
    return Date.now() + this.#clockAheadMs;
  }

  close(): void {
    this.#closed.abort();
    this.evidence.save();
    this.#outbox.close();
    this.#text.destroy();
    this.#shared.destroy();
    this.#listeners.clear();
  }

  // --- what is seen ----------------------------------------------------------

  #readStatus(): SaveStatus {
    return saveStatus({
      ended: this.#ended,
      isLoaded: this.#isLoaded,
      isConnected: this.#text.isConnected && this.#shared.isConnected,
      canStore: this.#text.canStore && this.#shared.canStore,
      isSlow: this.#text.isSlow || this.#shared.isSlow,
      words: this.#text.waiting,
      points: this.#text.unsentPoints,
      acts: this.#unanswered.length,
      seenAt: this.#who.seenAt,
      why: this.#text.why ?? this.#shared.why,
      keeping: this.keeping(),
    });
  }

  get #isLoaded(): boolean {
    return this.#text.hasSynced && this.#shared.hasSynced;
  }

  #rowsChanged(): void {
    this.#snapshot = null;
    this.#kept.barsChanged();
    this.#unanswered = this.#outbox.unanswered;
    this.#changed();
  }

  #changed(): void {
    if (this.#isLoaded) this.evidence.soon();
    if (this.#snapshot?.isLoaded !== this.#isLoaded) this.#snapshot = null;
    for (const listener of this.#listeners) listener();
  }

  #presenceChanged(): void {
    if (this.#people.read(this.awareness, this.seat.member)) this.#changed();
  }

  // --- what arrives ------------------------------------------------------------

  #told(view: DraftView): void {
    this.evidence.begin(view);
    this.#rowsChanged();
  }

  /** By a commit, or all at once on joining: what the document then holds does not wait any more. */
  #sharedChanged(): void {
    const { isConnected, head } = this.#shared;
    if (isConnected && head) this.#outbox.reached(head.seq);
    this.#who.membersChanged(this.#rows.get('draft', 'draft')?.membersAt ?? 0);
    this.#changed();
  }

  #ownWork(): WorkParts {
    const [text, shared, outbox, kept, rows] = [this.#text, this.#shared, this.#outbox, this.#kept, this.#rows];
    return { text, shared, outbox, kept, rows, now: () => this.serverNow() };
  }

  /**
   * For good, and told once, whichever connection hears of it first. Where the seat is lost, that may be heard later.
   */
  #end(end: LinkEnd): void {
    const { code, reason } = end.kind === 'closed' ? end : { code: closeCode.refused, reason: end.refusal.reason };
    this.#ended ??= reason || `The server ended the connection (${code}).`;
    this.#snapshot = null; // from now on nothing is taken
    if (seatLost.includes(code) && !this.#isSeatLost) {
      this.#isSeatLost = true;
      giveUpSeat(this.#parts.local, this.#unanswered, this.#ownWork(), this.#ended);
    }
    this.#changed();
  }
}
