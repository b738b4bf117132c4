// One draft held open: its two rooms, its members, and everything that waits to become durable. Changes wait in waiting-changes.ts and are
// judged in turns, against the state as it then is; `prepare` makes rows of them, commit.ts makes those durable, `publish` tells.
import * as Y from 'yjs';
import type { Act, Member } from '../../shared/acts/act.ts';
import { pointAccess } from '../../shared/acts/permissions.ts';
import type { DraftId, MemberId, PointId } from '../../shared/ids.ts';
import { resyncsPerConnectionMax, tickWorkMs } from '../../shared/limits.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { PresenceState } from '../../shared/wire/messages.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import type { Actor, ActSettlement, AskedAct } from './apply-act.ts';
import { applyAct } from './apply-act.ts';
import type { WordsFrame } from './apply-words.ts';
import { applyWords, GateBreach } from './apply-words.ts';
import { BodyChecks } from './body-checks.ts';
import { ClientIds } from './client-ids.ts';
import type { LastEdit } from './draft-tick.ts';
import { DraftTick } from './draft-tick.ts';
import type { GateContext } from './gate/judge.ts';
import { Joiners } from './joiners.ts';
import type { Peer } from './peer.ts';
import type { Stored } from './room.ts';
import { Room } from './room.ts';
import { takePresence } from './take-presence.ts';
import type { Urgency } from './tick-pace.ts';
import { TypingRuns } from './typing-runs.ts';
import type { Turn, Words } from './waiting-changes.ts';
import { WaitingChanges } from './waiting-changes.ts';
import type { Writer } from './writers.ts';
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
  readonly rows: DocRows;
  readonly #members: Map<MemberId, Member>;
  readonly #clientIds: ClientIds;
  readonly #writers = new Writers();
  readonly #runs = new TypingRuns();
  readonly #lastEdits: Map<PointId, LastEdit>;
  readonly #checks: BodyChecks;
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
    this.text = new Room(`${parts.id}/text` as Room['name'], parts.text); // a draft id and a part make a document's name
    this.shared = new Room(`${parts.id}/shared` as Room['name'], parts.shared); // likewise
    this.rows = new DocRows(this.shared.doc);
    this.#members = new Map(parts.members);
    this.#clientIds = new ClientIds(parts.clientIds);
    this.#at = parts.at;
    this.#lastEdits = new Map(parts.lastEdits);
    this.#wake = parts.wake;
    this.#meter = parts.meter;
    this.#joiners = new Joiners(parts.id, parts.meter);
    this.#checks = new BodyChecks(this.text);
    // Yjs knows a loaded root's type only once it has been asked for by type.
    for (const point of this.rows.all('points')) this.text.doc.get(point.id, Y.XmlElement);
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
    const found = this.#members.get(member);
    return found ? { member: found.id, name: found.name, role: found.role, party: found.party } : null;
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
    const party = by.party === null ? undefined : this.rows.get('parties', by.party);
    const color = party ? `var(--party-${party.colour})` : 'var(--muted)';
    const stamp = { member: by.member, name: by.name, party: party?.code ?? null, color };
    if (takePresence(peer, states, stamp, this.text, this.#clientIds)) this.#wake('with-company');
  }

  leave(peer: Peer, room: Room): void {
    room.leave(peer);
    this.#clientIds.release(peer);
    this.#joiners.leave(peer);
    if (room.presence.hasChanges) this.#wake('with-company');
  }

  // --- the tick ----------------------------------------------------------------

  /** Judges and applies what waits, in turns, as far as a tick goes. Throws only where the documents in memory can no longer be trusted. */
  prepare(now: number): DraftTick {
    this.#at = Math.max(this.#at, now);
    const tick = new DraftTick(this, this.#at);
    const until = this.#meter.now() + tickWorkMs;
    for (let turn = this.#waiting.next(); turn; turn = this.#meter.now() < until ? this.#waiting.next() : null)
      this.#take(turn, tick);
    this.#waiting.tickIsOver();
    if (this.#waiting.size > 0) this.#wake('now');
    tick.clientIds = this.#clientIds.takeFresh();
    return tick;
  }

  #take(turn: Turn, tick: DraftTick): void {
    this.#taken.push(turn);
    const what = turn.kind === 'act' ? turn.act.act.kind : 'words';
    const { ms } = this.#meter.run(what, { draft: this.id, member: turn.member }, () =>
      turn.kind === 'act' ? this.#takeAct(turn.act, tick) : this.#takeWords(turn.peer, turn.frames, tick),
    );
    this.#waiting.spent(turn.member, ms);
  }

  /** After the commit: everybody is told, those who acted are answered, those who joined get the state that now stands. */
  publish(tick: DraftTick): void {
    this.#taken = [];
    tick.advance();
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

  #takeWords(peer: Peer, frames: readonly WordsFrame[], tick: DraftTick): void {
    const writer = this.#writers.of(peer);
    writer.taken += frames.length;
    const by = this.whoIs(peer.member);
    if (!by) return peer.close(closeCode.noSeat, 'You are no longer a member of this draft.');
    try {
      const result = applyWords(frames, this.#gateContext(by), clientId => this.#clientIds.bind(clientId, by.member));
      if (result.update)
        tick.addWords(by, result.update, result.points, (point, seq) =>
          this.#runs.runOf(by.member, point, tick.at, seq),
        );
      if (result.end.kind === 'refused') {
        this.#waiting.dropWordsOf(peer);
        return peer.refuse(result.end.refusal);
      }
      if (result.end.kind === 'resync') return this.#resync(peer, writer);
    } catch (error) {
      peer.refuse({ code: 'malformed', reason: 'This change could not be read.', point: null });
      throw error instanceof GateBreach ? error : new GateBreach(`applying words failed: ${String(error)}`);
    }
    if (frames.some(frame => frame.isStep2)) writer.awaitsStep2 = false;
    if (!writer.awaitsStep2) tick.receiptDue.add(peer);
  }

  /** A gap in what we hold of this client: not a fault, it is asked for everything. Until that comes, nothing is acknowledged. */
  #resync(peer: Peer, writer: Writer): void {
    if (++writer.resyncs > resyncsPerConnectionMax)
      return peer.refuse({ code: 'malformed', reason: 'Your changes rest on others that never arrive.', point: null });
    writer.awaitsStep2 = true;
    this.text.askWhatIsMissing(peer);
  }

  #receipts(tick: DraftTick): ReadonlyMap<Peer, number> {
    return new Map([...tick.receiptDue].map(peer => [peer, this.#writers.of(peer).taken] as const));
  }

  #gateContext(by: By): GateContext {
    const drafting = this.rows.get('draft', 'draft')?.drafting ?? 'closed';
    return {
      doc: this.text.doc,
      member: by.member,
      access: point => pointAccess(this.rows.get('points', point), by, drafting),
      ownerOf: clientId => this.#clientIds.ownerOf(clientId),
    };
  }

  #takeAct(change: AskedAct, tick: DraftTick): void {
    const { from } = change;
    const by = typeof from === 'string' ? (this.whoIs(from) ?? this.#founder(change.act, from)) : from;
    const { text, shared, rows } = this;
    const applied = by
      ? applyAct(change.act, by, tick.at, { text, shared, rows, members: this.#members, heads: tick.headsSoFar })
      : ({ kind: 'refused', code: 'not-allowed', reason: 'You are no longer a member of this draft.' } as const);
    if (applied.kind === 'refused' || !by) {
      if (applied.kind === 'refused') tick.settlements.push(() => change.settle(applied));
      return;
    }
    for (const effect of applied.effects) {
      if (effect.kind === 'put-member') this.#members.set(effect.member.id, effect.member);
      if (effect.kind === 'remove-member') {
        this.#members.delete(effect.member);
        tick.removedMembers.push(effect.member);
      }
    }
    tick.redactions.push(...change.redactions);
    const answer = tick.addAct(by, change.act, applied);
    tick.settlements.push(() => change.settle({ kind: 'done', answer }));
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

  #push(change: Words | AskedAct): void {
    if (!this.#isDead && this.#waiting.add(change)) return this.#wake(change.kind === 'words' ? 'with-company' : 'now');
    if (change.kind === 'act') change.settle({ kind: 'not-saved' });
    else this.#turnAway(change.peer);
  }

  #turnAway(peer: Peer): void {
    peer.close(this.#isDead ? closeCode.fault : closeCode.overloaded, 'The draft is busy; coming back in a moment.');
  }

  #answerJoin(peer: Peer, room: Room, stateVector: Uint8Array): void {
    try {
      room.join(peer, stateVector, this.#writers.of(peer).taken, room === this.text);
    } catch {
      peer.refuse({ code: 'malformed', reason: 'The state vector could not be read.', point: null });
    }
  }
}
