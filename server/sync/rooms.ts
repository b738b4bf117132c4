// The drafts held open: each opened once however many ask, kept while anyone is there, put away when idle. Reads a
// draft from the log; decides nothing about what may be written to it.
import type { Member } from '../../shared/acts/act.ts';
import type { DraftId, MemberId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { damagedDraftMs } from '../../shared/limits.ts';
import { By } from '../../shared/rows/schema.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { keepAliveMs, snapshotEveryRows } from '../../shared/wire-limits.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import { isStorageFailure } from '../storage/storage-failure.ts';
import type { Storing } from '../storage/storing.ts';
import type { UpdateLog } from '../storage/update-log.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import type { CommitParts } from './commit.ts';
import { Commits } from './commit.ts';
import { LiveDraft } from './live-draft.ts';
import type { Room } from './room.ts';
import { settleUnknown } from './settle-unknown.ts';
import { advanceRooms } from './tick/draft-tick.ts';

export type RoomsParts = {
  readonly log: UpdateLog;
  readonly storing: Storing;
  readonly membersOf: (draft: DraftId) => Promise<ReadonlyMap<MemberId, Member>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly idleMs: number;
  readonly meter: WorkMeter;
  readonly onError: (what: string, error: unknown) => void;
  /** Told, in a sentence, of a stored copy that did not fit the log and was not used. */
  readonly onDamage: (damage: string) => void;
  /** Told of a draft that was closed because its memory cannot be trusted. The next who asks reads it from the log. */
  readonly onLost: CommitParts['onLost'];
  readonly onBreach: CommitParts['onBreach'];
  readonly onDurable: CommitParts['onDurable'];
  /** Told when so much was committed that a new snapshot is being written: what else is made of the log is due, too. */
  readonly onSnapshot: (draft: LiveDraft) => void;
};

type Held =
  | { readonly kind: 'opening'; readonly draft: Promise<LiveDraft> }
  | { readonly kind: 'open'; readonly draft: LiveDraft; usedAt: number }
  | { readonly kind: 'closing'; readonly done: Promise<void> }
  /** Reading it costs as much as its log is long: whoever asks again is told the same for a while. */
  | { readonly kind: 'damaged'; readonly error: UpdateLogError; readonly until: number };

export type Remaking = {
  /** What those who are in the draft are told. */
  readonly goodbye: string;
  /** Empties what is stored of it. */
  readonly clear: () => Promise<void>;
  readonly make: (draft: LiveDraft) => Promise<void>;
};

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #commits: Commits;
  readonly #held = new Map<DraftId, Held>();
  readonly #timers: readonly NodeJS.Timeout[];
  /** Snapshots being written, so that closing waits for them. */
  readonly #saving = new Map<Room, Promise<void>>();

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    const { log, storing, now, onBreach, onDurable } = parts;
    storing.watch(() => {
      for (const draft of this.live()) draft.storingChanged();
    });
    this.#commits = new Commits({
      log,
      storing,
      now,
      onBreach,
      onDurable,
      onLost: (draft, reason, error) => {
        this.#forget(draft);
        parts.onLost(draft, reason, error);
      },
      onPublished: draft => {
        if (this.#snapshotIfDue(draft)) parts.onSnapshot(draft);
      },
    });
    this.#timers = [
      setInterval(() => this.#sweep(), Math.max(10, parts.idleMs / 4)).unref(),
      setInterval(() => this.#keepAlive(), keepAliveMs).unref(),
    ];
  }

  async open(id: DraftId): Promise<LiveDraft> {
    const held = this.#held.get(id);
    if (held?.kind === 'open') {
      held.usedAt = performance.now();
      return held.draft;
    }
    if (held?.kind === 'opening') return held.draft;
    if (held?.kind === 'closing') {
      await held.done;
      return this.open(id);
    }
    if (held?.kind === 'damaged' && performance.now() < held.until) throw held.error;
    const draft = this.#read(id);
    this.#held.set(id, { kind: 'opening', draft });
    try {
      const opened = await draft;
      this.#held.set(id, { kind: 'open', draft: opened, usedAt: performance.now() });
      return opened;
    } catch (error) {
      this.#held.delete(id);
      if (error instanceof UpdateLogError && error.kind === 'damaged') {
        this.#held.set(id, { kind: 'damaged', error, until: performance.now() + damagedDraftMs });
        this.#parts.onDamage(`Draft ${id} does not open: ${error.message}.`);
      }
      throw error;
    }
  }

  /**
   * Another draft under the same id. Whoever asks for it meanwhile gets the new one, whole. A failure leaves what is
   * stored by then.
   */
  async remake(id: DraftId, remaking: Remaking): Promise<void> {
    const old = await this.open(id);
    const remade = this.#remake(old, remaking);
    const done = remade.then(
      draft => void this.#held.set(id, { kind: 'open', draft, usedAt: performance.now() }),
      () => void this.#held.delete(id),
    );
    this.#held.set(id, { kind: 'closing', done });
    await done;
    await remade;
  }

  /**
   * The draft as its entries alone have it: its snapshots were found to say something else. Those who are in it come
   * back to it.
   */
  async renew(id: DraftId): Promise<void> {
    const held = this.#held.get(id);
    const draft = held?.kind === 'open' ? held.draft : null;
    const renewed = async (): Promise<void> => {
      draft?.fail('The draft is being read anew.');
      for (const room of draft ? [draft.text, draft.shared] : []) await this.#saving.get(room);
      await this.#parts.log.dropSnapshots(id);
    };
    const done = renewed().finally(() => this.#held.delete(id));
    this.#held.set(id, { kind: 'closing', done });
    await done;
  }

  /** New snapshots in place of those that are stored, which may hold what was redacted since. */
  async saveNow(draft: LiveDraft): Promise<void> {
    await this.#commits.quiet();
    for (const room of [draft.text, draft.shared]) {
      await this.#saving.get(room);
      await this.#snapshot(room, 'always');
    }
  }

  get openCount(): number {
    return this.#held.size;
  }

  live(): readonly LiveDraft[] {
    return [...this.#held.values()].flatMap(held => (held.kind === 'open' ? [held.draft] : []));
  }

  /** Everything acknowledged is in the log already; this adds the snapshots that make the next start fast. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#commits.quiet();
    await Promise.all(this.live().map(draft => this.#putAway(draft)));
  }

  /** When nothing waits to be committed. */
  quiet(): Promise<void> {
    return this.#commits.quiet();
  }

  #forget(draft: LiveDraft): void {
    const held = this.#held.get(draft.id);
    if (held?.kind === 'open' && held.draft === draft) this.#held.delete(draft.id);
  }

  /** After a commit: a compact state now and then, so that loading replays few rows. */
  #snapshotIfDue(draft: LiveDraft): boolean {
    const due = [draft.text, draft.shared].filter(
      room => room.rowsSinceSnapshot >= snapshotEveryRows && !this.#saving.has(room),
    );
    for (const room of due) void this.#snapshot(room);
    return due.length > 0;
  }

  async #read(id: DraftId): Promise<LiveDraft> {
    const { log } = this.#parts;
    const [text, shared, members, clientIds, edits] = await Promise.all([
      log.load(docName(id, 'text')),
      log.load(docName(id, 'shared')),
      this.#parts.membersOf(id),
      log.clientIds(id),
      log.lastEdits(id),
    ]);
    for (const [part, { hadMisfit }] of Object.entries({ text, shared }))
      if (hadMisfit)
        this.#parts.onDamage(`The snapshot of ${id}/${part} was changed since it was made. The log is read instead.`);
    const draft: LiveDraft = new LiveDraft({
      id,
      text,
      shared,
      members,
      clientIds: new Map(clientIds.map(({ clientId, member }) => [clientId, member])),
      lastEdits: new Map(edits.map(({ point, at, ...by }) => [point, { by: By.parse(by), at }])),
      at: Math.max(text.at, shared.at),
      meter: this.#parts.meter,
      storing: this.#parts.storing,
      wake: urgency => this.#commits.wake(draft, urgency),
    });
    await this.#flatten(draft);
    return draft;
  }

  /** Durable before anybody joins, or the draft does not open: whoever asks again tries again. */
  async #flatten(draft: LiveDraft): Promise<void> {
    const { log, now } = this.#parts;
    const tick = draft.flatten(now());
    if (!tick.commit) return;
    try {
      const [outcome] = await log.append([tick.commit]);
      if (outcome?.kind !== 'committed') throw new Error(`bodies could not be made flat: ${outcome?.reason}`);
    } catch (error) {
      if (isStorageFailure(error)) this.#parts.storing.failed(error);
      if (!(await settleUnknown(log, tick, error))) throw error;
    }
    advanceRooms(draft, tick);
  }

  async #remake(old: LiveDraft, { goodbye, clear, make }: Remaking): Promise<LiveDraft> {
    old.dismiss(closeCode.gone, goodbye);
    await this.#commits.quiet();
    old.retire();
    await clear();
    const draft = await this.#read(old.id);
    await make(draft);
    return draft;
  }

  #sweep(): void {
    const now = performance.now();
    for (const [id, held] of this.#held) {
      if (held.kind !== 'open') continue;
      if (!held.draft.isIdle) held.usedAt = now;
      else if (now - held.usedAt >= this.#parts.idleMs) {
        held.draft.retire();
        const done = this.#putAway(held.draft).then(() => void this.#held.delete(id));
        this.#held.set(id, { kind: 'closing', done });
      }
    }
  }

  async #putAway(draft: LiveDraft): Promise<void> {
    draft.retire();
    for (const room of [draft.text, draft.shared]) {
      await this.#saving.get(room);
      await this.#snapshot(room);
    }
  }

  /** Call only between commits, when the document in memory is the committed one. */
  async #snapshot(room: Room, when: 'if-changed' | 'always' = 'if-changed'): Promise<void> {
    if (room.rowsSinceSnapshot === 0 && when === 'if-changed') return;
    const { seq, state } = room.stateAtHead();
    room.snapshotTaken();
    const saving = this.#parts.log
      .saveSnapshot(room.name, seq, state)
      .catch(error => this.#parts.onError(`snapshot of ${room.name}`, error))
      .finally(() => this.#saving.delete(room));
    this.#saving.set(room, saving);
    await saving;
  }

  #keepAlive(): void {
    for (const draft of this.live()) for (const room of [draft.text, draft.shared]) room.keepAlive();
  }
}
