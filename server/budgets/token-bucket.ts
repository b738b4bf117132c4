// A bucket of tokens that refills with time: so much a second, and so much at once. Pure arithmetic; the clock is
// handed in.

/** A bucket owes at most so many of its bursts: one stall of the whole machine silences nobody for long. */
const debtBurstsMax = 4;

export class TokenBucket {
  #tokens: number;
  #at: number;
  readonly #perSecond: number;
  readonly #burst: number;

  /** `now`: in milliseconds. */
  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes so many tokens, or none and false. */
  take(tokens: number, now: number): boolean {
    if (this.secondsUntil(tokens, now) > 0) return false;
    this.charge(tokens, now);
    return true;
  }

  /** How long until so many can be taken. What costs more than a burst goes when the bucket is full, and is owed. */
  secondsUntil(tokens: number, now: number): number {
    this.#refill(now);
    const lacking = Math.min(tokens, this.#burst) - this.#tokens;
    return lacking <= 0 ? 0 : lacking / this.#perSecond;
  }

  /** Takes them whether they are there or not. */
  charge(tokens: number, now: number): void {
    this.#refill(now);
    this.#tokens = Math.max(this.#tokens - tokens, -debtBurstsMax * this.#burst);
  }

  isFull(now: number): boolean {
    this.#refill(now);
    return this.#tokens === this.#burst;
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
  }
}
