// So many at once and no more: whoever comes beyond that is turned away instead of being queued without end.

export class TooMany extends Error {
  override name = 'TooMany';
}

export class AtMost {
  readonly #most: number;
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Rejects with TooMany, or as `work` does. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) throw new TooMany();
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
    }
  }
}
