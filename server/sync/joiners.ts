// Who waits to be let into a room. Each answer costs by the size of the document, so members take turns and a tick
// answers as many as it has time for. One answer to each connection: a newer question takes the place of one that
// waits.

import { joinWorkMs } from '../../shared/budget-limits.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';
import { Turns } from './turns.ts';

type Joiner = { readonly peer: Peer; readonly room: Room; readonly stateVector: Uint8Array };

export class Joiners {
  readonly #turns = new Turns<Joiner>();
  readonly #draft: DraftId;
  readonly #meter: WorkMeter;

  constructor(draft: DraftId, meter: WorkMeter) {
    this.#draft = draft;
    this.#meter = meter;
  }

  get size(): number {
    return this.#turns.size;
  }

  add(joiner: Joiner): void {
    this.leave(joiner.peer);
    this.#turns.add(joiner.peer.member, joiner);
  }

  leave(peer: Peer): void {
    this.#turns.drop(joiner => joiner.peer === peer);
  }

  clear(): void {
    this.#turns.drop(() => true);
  }

  /** At least one, if one waits. */
  answer(answer: (peer: Peer, room: Room, stateVector: Uint8Array) => void): void {
    const until = this.#meter.now() + joinWorkMs;
    for (let turn = this.#turns.next(); turn; turn = this.#meter.now() < until ? this.#turns.next() : null) {
      const { peer, room, stateVector } = turn.item;
      const author = { draft: this.#draft, member: peer.member };
      const { ms } = this.#meter.run('join', author, () => answer(peer, room, stateVector));
      this.#turns.spent(turn.who, ms);
    }
    this.#turns.rest();
  }
}
