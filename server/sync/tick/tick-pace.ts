// How long words and carets wait for company before they leave together. Decided by demand: what it would cost to tell
// each change alone, one telling per reader. A handful of people typing is told at once; a crowd shares its ticks.
// Pure: it is handed the time.
import { tickMaxMs } from '../../../shared/wire-limits.ts';

const windowMs = 250;
/** Tellings in a window up to which nothing waits: five people typing as fast as they can. */
const quietTellings = 100;
/**
 * From here on each tick is as wide as it gets: ten people typing. Below that a wake of the processor costs more than
 * it carries.
 */
const busyTellings = 250;

/** `now`: somebody waits for an answer. `with-company`: words and carets, which may leave together with others'. */
export type Urgency = 'now' | 'with-company';

export class TickPace {
  #demand = 0;
  #at = 0;

  /** A change came in that so many readers are to be told of. */
  note(readers: number, now: number): void {
    this.#demand = this.#demandAt(now) + readers;
    this.#at = now;
  }

  /** The least time from one tick to the next, in ms. */
  tickMs(now: number): number {
    const share = (this.#demandAt(now) - quietTellings) / (busyTellings - quietTellings);
    return tickMaxMs * Math.min(1, Math.max(0, share));
  }

  #demandAt(now: number): number {
    return this.#demand * Math.max(0, 1 - (now - this.#at) / windowMs);
  }
}
