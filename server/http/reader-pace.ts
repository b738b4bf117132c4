// How fast one reader of a version may ask and speak: like a person with a page or two, not like a program. Forgets those who have not come for long.
import type { MemberId } from '../../shared/ids.ts';
import {
  readerActsBurst,
  readerActsPerSecond,
  readerLooksBurst,
  readerLooksPerSecond,
  readersPacedMax,
} from '../../shared/limits.ts';
import { TokenBucket } from '../sync/token-bucket.ts';
import { ProblemError } from './problem.ts';

type Pace = { readonly looks: TokenBucket; readonly acts: TokenBucket };

export class ReaderPace {
  readonly #paces = new Map<MemberId, Pace>();

  /** Throws a ProblemError where this reader should wait. `cost`: in looks. */
  looks(reader: MemberId, cost: number): void {
    this.#take(reader, 'looks', cost);
  }

  /** Likewise. */
  acts(reader: MemberId): void {
    this.#take(reader, 'acts', 1);
  }

  #take(reader: MemberId, what: keyof Pace, cost: number): void {
    // Not the time of day, which may be set back.
    const now = performance.now();
    if (!this.#paceOf(reader, now)[what].take(cost, now))
      throw new ProblemError('too-many-requests', 'That was much at once by this link. Try again in a moment.');
  }

  #paceOf(reader: MemberId, now: number): Pace {
    const pace = this.#paces.get(reader) ?? {
      looks: new TokenBucket(readerLooksPerSecond, readerLooksBurst, now),
      acts: new TokenBucket(readerActsPerSecond, readerActsBurst, now),
    };
    this.#paces.delete(reader);
    this.#paces.set(reader, pace);
    for (const oldest of this.#paces.keys()) {
      if (this.#paces.size <= readersPacedMax) break;
      this.#paces.delete(oldest);
    }
    return pace;
  }
}
