// Gives memory back after a rush. V8 collects when it needs room, so a server at rest would keep for good what a flood
// made it take. Looks now and then, and asks for one collection; knows nothing of whose memory it was.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { restingShare, spareMemoryBytes, spareMemoryLookedAtMs } from '../shared/limits.ts';

export type Process = {
  /** What the system counts as its memory, in bytes. */
  resident(): number;
  /** The part of the time since the last look in which its thread worked: 0 to 1. */
  busyShare(): number;
  collect(): void;
};

export class SpareMemory {
  readonly #process: Process;
  /** What nothing could be given back of when it was last looked at, or less. */
  #leastBytes: number;

  constructor(process: Process) {
    this.#process = process;
    this.#leastBytes = process.resident();
  }

  look(): void {
    const bytes = this.#process.resident();
    this.#leastBytes = Math.min(this.#leastBytes, bytes);
    const isResting = this.#process.busyShare() < restingShare;
    if (!isResting || bytes - this.#leastBytes < spareMemoryBytes) return;
    this.#process.collect();
    this.#leastBytes = bytes; // what is in use is not collected again and again
  }
}

/** From now on, for this process's main thread. */
export function givesSpareMemoryBack(): void {
  let before = performance.eventLoopUtilization();
  const spare = new SpareMemory({
    resident: () => process.memoryUsage.rss(),
    busyShare: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    collect,
  });
  setInterval(() => spare.look(), spareMemoryLookedAtMs).unref();
}

/** Node has no call of its own for it; this is its flag for the whole process, seen by contexts made after it. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}
