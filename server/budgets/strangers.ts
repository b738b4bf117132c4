// The turns of those of whom nobody knows who they are: a few begin in each round of the event loop, each address as
// fast as its budget lasts, and the rest wait here, in order, unread. Knows no request; whoever has gone leaves.
import { strangerMsEach, strangersAtOnce, strangersLookedAtMs } from '../../shared/budget-limits.ts';
import type { Budgets } from './budgets.ts';

/** When the event loop has gone round, and after a time. */
export type Loop = { soon(then: () => void): void; later(ms: number, then: () => void): void };

const eventLoop: Loop = {
  soon: then => void setImmediate(then),
  later: (ms, then) => void setTimeout(then, ms).unref(),
};

export class Strangers {
  readonly #budgets: Pick<Budgets, 'ask'>;
  readonly #loop: Loop;
  /** Of each address, in order; whoever was served goes to the end. */
  readonly #waiting = new Map<string, Set<() => void>>();
  #begunThisRound = 0;
  #isRoundPlanned = false;
  #isWakePlanned = false;

  constructor(budgets: Pick<Budgets, 'ask'>, loop = eventLoop) {
    this.#budgets = budgets;
    this.#loop = loop;
  }

  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, own) => sum + own.size, 0);
  }

  /** `begin` is called when it is their turn, perhaps at once, unless they have left: by what this gives. */
  comes(address: string, begin: () => void): () => void {
    const own = this.#waiting.get(address) ?? new Set();
    const isFirst = own.size === 0;
    own.add(begin);
    this.#waiting.set(address, own);
    if (isFirst) this.#serve([[address, own]]);
    return () => {
      own.delete(begin);
      if (own.size === 0 && this.#waiting.get(address) === own) this.#waiting.delete(address);
    };
  }

  #serve(those: Iterable<readonly [string, Set<() => void>]>): void {
    let wait = Number.POSITIVE_INFINITY;
    for (const [address, own] of those) {
      if (this.#begunThisRound >= strangersAtOnce) return this.#planRound();
      const answer = this.#budgets.ask({ draft: null, member: null, address }, { strangerMs: strangerMsEach });
      if (answer === 'go') this.#begin(address, own);
      else wait = Math.min(wait, answer.wait);
    }
    if (wait < Number.POSITIVE_INFINITY) this.#wakeAfter(wait);
  }

  #begin(address: string, own: Set<() => void>): void {
    const [begin] = own;
    this.#waiting.delete(address);
    if (!begin) return;
    own.delete(begin);
    if (own.size > 0) this.#waiting.set(address, own);
    this.#begunThisRound++;
    this.#planRound();
    begin();
  }

  #planRound(): void {
    if (this.#isRoundPlanned) return;
    this.#isRoundPlanned = true;
    this.#loop.soon(() => {
      this.#isRoundPlanned = false;
      this.#begunThisRound = 0;
      this.#serve(this.#waiting);
    });
  }

  /** One timer for all: whoever comes later, and may go sooner, waits for it. */
  #wakeAfter(seconds: number): void {
    if (this.#isWakePlanned) return;
    this.#isWakePlanned = true;
    this.#loop.later(Math.min(Math.ceil(seconds * 1_000), strangersLookedAtMs), () => {
      this.#isWakePlanned = false;
      this.#serve(this.#waiting);
    });
  }
}
