// One draft held open: its two rooms, its members, and everything that waits to become durable. Changes wait in
// waiting-changes.ts and are judged in turns, against the state as it then is; `prepare` makes rows of them, commit.ts
// makes those durable, `publish` tells.
import * as Y from 'yjs';
import type { Act, Member } from '../../shared/acts/act.ts';
import { tickWorkMs } from '../../shared/budget-limits.ts';
import type { DraftId, MemberId, PointId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { PresenceState } from '../../shared/wire/messages.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import { BodyChecks } from './body-checks.ts';
import { ClientIds } from './client-ids.ts';
import { flattenBodies } from './flatten-bodies.ts';
import { Joiners } from './joiners.ts';
import type { Peer } from './peer.ts';
import type { Stored } from './room.ts';
import { Room } from './room.ts';
import type { Actor, ActSettlement, AskedAct } from './tick/apply-act.ts';
import type { WordsFrame } from './tick/apply-words.ts';
import type { DraftTick, LastEdit } from './tick/draft-tick.ts';
import { advanceRooms, TickBuilder } from './tick/draft-tick.ts';
import { takeAct, whoIs } from './tick/take-act.ts';
import { stampOf, takePresence } from './tick/take-presence.ts';
import type { Breach, WordsDraft } from './tick/take-words.ts';
import { takeWords } from './tick/take-words.ts';
import { TakenStances } from './tick/taken-stances.ts';
import type { Urgency } from './tick/tick-pace.ts';
import { TypingRuns } from './tick/typing-runs.ts';
import type { Turn, Words } from './tick/waiting-changes.ts';
import { WaitingChanges } from './tick/waiting-changes.ts';
import { WordsBounds } from './words-bounds.ts';
import { Writers } from './writers.ts';

export type LiveDraftParts = {
  readonly id: DraftId;
  readonly text: Stored;
  readonly shared: Stored;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly clientIds: ReadonlyMap<number, MemberId>;
  /** The newest time in the draft's record. */
  readonly at: number;
  readonly lastEdits: ReadonlyMap<PointId, LastEdit>;
  readonly meter: WorkMeter;
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
  readonly #stances = new TakenStances();
  readonly #wake: LiveDraftParts['wake'];
  readonly #meter: WorkMeter;
  readonly #waiting = new WaitingChanges();
  readonly #joiners: Joiners;
  /** What the tick under way has taken of what waits: not yet durable. */
  #taken: Turn[] = [];
  #at: number;
  #isDead = false;

  constructor(parts: LiveDraftParts) {
    this.id = parts.id;
    this.text = new Room(docName(parts.id, 'text'), parts.text);
    this.shared = new Room(docName(parts.id, 'shared'), parts.shared);
    this.#rows = this.#readRows();
    this.#members = new Map(parts.members);
    this.#clientIds = new ClientIds(parts.clientIds);
    this.#at = parts.at;
    this.#lastEdits = new Map(parts.lastEdits);
    this.#wake = parts.wake;
    this.#meter = parts.meter;
    this.#joiners = new Joiners(parts.id, parts.meter);
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
    return this.#waiting.size + this.#joiners.size + this.#taken.length === 0 && this.peerCount === 0;
  }

  get peerCount(): number {
    return this.text.attached().length + this.shared.attached().length;
  }

  /** How a member appears in the record now, or null when they are not one. */
  whoIs(member: MemberId): By | null {
    return whoIs(this.#members, member);
  }

  join(peer: Peer, room: Room, stateVector: Uint8Array): void {
    if (this.#isDead) return this.#turnAway(peer);
    this.#joiners.add({ peer, room, stateVector });
    this.#wake('now');
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
    this.#clientIds.release(peer);
    this.#joiners.leave(peer);
    if (room.presence.hasChanges) this.#wake('with-company');
  }

  // --- the tick ----------------------------------------------------------------

  /** Before anybody joins: all bodies as flows (rule L10). */
  flatten(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    const tick = new TickBuilder(this, this.#at);
    flattenBodies(this.text.doc, this.shared.doc, this.rows, tick);
    return tick.build([]);
  }

  /**
   * Judges and applies what waits, in turns, as far as a tick goes. Throws where the documents in memory can no longer
   * be trusted: a Breach, where reading them anew mends it.
   */
  prepare(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    const members = this.#members;
    const { freshCount } = this.#clientIds;
    try {
      const tick = this.#judge(new TickBuilder(this, this.#at));
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

  #judge(tick: TickBuilder): DraftTick {
    const until = this.#meter.now() + tickWorkMs;
    for (let turn = this.#waiting.next(); turn; turn = this.#meter.now() < until ? this.#waiting.next() : null)
      this.#take(turn, tick);
    this.#waiting.tickIsOver();
    if (this.#waiting.size > 0) this.#wake('now');
    return tick.build(this.#clientIds.takeFresh());
  }

  #take(turn: Turn, tick: TickBuilder): void {
    this.#taken.push(turn);
    const what = turn.kind === 'act' ? turn.act.act.kind : 'words';
    const { ms } = this.#meter.run(what, { draft: this.id, member: turn.member }, () =>
      turn.kind === 'act' ? this.#takeAct(turn.act, tick) : takeWords(this.#wordsDraft(), turn.peer, turn.frames, tick),
    );
    this.#waiting.spent(turn.member, ms);
  }

  #takeAct(asked: AskedAct, tick: TickBuilder): void {
    const { text, shared, rows } = this;
    const [members, bounds, stances] = [this.#members, this.#bounds, this.#stances];
    const docs = { text, shared, rows, members, heads: tick.headsSoFar, bounds, stances };
    this.#members = takeAct(docs, asked, tick);
  }

  #wordsDraft(): WordsDraft {
    return {
      text: this.text,
      rows: this.rows,
      clientIds: this.#clientIds,
      writers: this.#writers,
      runs: this.#runs,
      bounds: this.#bounds,
      whoIs: member => this.whoIs(member),
      dropWordsOf: peer => this.#waiting.dropWordsOf(peer),
    };
  }

  /**
   * After a breach: the documents as the log has them, and all that waits again, but for the words of whoever broke
   * them.
   */
  reread(text: Stored, shared: Stored, { peer }: Breach): void {
    this.text.reread(text);
    this.shared.reread(shared);
    this.#bounds.forget();
    this.#rows = this.#readRows();
    this.#waiting.putBack(this.#taken);
    this.#waiting.dropWordsOf(peer);
    this.#taken = [];
  }

  /**
   * After the commit: everybody is told, those who acted are answered, those who joined get the state that now stands.
   */
  publish(tick: DraftTick): void {
    this.#taken = [];
    advanceRooms(this, tick);
    for (const [point, edit] of tick.edits) this.#lastEdits.set(point, edit);
    this.text.publish(tick.textChanges, tick.at, this.#receipts(tick));
    this.shared.publish(tick.sharedChanges, tick.at, new Map());
    this.#joiners.answer((peer, room, stateVector) => this.#answerJoin(peer, room, stateVector));
    if (this.#joiners.size > 0) this.#wake('now');
    for (const settle of tick.settlements) settle();
    for (const member of tick.removedMembers)
      this.dismiss(closeCode.noSeat, 'You are no longer a member of this draft.', member);
    this.#checks.touched(tick.textChanges.flatMap(change => change.points));
  }

  /** The tick could not be made durable, or memory cannot be trusted: everybody comes back to what the log holds. */
  fail(reason: string): void {
    this.retire();
    const taken = this.#taken.flatMap(turn => (turn.kind === 'act' ? [turn.act] : []));
    for (const change of [...taken, ...this.#waiting.dropAll()])
      if (change.kind === 'act') change.settle({ kind: 'not-saved' });
    for (const room of [this.text, this.shared])
      for (const peer of room.attached()) peer.close(closeCode.fault, reason);
    this.#taken = [];
    this.#joiners.clear();
  }

  /** Takes nothing more: whoever holds this draft must open it anew. */
  retire(): void {
    this.#isDead = true;
    this.#checks.stop();
  }

  #receipts(tick: DraftTick): ReadonlyMap<Peer, number> {
    return new Map([...tick.receiptDue].map(peer => [peer, this.#writers.of(peer).taken] as const));
  }

  /** Sends everybody away for good, e.g. because the draft is made anew; or one member, who is none any more. */
  dismiss(code: number, reason: string, member?: MemberId): void {
    for (const peer of [...this.text.attached(), ...this.shared.attached()])
      if (member === undefined || peer.member === member) peer.close(code, reason);
  }

  #push(change: Words | AskedAct): void {
    if (!this.#isDead && this.#waiting.add(change)) return this.#wake(change.kind === 'words' ? 'with-company' : 'now');
    if (change.kind === 'act') change.settle({ kind: 'not-saved' });
    else this.#turnAway(change.peer);
  }

  #turnAway(peer: Peer): void {
    peer.close(this.#isDead ? closeCode.fault : closeCode.overloaded, 'The draft is busy; coming back in a moment.');
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
