// How fast a page may speak on one connection: by frames and by bytes, each with a burst, below what the server takes.
// Pure; the clock is handed in.
import {
  pageBytesBurst,
  pageBytesPerSecond,
  pageFramesBurst,
  pageFramesPerSecond,
} from '../../../shared/wire-limits.ts';

export class Pace {
  /** Up to when what was sent so far would have taken, at the usual pace. */
  #framesUntil = 0;
  #bytesUntil = 0;

  /** Milliseconds until a frame of so many bytes may go; 0: now. */
  msToWait(bytes: number, now: number): number {
    const frames =
      after(this.#framesUntil, 1, pageFramesPerSecond, now) - now - msOf(pageFramesBurst, pageFramesPerSecond);
    const size =
      after(this.#bytesUntil, bytes, pageBytesPerSecond, now) - now - msOf(pageBytesBurst, pageBytesPerSecond);
    return Math.max(0, frames, size);
  }

  sent(bytes: number, now: number): void {
    this.#framesUntil = after(this.#framesUntil, 1, pageFramesPerSecond, now);
    this.#bytesUntil = after(this.#bytesUntil, bytes, pageBytesPerSecond, now);
  }
}

const msOf = (count: number, perSecond: number): number => (count * 1_000) / perSecond;
const after = (until: number, count: number, perSecond: number, now: number): number =>
  Math.max(now, until) + msOf(count, perSecond);
