// One draft held open: its two rooms, its members, and everything that waits to become durable. Changes queue here and are judged in the
// order they came, against the state as it then is; `prepare` turns them into rows, commit.ts makes those durable, `publish` tells.
import * as Y from 'yjs';
import type { Act, Member } from '../../shared/acts/act.ts';
import type { DraftId, MemberId, PointId } from '../../shared/ids.ts';
import { pendingChangesMax } from '../../shared/limits.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { PresenceState } from '../../shared/wire/messages.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import type { Actor, ActSettlement, AppliedAct, AskedAct } from './apply-act.ts';
import { applyAct } from './apply-act.ts';
import type { WordsFrame } from './apply-words.ts';
import { BodyChecks } from './body-checks.ts';
import { ClientIds } from './client-ids.ts';
import type { LastEdit } from './draft-tick.ts';
import { DraftTick } from './draft-tick.ts';
import type { Peer } from './peer.ts';
import type { Stored } from './room.ts';
import { Room } from './room.ts';
import { stampOf, takePresence } from './take-presence.ts';
import { type Breach, takeWords } from './take-words.ts';
import type { Urgency } from './tick-pace.ts';
import { TypingRuns } from './typing-runs.ts';
import { WordsBounds } from './words-bounds.ts';
import { Writers } from './writers.ts';

type Change =
  | { readonly kind: 'words'; readonly peer: Peer; readonly frame: WordsFrame }
  | AskedAct
  | { readonly kind: 'join'; readonly peer: Peer; readonly room: Room; readonly stateVector: Uint8Array };

export type LiveDraftParts = {
  readonly id: DraftId;
  readonly text: Stored;
  readonly shared: Stored;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly clientIds: ReadonlyMap<number, MemberId>;
  /** The newest time in the draft's record. */
  readonly at: number;
  readonly lastEdits: ReadonlyMap<PointId, LastEdit>;
  /** Asks for a commit. */
  wake(urgency: Urgency): void;
};

export class LiveDraft {
  readonly id: DraftId;
  readonly text: Room;
  readonly shared: Room;
  #rows: DocRows;
  /** Replaced rather than changed, so that a tick can be taken back. */
  #members: ReadonlyMap<MemberId, Member>;
  readonly #clientIds: ClientIds;
  readonly #writers = new Writers();
  #runs = new TypingRuns();
  readonly #lastEdits: Map<PointId, LastEdit>;
  readonly #checks: BodyChecks;
  readonly #bounds: WordsBounds;
  readonly #wake: LiveDraftParts['wake'];
  #queue: Change[] = [];
  /** What the tick under way has taken from the queue: not yet durable. */
  #taken: readonly Change[] = [];
  #at: number;
  #isDead = false;

  constructor(parts: LiveDraftParts) {
    this.id = parts.id;
    this.text = new Room(`${parts.id}/text` as Room['name'], parts.text); // a draft id and a part make a document's name
    this.shared = new Room(`${parts.id}/shared` as Room['name'], parts.shared); // likewise
    this.#rows = this.#readRows();
    this.#members = parts.members;
    this.#clientIds = new ClientIds(parts.clientIds);
    this.#at = parts.at;
    this.#lastEdits = new Map(parts.lastEdits);
    this.#wake = parts.wake;
    this.#checks = new BodyChecks(this.text);
    this.#bounds = new WordsBounds(this.text, () => this.#rows);
  }

  get rows(): DocRows {
    return this.#rows;
  }

  get members(): ReadonlyMap<MemberId, Member> {
    return this.#members;
  }

  get lastEdits(): ReadonlyMap<PointId, LastEdit> {
    return this.#lastEdits;
  }

  /** The newest time in the draft's record, in ms since 1970: it never goes back, as a clock may. */
  get at(): number {
    return this.#at;
  }

  get isIdle(): boolean {
    return this.#queue.length + this.#taken.length === 0 && this.peerCount === 0;
  }

  get peerCount(): number {
    return this.text.attached().length + this.shared.attached().length;
  }

