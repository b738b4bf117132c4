// The check in the background: every draft, one after the other, with long rests between them. What it finds is told
// and made anew of the log by whoever it is told to. Compares nothing itself.
import { sweepRestTimes } from '../../shared/limits.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import { CalledWorker } from '../workers/called-worker.ts';
import { remote } from '../workers/remote.ts';
import type { DraftCheck } from './check-draft.ts';
import type { Checks } from './check-worker.ts';

export type SweepParts = {
  readonly folder: string;
  readonly sealKey: Uint8Array;
  /** From the end of one sweep to the start of the next; the first begins after a thousandth of it. */
  readonly everyMs: number;
  /** Told of each draft in which something was found. */
  readonly onFound: (check: DraftCheck) => Promise<void>;
  /** Told when every draft was checked, with how many there are. */
  readonly onFinished: (drafts: number) => void;
  readonly onError: (error: unknown) => void;
};

export class Sweep {
  readonly #parts: SweepParts;
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout;
  #running: Promise<unknown> = Promise.resolve();
  #worker: CalledWorker | null = null;

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.#timer = this.#later(parts.everyMs / 1_000);
  }

  /** A replay under way is left where it is. */
  async close(): Promise<void> {
    this.#ended.abort();
    clearTimeout(this.#timer);
    await this.#worker?.terminate();
    await this.#running;
  }

  #later(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#running = this.#sweep()
        .catch(error => this.#ended.signal.aborted || this.#parts.onError(error))
        .finally(() => {
          if (!this.#ended.signal.aborted) this.#timer = this.#later(this.#parts.everyMs);
        });
    }, ms).unref();
  }

  /** The thread lives as long as the sweep: a server that is not checked pays nothing for it. */
  async #sweep(): Promise<void> {
    const { folder, sealKey, onFound, onFinished } = this.#parts;
    const url = new URL('./check-worker.ts', import.meta.url);
    const worker = await CalledWorker.start(
      url,
      { folder, sealKey },
      (_, message) => new UpdateLogError('fault', message),
    );
    this.#worker = worker;
    try {
      const checks = remote<Checks>(worker);
      const drafts = await checks.drafts();
      for (const draft of drafts) {
        if (this.#ended.signal.aborted) return;
        const ms = await timed(async () => this.#note(await checks.check(draft), onFound));
        await rest(ms * sweepRestTimes, this.#ended.signal);
      }
      onFinished(drafts.length);
    } finally {
      this.#worker = null;
      if (!this.#ended.signal.aborted) await worker.close(); // else it was ended where it was
    }
  }

  async #note(check: DraftCheck, onFound: SweepParts['onFound']): Promise<void> {
    if (check.found.length > 0 && !this.#ended.signal.aborted) await onFound(check);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms).unref();
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
