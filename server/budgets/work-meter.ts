// How long one thing held the main thread, and whose it was: charged to its author, so that the next of its kind waits, and told where it
// was too long. Never told: what was in it.
import { slowWorkMs } from '../../shared/limits.ts';
import type { Budgets } from './budgets.ts';

/** `what`: a kind of thing, e.g. an act's kind. */
export type SlowWork = { readonly what: string; readonly draft: string; readonly member: string; readonly ms: number };

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
  run<T>(
    what: string,
    author: { readonly draft: string; readonly member: string },
    work: () => T,
  ): { result: T; ms: number } {
    const started = this.#now();
    try {
      const result = work();
      return { result, ms: this.#now() - started };
    } finally {
      const ms = this.#now() - started;
      if (ms > 0) this.#budgets.charge({ ...author, address: null }, { workMs: ms });
      if (ms >= slowWorkMs) this.#onSlow({ what, ...author, ms });
    }
  }
}
