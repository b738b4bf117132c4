// A worker that the start does not wait for: it starts with the first call, or a moment after the server did, so that
// whoever looks first waits less. A start that failed is tried again with the next call. Knows no call.
import type { CalledWorker, ErrorOf } from './called-worker.ts';

/** Long enough that it takes nothing from the start itself. */
const unaskedAfterMs = 1_000;

export class LateWorker {
  readonly #start: () => Promise<CalledWorker>;
  readonly #errorOf: ErrorOf;
  readonly #unasked: NodeJS.Timeout;
  #begun: Promise<CalledWorker> | null = null;
  #isClosed = false;

  constructor(start: () => Promise<CalledWorker>, errorOf: ErrorOf) {
    this.#start = start;
    this.#errorOf = errorOf;
    // If it fails, whoever calls next is told.
    this.#unasked = setTimeout(() => this.#worker().catch(() => undefined), unaskedAfterMs).unref();
  }

  /** As `CalledWorker.call`. Rejects also where the worker cannot start. */
  async call<T>(call: Parameters<CalledWorker['call']>[0]): Promise<T> {
    if (this.#isClosed) throw this.#errorOf('closed', 'it is closed', call.name);
    const worker = await this.#worker();
    return worker.call<T>(call);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#unasked);
    const worker = await this.#begun?.catch(() => null); // one that could not start has nothing open
    await worker?.close();
  }

  #worker(): Promise<CalledWorker> {
    if (this.#begun !== null) return this.#begun;
    const begun = this.#start();
    this.#begun = begun;
    begun.catch(() => {
      this.#begun = null;
    });
    return begun;
  }
}
