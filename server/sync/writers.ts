// What each connection has sent of words, and what became of it: the numbers behind receipts.
import type { Peer } from './peer.ts';

export type Writer = {
  /** Frames of words taken in, durable once the tick that took them is. */
  taken: number;
  resyncs: number;
  /** A gap was found: nothing is acknowledged until everything has been sent again. */
  awaitsStep2: boolean;
};

export class Writers {
  readonly #writers = new WeakMap<Peer, Writer>();
  /** As they were before the tick under way. */
  readonly #before = new Map<Peer, Writer>();

  of(peer: Peer): Writer {
    const writer = this.#writers.get(peer) ?? { taken: 0, resyncs: 0, awaitsStep2: false };
    this.#writers.set(peer, writer);
    return writer;
  }

  /** To be changed within a tick that may be taken back. */
  changing(peer: Peer): Writer {
    const writer = this.of(peer);
    if (!this.#before.has(peer)) this.#before.set(peer, { ...writer });
    return writer;
  }

  tickEnds(outcome: 'kept' | 'taken-back'): void {
    if (outcome === 'taken-back') for (const [peer, before] of this.#before) this.#writers.set(peer, before);
    this.#before.clear();
  }
}
