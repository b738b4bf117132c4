// A worker thread that answers calls by name, one answer to each: what the log and the record have in common. Knows no
// call.
import { Worker } from 'node:worker_threads';

export type CalledAnswer =
  | { readonly id: number; readonly kind: 'ok'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: string; readonly message: string }
  /** Answers no call: what whoever started the worker should know. */
  | { readonly kind: 'note'; readonly note: string };

/** What an answer of kind `failed`, or the worker's end, means to whoever called. */
export type ErrorOf = (error: string, message: string, call: string) => Error;

type Outstanding = { resolve(value: unknown): void; reject(error: Error): void; readonly name: string };

export class CalledWorker {
  readonly #worker: Worker;
  readonly #errorOf: ErrorOf;
  readonly #outstanding = new Map<number, Outstanding>();
  #lastId = 0;
  #end: string | null = null;

  private constructor(worker: Worker, errorOf: ErrorOf, onNote: (note: string) => void) {
    this.#worker = worker;
    this.#errorOf = errorOf;
    worker.on('message', (answer: CalledAnswer) =>
      answer.kind === 'note' ? onNote(answer.note) : this.#settle(answer),
    );
    worker.on('error', error => this.#ended(`its worker failed: ${error.message}`));
    worker.on('exit', () => this.#ended('it is closed'));
  }

  /** Resolves when the worker says that it is ready. `errorOf('start', …)`: it could not begin. */
  static start(
    file: URL,
    workerData: unknown,
    errorOf: ErrorOf,
    onNote: (note: string) => void = () => undefined,
  ): Promise<CalledWorker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData });
      const failed = (error: Error): void => reject(errorOf('start', error.message, ''));
      worker.once('error', failed);
      const begun = (answer: CalledAnswer): void => {
        if (answer.kind === 'note') return onNote(answer.note);
        worker.off('error', failed).off('message', begun);
        resolve(new CalledWorker(worker, errorOf, onNote));
      };
      worker.on('message', begun);
    });
  }

  /** `T` is what the worker's method of this very name answers. */
  call<T>(call: { readonly name: string; readonly args?: readonly unknown[] }): Promise<T> {
    if (this.#end !== null) return Promise.reject(this.#errorOf('closed', this.#end, call.name));
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#outstanding.set(id, { resolve: value => resolve(value as T), reject, name: call.name }); // see above
      this.#worker.postMessage({ id, call });
    });
  }

  /** After the calls that came before. */
  async close(): Promise<void> {
    if (this.#end !== null) return;
    const exited = new Promise<void>(resolve => this.#worker.once('exit', () => resolve()));
    await this.call({ name: 'close' });
    this.#end = 'it is closed';
    await exited;
  }

  /** At once: what is being answered is not. */
  async terminate(): Promise<void> {
    this.#ended('it is closed');
    await this.#worker.terminate();
  }

  #settle(answer: Exclude<CalledAnswer, { kind: 'note' }>): void {
    const waiting = this.#outstanding.get(answer.id);
    this.#outstanding.delete(answer.id);
    if (answer.kind === 'ok') waiting?.resolve(answer.value);
    else waiting?.reject(this.#errorOf(answer.error, answer.message, waiting.name));
  }

  #ended(reason: string): void {
    this.#end ??= reason;
    for (const { reject, name } of this.#outstanding.values()) reject(this.#errorOf('closed', reason, name));
    this.#outstanding.clear();
  }
}
