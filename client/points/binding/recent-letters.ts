// Which of my own letters others may not have read yet: those of the last few seconds. Knows clocks only.

/** Far above the time that a letter takes to reach everybody who is connected. */
const recentMs = 10_000;

type Burst = { readonly from: number; readonly to: number; readonly at: number };

export class RecentLetters {
  readonly #now: () => number;
  #bursts: readonly Burst[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** One commit has used these clocks of mine, the last one not included. */
  wrote(from: number, to: number): void {
    const at = this.#now();
    const recent = this.#bursts.filter(burst => at - burst.at < recentMs);
    this.#bursts = to > from ? [...recent, { from, to, at }] : recent;
  }

  has(clock: number): boolean {
    const now = this.#now();
    return this.#bursts.some(({ from, to, at }) => from <= clock && clock < to && now - at < recentMs);
  }
}
