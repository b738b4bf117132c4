// How long one thing held the main thread, and whose it was: charged to its author, so that the next of its kind waits,
// and told where it was too long. Never told: what was in it.
import { slowWorkMs } from '../../shared/budget-limits.ts';
import type { Asker } from './asker.ts';
import type { Budgets } from './budgets.ts';

/** `what`: a kind of thing, e.g. an act's kind, or a request's method and route. */
export type SlowWork = { readonly what: string; readonly ms: number } & Asker;

export class WorkMeter {
  readonly #budgets: Pick<Budgets, 'charge'>;
  readonly #now: () => number;
  readonly #onSlow: (slow: SlowWork) => void;

  /** `now`: how long the thread has worked, in ms. */
  constructor(budgets: Pick<Budgets, 'charge'>, now: () => number, onSlow: (slow: SlowWork) => void) {
    this.#budgets = budgets;
    this.#now = now;
    this.#onSlow = onSlow;
  }

  now(): number {
    return this.#now();
  }

  /** Does it, and gives the milliseconds it took, also where it fails. */
  run<T>(what: string, author: Asker, work: () => T): { result: T; ms: number } {
    const started = this.#now();
    try {
      const result = work();
      return { result, ms: this.#now() - started };
    } finally {
      this.since(started, what, author);
    }
  }

  /** What the thread has done since then was all for one author, who may have been found out meanwhile. */
  since(started: number, what: string, author: Asker): void {
    const ms = this.#now() - started;
    if ('member' in author) this.#budgets.charge({ ...author, address: null }, { workMs: ms });
    else this.#budgets.charge({ draft: null, member: null, address: author.address }, { strangerMs: ms });
    if (ms >= slowWorkMs) this.#onSlow({ what, ...author, ms });
  }
}
