// What waits to be judged in one draft: words and acts, each member's in the order they came. Members take turns in a
// tick (turns.ts); where it has time for all, the order is the one in which everything came. Bounded; judges nothing.

import { framesPerTurnMax, pendingPerMemberMax } from '../../../shared/budget-limits.ts';
import type { MemberId } from '../../../shared/ids.ts';
import { pendingChangesMax } from '../../../shared/wire-limits.ts';
import type { Peer } from '../peer.ts';
import { Turns } from '../turns.ts';
import type { AskedAct } from './apply-act.ts';
import type { WordsFrame } from './apply-words.ts';

export type Words = { readonly kind: 'words'; readonly peer: Peer; readonly frame: WordsFrame };

/** One turn: an act, or frames of one connection that no act stands between. */
export type Turn = { readonly member: MemberId } & (
  | { readonly kind: 'act'; readonly act: AskedAct }
  | { readonly kind: 'words'; readonly peer: Peer; readonly frames: readonly WordsFrame[] }
);

export class WaitingChanges {
  readonly #turns = new Turns<Words | AskedAct>();
  /**
   * The acts that wait and their places, the earliest first: words that came after one are not judged with those before
   * it.
   */
  readonly #acts = new Map<AskedAct, number>();

  get size(): number {
    return this.#turns.size;
  }

  /** False: too much of this member's waits, or the draft is full and they have something in it. */
  add(change: Words | AskedAct): boolean {
    const member = memberOf(change);
    const own = this.#turns.waitingOf(member);
    if (own >= pendingPerMemberMax || (own > 0 && this.#turns.size >= pendingChangesMax)) return false;
    this.#put(change);
    return true;
  }

  /** What was taken and could not be judged: it comes before all that waits. */
  putBack(taken: readonly Turn[]): void {
    const later = this.dropAll();
    const again = taken.flatMap((turn): readonly (Words | AskedAct)[] =>
      turn.kind === 'act' ? [turn.act] : turn.frames.map(frame => ({ kind: 'words', peer: turn.peer, frame })),
    );
    for (const change of [...again, ...later]) this.#put(change);
  }

  next(): Turn | null {
    const turn = this.#turns.next();
    if (!turn) return null;
    const { item } = turn;
    if (item.kind === 'act') {
      this.#acts.delete(item);
      return { kind: 'act', member: memberOf(item), act: item };
    }
    const [earliest = Number.POSITIVE_INFINITY] = this.#acts.values();
    const rest = this.#turns.takeWhile(
      turn.who,
      (next, place, taken) =>
        next.kind === 'words' && next.peer === item.peer && place < earliest && taken < framesPerTurnMax - 1,
    );
    const frames = [item, ...rest].flatMap(each => (each.kind === 'words' ? [each.frame] : []));
    return { kind: 'words', member: item.peer.member, peer: item.peer, frames };
  }

  /** How long that turn took. */
  spent(member: MemberId, ms: number): void {
    this.#turns.spent(member, ms);
  }

  tickIsOver(): void {
    this.#turns.rest();
  }

  /** Words of whoever was refused: they rest on what was. */
  dropWordsOf(peer: Peer): void {
    this.#turns.drop(change => change.kind === 'words' && change.peer === peer);
  }

  /** Everything, for nobody will judge it. */
  dropAll(): readonly (Words | AskedAct)[] {
    this.#acts.clear();
    return this.#turns.drop(() => true);
  }

  dropActs(): readonly AskedAct[] {
    this.#acts.clear();
    return this.#turns.drop(({ kind }) => kind === 'act').flatMap(change => (change.kind === 'act' ? [change] : []));
  }

  #put(change: Words | AskedAct): void {
    const place = this.#turns.add(memberOf(change), change);
    if (change.kind === 'act') this.#acts.set(change, place);
  }
}

const memberOf = (change: Words | AskedAct): MemberId => {
  if (change.kind === 'words') return change.peer.member;
  return typeof change.from === 'string' ? change.from : change.from.member;
};