  /** How a member appears in the record now, or null when they are not one. */
  whoIs(member: MemberId): By | null {
    const found = this.#members.get(member);
    return found ? { member: found.id, name: found.name, role: found.role, party: found.party } : null;
  }

  // --- what comes in ---------------------------------------------------------

  join(peer: Peer, room: Room, stateVector: Uint8Array): void {
    this.#push({ kind: 'join', peer, room, stateVector });
  }

  words(peer: Peer, frame: WordsFrame): void {
    this.#push({ kind: 'words', peer, frame });
  }

  /** `redactions`: what this act takes out of the record, in the same commit. */
  act(from: Actor, act: Act, redactions: AskedAct['redactions'] = []): Promise<ActSettlement> {
    return new Promise(settle => this.#push({ kind: 'act', from, act, redactions, settle }));
  }

  presence(peer: Peer, states: readonly PresenceState[]): void {
    const by = this.whoIs(peer.member);
    if (!by) return;
    if (takePresence(peer, states, stampOf(by, this.rows), this.text, this.#clientIds)) this.#wake('with-company');
  }

  leave(peer: Peer, room: Room): void {
    room.leave(peer);
    this.#queue = this.#queue.filter(change => change.kind !== 'join' || change.peer !== peer);
    if (room.presence.hasChanges) this.#wake('with-company');
  }

  // --- the tick ----------------------------------------------------------------

  /** Judges and applies all that waits. Throws where the documents in memory can no longer be trusted: a Breach, where reading them anew mends it. */
  prepare(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    this.#taken = this.#queue;
    this.#queue = [];
    const members = this.#members;
    const { freshCount } = this.#clientIds;
    try {
      const tick = this.#judgeAll(new DraftTick(this, this.#at));
      this.#writers.tickEnds('kept');
      return tick;
    } catch (error) {
      this.#members = members;
      this.#clientIds.takeBack(freshCount);
      this.#writers.tickEnds('taken-back');
      this.#runs = new TypingRuns(); // its runs are named after entries that will be others
      throw error;
    }
  }

  /** After a breach: the documents as the log has them, and all that waits again, but for the words of whoever broke them. */
  reread(text: Stored, shared: Stored, { peer }: Breach): void {
    this.text.reread(text);
    this.shared.reread(shared);
    this.#bounds.forget();
    this.#rows = this.#readRows();
    this.#queue = [...this.#taken, ...this.#queue].filter(change => change.kind !== 'words' || change.peer !== peer);
    this.#taken = [];
  }

  #judgeAll(tick: DraftTick): DraftTick {
    let runs = new Map<Peer, WordsFrame[]>();
    const words = {
      text: this.text,
      rows: this.rows,
      clientIds: this.#clientIds,
      writers: this.#writers,
      runs: this.#runs,
      bounds: this.#bounds,
      whoIs: (member: MemberId) => this.whoIs(member),
    };
    const flush = (): void => {
      for (const [peer, frames] of runs) takeWords(words, peer, frames, tick);
      runs = new Map();
    };
    for (const change of this.#taken) {
      if (change.kind === 'join') tick.joins.push(change);
      else if (change.kind === 'words') {
        const frames = runs.get(change.peer);
        if (frames) frames.push(change.frame);
        else runs.set(change.peer, [change.frame]);
      } else {
        flush(); // acts and words keep the order they came in: a lock governs only what came after it
        this.#takeAct(change, tick);
      }
    }
    flush();
    tick.clientIds = this.#clientIds.takeFresh();
    return tick;
  }

  /** After the commit: everybody is told, those who acted are answered, those who joined get the state that now stands. */
  publish(tick: DraftTick): void {
    this.#taken = [];
    tick.advance();
    for (const [point, edit] of tick.edits) this.#lastEdits.set(point, edit);
    this.text.publish(tick.textChanges, tick.at, this.#receipts(tick));
    this.shared.publish(tick.sharedChanges, tick.at, new Map());
    for (const { peer, room, stateVector } of tick.joins) this.#answerJoin(peer, room, stateVector);
    for (const settle of tick.settlements) settle();
    for (const member of tick.removedMembers)
      this.dismiss(closeCode.noSeat, 'You are no longer a member of this draft.', member);
    this.#checks.touched(tick.textChanges.flatMap(change => change.points));
  }

  /** The tick could not be made durable, or memory cannot be trusted: everybody comes back to what the log holds. */
  fail(reason: string): void {
    this.retire();
    for (const change of [...this.#taken, ...this.#queue])
      if (change.kind === 'act') change.settle({ kind: 'not-saved' });
    for (const room of [this.text, this.shared])
      for (const peer of room.attached()) peer.close(closeCode.fault, reason);
    this.#taken = [];
    this.#queue = [];
  }

  /** Takes nothing more: whoever holds this draft must open it anew. */
  retire(): void {
    this.#isDead = true;
    this.#checks.stop();
  }

  #receipts(tick: DraftTick): ReadonlyMap<Peer, number> {
    return new Map([...tick.receiptDue].map(peer => [peer, this.#writers.of(peer).taken] as const));
  }

  // --- acts ------------------------------------------------------------------------

  #takeAct(change: AskedAct, tick: DraftTick): void {
    const { from } = change;
    const by = typeof from === 'string' ? (this.whoIs(from) ?? this.#founder(change.act, from)) : from;
    const { text, shared, rows } = this;
    const bounds = this.#bounds;
    const applied = by
      ? applyAct(change.act, by, tick.at, {
          text,
          shared,
          rows,
          members: this.#members,
          heads: tick.headsSoFar,
          bounds,
        })
      : ({ kind: 'refused', code: 'not-allowed', reason: 'You are no longer a member of this draft.' } as const);
    if (applied.kind === 'refused' || !by) {
      if (applied.kind === 'refused') tick.settlements.push(() => change.settle(applied));
      return;
    }
    this.#changeMembers(applied.effects, tick);
    bounds.afterAct(change.act.kind);
    tick.redactions.push(...change.redactions);
    const answer = tick.addAct(by, change.act, applied);
    tick.settlements.push(() => change.settle({ kind: 'done', answer }));
  }

  #changeMembers(effects: AppliedAct['effects'], tick: DraftTick): void {
    for (const effect of effects) {
      if (effect.kind === 'put-member') this.#members = new Map(this.#members).set(effect.member.id, effect.member);
      if (effect.kind !== 'remove-member') continue;
      this.#members = new Map([...this.#members].filter(([id]) => id !== effect.member));
      tick.removedMembers.push(effect.member);
    }
  }

  /** Whoever makes a draft is not a member before it is made. */
  #founder(act: Act, member: MemberId): By | null {
    return act.kind === 'draft.create' && this.#members.size === 0
      ? { member, name: act.chair ?? 'Chair', role: 'chair', party: null }
      : null;
  }

  /** Sends everybody away for good, e.g. because the draft is made anew; or one member, who is none any more. */
  dismiss(code: number, reason: string, member?: MemberId): void {
    for (const peer of [...this.text.attached(), ...this.shared.attached()])
      if (member === undefined || peer.member === member) peer.close(code, reason);
  }

  #push(change: Change): void {
    if (this.#isDead || this.#queue.length >= pendingChangesMax) {
      if (change.kind === 'act') change.settle({ kind: 'not-saved' });
      else
        change.peer.close(
          this.#isDead ? closeCode.fault : closeCode.overloaded,
          'The draft is busy; coming back in a moment.',
        );
      return;
    }
    this.#queue.push(change);
    this.#wake(change.kind === 'words' ? 'with-company' : 'now');
  }

  #readRows(): DocRows {
    const rows = new DocRows(this.shared.doc);
    // Yjs knows a loaded root's type only once it has been asked for by type.
    for (const point of rows.all('points')) this.text.doc.get(point.id, Y.XmlElement);
    return rows;
  }

  #answerJoin(peer: Peer, room: Room, stateVector: Uint8Array): void {
    try {
      room.join(peer, stateVector, this.#writers.of(peer).taken, room === this.text);
    } catch {
      peer.refuse({ code: 'malformed', reason: 'The state vector could not be read.', point: null });
    }
  }
}
