// What the server answered to a reader's newest act: the hash of its entry in the record. Kept in their browser for
// each link, since they read no record themselves.
import { z } from 'zod';
import { ReaderReceipt } from '../../shared/api/circulations.ts';
import type { PlainStore } from './disputes.ts';

export class ReaderReceipts {
  readonly #store: PlainStore;
  readonly #key: string;
  #newest: ReaderReceipt | null;
  #isStored = true;

  /** `place`: names the reader and what was sent to them, never the link's secret. */
  constructor(store: PlainStore, place: string) {
    this.#store = store;
    this.#key = `nonpaper/reader-receipt/${place}`;
    this.#newest = store.read(this.#key, z.nullable(ReaderReceipt));
  }

  newest(): ReaderReceipt | null {
    return this.#newest;
  }

  /** False: this page alone has the newest. */
  get isStored(): boolean {
    return this.#isStored;
  }

  /** An act that was sent twice is answered as it was the first time. */
  keep(answer: ReaderReceipt): void {
    if (this.#newest && answer.at < this.#newest.at) return;
    this.#newest = answer;
    this.#isStored = this.#store.write(this.#key, answer);
  }
}
