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
import type { Storing } from '../storage/storing.ts';
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
import { TickMemory } from './tick/tick-memory.ts';
import type { Urgency } from './tick/tick-pace.ts';
import type { Turn, Words } from './tick/waiting-changes.ts';
import { WaitingChanges } from './tick/waiting-changes.ts';
import { WordsBounds } from './words-bounds.ts';

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
  readonly storing: Pick<Storing, 'isAble'>;
  /** Asks for a commit. */
  wake(urgency: Urgency): void;
};

export class LiveDraft {
  readonly id: DraftId;
  readonly text: Room;
  readonly shared: Room;
  #rows: DocRows;
  readonly #memory: TickMemory;
  readonly #lastEdits: Map<PointId, LastEdit>;
  readonly #checks: BodyChecks;
  readonly #bounds: WordsBounds;
  readonly #stances = new TakenStances();
  readonly #wake: LiveDraftParts['wake'];
  readonly #meter: WorkMeter;
  readonly #storing: LiveDraftParts['storing'];
  readonly #waiting = new WaitingChanges();
  readonly #joiners: Joiners;
  #at: number;
  #isDead = false;

  constructor(parts: LiveDraftParts) {
    this.id = parts.id;
    this.text = new Room(docName(parts.id, 'text'), parts.text);
    this.shared = new Room(docName(parts.id, 'shared'), parts.shared);
    this.#rows = this.#readRows();
    this.#memory = new TickMemory(new Map(parts.members), new ClientIds(parts.clientIds));
    this.#at = parts.at;
    this.#lastEdits = new Map(parts.lastEdits);
    this.#wake = parts.wake;
    this.#meter = parts.meter;
    this.#storing = parts.storing;
    this.#joiners = new Joiners(parts.id, parts.meter);
    this.#checks = new BodyChecks(this.text);
    this.#bounds = new WordsBounds(this.text, () => this.#rows);
  }

  get rows(): DocRows {
    return this.#rows;
  }

  get members(): ReadonlyMap<MemberId, Member> {
    return this.#memory.members;
  }

  get lastEdits(): ReadonlyMap<PointId, LastEdit> {
    return this.#lastEdits;
  }

  /** The newest time in the draft's record, in ms since 1970: it never goes back, as a clock may. */
  get at(): number {
    return this.#at;
  }

  get isIdle(): boolean {
    return this.#waiting.size + this.#joiners.size + this.#memory.takenCount === 0 && this.peerCount === 0;
  }

  get peerCount(): number {
    return this.text.attached().length + this.shared.attached().length;
  }

  /** How a member appears in the record now, or null when they are not one. */
  whoIs(member: MemberId): By | null {
    return whoIs(this.members, member);
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
    const { clientIds } = this.#memory;
    if (by && takePresence(peer, states, stampOf(by, this.rows), this.text, clientIds)) this.#wake('with-company');
  }

  leave(peer: Peer, room: Room): void {
    room.leave(peer);
    this.#memory.clientIds.release(peer);
    this.#joiners.leave(peer);
    if (room.presence.hasChanges) this.#wake('with-company');
  }

  // --- the tick ----------------------------------------------------------------

