// When I wrote which of my letters, for as long as others may not have read them. Knows clocks only.

/** Far above the time that a letter takes to reach everybody who is connected. */
const keptMs = 10_000;
/** Sooner than anybody reads words, selects them and takes them out. */
const newestMs = 2_000;

type Burst = { readonly from: number; readonly to: number; readonly at: number };

export type Heard = { readonly client: number; readonly from: number; readonly to: number };

export class RecentLetters {
  readonly #now: () => number;
  #bursts: readonly Burst[] = [];
  #heard: readonly (Heard & Burst)[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** One commit has used these clocks of mine, the last one not included. */
  wrote(from: number, to: number): void {
    const at = this.#now();
    const recent = this.#bursts.filter(burst => at - burst.at < keptMs);
    this.#bursts = to > from ? [...recent, { from, to, at }] : recent;
  }

  /** Others have used these clocks. */
  heard(changes: readonly Heard[]): void {
    const at = this.#now();
    const recent = this.#heard.filter(burst => at - burst.at < newestMs);
    this.#heard = [...recent, ...changes.map(change => ({ ...change, at }))];
  }

  /** By whoever writes: others may not have read it yet. */
  isJustHeard({ client, clock }: { readonly client: number; readonly clock: number }): boolean {
    const now = this.#now();
    return this.#heard.some(
      heard => heard.client === client && heard.from <= clock && clock < heard.to && now - heard.at < newestMs,
    );
  }

  /** `known`: what I had written before this clock was read by whoever has left it behind. */
  mayBeLeft(clock: number, known: number): boolean {
    return this.#wroteWithin(keptMs, clock, known);
  }

  mayBeLost(clock: number): boolean {
    return this.#wroteWithin(newestMs, clock);
  }

  hasNewest(): boolean {
    const last = this.#bursts.at(-1);
    return last !== undefined && this.mayBeLost(last.from);
  }

  #wroteWithin(ms: number, clock: number, known = 0): boolean {
    const now = this.#now();
    return this.#bursts.some(({ from, to, at }) => from >= known && from <= clock && clock < to && now - at < ms);
  }
}
