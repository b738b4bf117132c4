// So much at once and no more, in all and for each who asks: whoever comes beyond that is turned away instead of being
// queued without end. What is counted (asks, bytes) is for its user to say.

export class TooMany extends Error {
  override name = 'TooMany';
}

export class AtMost {
  readonly #most: number;
  readonly #each: number;
  readonly #running = new Map<string, number>();

  /** `each`: for one who asks, so that nobody takes all places. */
  constructor(most: number, each = most) {
    this.#most = most;
    this.#each = each;
  }

  /** Rejects with TooMany, or as `work` does. `weight`: how much of the bound it takes. */
  async run<T>(who: string, work: () => Promise<T>, weight = 1): Promise<T> {
    const own = this.#running.get(who) ?? 0;
    const all = [...this.#running.values()].reduce((sum, count) => sum + count, 0);
    if (all + weight > this.#most || own + weight > this.#each) throw new TooMany();
    this.#running.set(who, own + weight);
    try {
      return await work();
    } finally {
      const left = (this.#running.get(who) ?? weight) - weight;
      if (left > 0) this.#running.set(who, left);
      else this.#running.delete(who);
    }
  }
}