  /** Before anybody joins: all bodies as flows (rule L10). */
  flatten(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    const tick = new TickBuilder(this, this.#at, now);
    flattenBodies(this.text.doc, this.shared.doc, this.rows, tick);
    return tick.build([]);
  }

  /**
   * Judges and applies what waits, in turns, as far as a tick goes; nothing, while nothing can be stored. Throws where
   * the documents in memory can no longer be trusted: a Breach, where reading them anew mends it.
   */
  prepare(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    const tick = new TickBuilder(this, this.#at, now);
    try {
      if (this.#storing.isAble) return this.#judge(tick);
      for (const act of this.#waiting.dropActs()) act.settle({ kind: 'cannot-store' });
      return tick.build([]);
    } catch (error) {
      this.#waiting.putBack(this.#memory.takenBack());
      throw error;
    }
  }

  #judge(tick: TickBuilder): DraftTick {
    const until = this.#meter.now() + tickWorkMs;
    for (let turn = this.#waiting.next(); turn; turn = this.#meter.now() < until ? this.#waiting.next() : null)
      this.#take(turn, tick);
    this.#waiting.tickIsOver();
    if (this.#waiting.size > 0) this.#wake('now');
    return tick.build([...this.#memory.clientIds.fresh]);
  }

  #take(turn: Turn, tick: TickBuilder): void {
    this.#memory.take(turn);
    const what = turn.kind === 'act' ? turn.act.act.kind : 'words';
    const { ms } = this.#meter.run(what, { draft: this.id, member: turn.member }, () =>
      turn.kind === 'act' ? this.#takeAct(turn.act, tick) : takeWords(this.#wordsDraft(), turn.peer, turn.frames, tick),
    );
    this.#waiting.spent(turn.member, ms);
  }

  #takeAct(asked: AskedAct, tick: TickBuilder): void {
    const { text, shared, rows } = this;
    const [members, bounds, stances] = [this.members, this.#bounds, this.#stances];
    const docs = { text, shared, rows, members, heads: tick.headsSoFar, bounds, stances, clock: tick.clock };
    this.#memory.nowMembers(takeAct(docs, asked, tick));
  }

  #wordsDraft(): WordsDraft {
    const { clientIds, writers, runs } = this.#memory;
    return {
      ...{ text: this.text, rows: this.rows, clientIds, writers, runs },
      bounds: this.#bounds,
      whoIs: member => this.whoIs(member),
      dropWordsOf: peer => this.#waiting.dropWordsOf(peer),
    };
  }

  /**
   * After a breach: the documents as the log has them, and all that waits again, but for the words of whoever broke
   * them.
   */
  reread(text: Stored, shared: Stored, breach: Breach | null): void {
    this.text.reread(text);
    this.shared.reread(shared);
    this.#bounds.forget();
    this.#rows = this.#readRows();
    if (breach) this.#waiting.dropWordsOf(breach.peer);
  }

  /**
   * The tick could not be stored: its words wait again, and whoever acted is told. The documents are to be reread
   * before anything else is done with them.
   */
  takeBack(): void {
    const taken = this.#memory.takenBack();
    this.#waiting.putBack(taken.filter(({ kind }) => kind === 'words'));
    for (const turn of taken) if (turn.kind === 'act') turn.act.settle({ kind: 'cannot-store' });
  }

  /** Whether anything can be stored has changed: all are told, and what waits is judged. */
  storingChanged(): void {
    for (const room of [this.text, this.shared]) room.tellStoring(this.#storing.isAble);
    this.#wake('now');
  }

  /**
   * After the commit: everybody is told, those who acted are answered, those who joined get the state that now stands.
   */
  publish(tick: DraftTick): void {
    this.#memory.kept();
    advanceRooms(this, tick);
    for (const [point, edit] of tick.edits) this.#lastEdits.set(point, edit);
    const taken = (peer: Peer): number => this.#memory.writers.of(peer).taken;
    this.text.publish(tick.textChanges, tick.at, new Map([...tick.receiptDue].map(peer => [peer, taken(peer)])));
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
    this.#waiting.putBack(this.#memory.takenBack());
    for (const change of this.#waiting.dropAll()) if (change.kind === 'act') change.settle({ kind: 'not-saved' });
    for (const room of [this.text, this.shared])
      for (const peer of room.attached()) peer.close(closeCode.fault, reason);
    this.#joiners.clear();
  }

  /** Takes nothing more: whoever holds this draft must open it anew. */
  retire(): void {
    this.#isDead = true;
    this.#checks.stop();
  }

  /** Sends everybody away for good, e.g. because the draft is made anew; or one member, who is none any more. */
  dismiss(code: number, reason: string, member?: MemberId): void {
    for (const peer of [...this.text.attached(), ...this.shared.attached()])
      if (member === undefined || peer.member === member) peer.close(code, reason);
  }

  #push(change: Words | AskedAct): void {
    if (change.kind === 'act' && !this.#storing.isAble) return change.settle({ kind: 'cannot-store' });
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
      room.join(peer, stateVector, this.#memory.writers.of(peer).taken, room === this.text);
      if (!this.#storing.isAble) room.tellStoring(false, [peer]);
    } catch {
      peer.refuse({ code: 'malformed', reason: 'The state vector could not be read.', point: null });
    }
  }
}
