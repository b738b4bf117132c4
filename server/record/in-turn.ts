// Questions to one thread that answers them one by one: a few are under way at once, the rest wait here, and those who
// ask take turns. Whoever asks too much at once is turned away; nobody else waits for that.
import { TooMany } from './at-most.ts';

export class InTurn {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  /** What waits of each, and whose turn it is first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #count = 0;

  /** `waitingMax`: of one who asks. */
  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** Rejects with TooMany, or as `work` does. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(who);
    try {
      return await work();
    } finally {
      this.#count--;
      this.#next();
    }
  }

  #turn(who: string): Promise<void> {
    const own = this.#waiting.get(who) ?? [];
    if (own.length >= this.#waitingMax) return Promise.reject(new TooMany());
    return new Promise(begin => {
      own.push(begin);
      this.#waiting.set(who, own);
      this.#next();
    });
  }

  /** Whoever was served goes to the end. */
  #next(): void {
    for (const [who, own] of this.#waiting) {
      if (this.#count >= this.#atOnce) return;
      this.#waiting.delete(who);
      const begin = own.shift();
      if (own.length > 0) this.#waiting.set(who, own);
      if (!begin) continue;
      this.#count++;
      begin();
    }
  }
}
