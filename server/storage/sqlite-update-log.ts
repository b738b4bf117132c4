// The update log on SQLite: one worker that writes and one that reads, so that a slow disk freezes no room and a long read delays no commit. Holds
// no SQL: that is in sqlite-write.ts and sqlite-read.ts.
import { Worker } from 'node:worker_threads';
import type { UpdateLog } from './update-log.ts';
import { UpdateLogError } from './update-log.ts';
import type { WorkerAnswer, WorkerCall } from './worker-calls.ts';

/** Opens or makes the file. Rejects with a sentence that names the path. */
export async function openSqliteUpdateLog(path: string): Promise<UpdateLog> {
  const writer = await LogWorker.start(path, 'write');
  const reader = await LogWorker.start(path, 'read');
  return {
    append: (...args) => writer.call({ name: 'append', args }),
    saveSnapshot: (...args) => writer.call({ name: 'saveSnapshot', args }),
    forget: (...args) => writer.call({ name: 'forget', args }),
    head: (...args) => reader.call({ name: 'head', args }),
    load: (...args) => reader.call({ name: 'load', args }),
    read: (...args) => reader.call({ name: 'read', args }),
    findAct: (...args) => reader.call({ name: 'findAct', args }),
    clientIds: (...args) => reader.call({ name: 'clientIds', args }),
    lastEdits: (...args) => reader.call({ name: 'lastEdits', args }),
    history: (...args) => reader.call({ name: 'history', args }),
    close: async () => {
      await Promise.all([reader.close(), writer.close()]); // each after the calls that came before
    },
  };
}

type Outstanding = { resolve(value: unknown): void; reject(error: Error): void; readonly name: WorkerCall['name'] };

class LogWorker {
  readonly #worker: Worker;
  readonly #outstanding = new Map<number, Outstanding>();
  #lastId = 0;
  #end: string | null = null;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
    worker.on('error', error => this.#ended(`the log's worker failed: ${error.message}`));
    worker.on('exit', () => this.#ended('the log is closed'));
  }

  static start(path: string, mode: 'write' | 'read'): Promise<LogWorker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { path, mode } });
      const failed = (error: Error): void =>
        reject(new UpdateLogError('disk', `The log ${path} cannot be opened: ${error.message}.`));
      worker.once('error', failed);
      worker.once('message', () => {
        worker.off('error', failed);
        resolve(new LogWorker(worker));
      });
    });
  }

  call<T>(call: WorkerCall): Promise<T> {
    if (this.#end !== null) return Promise.reject(new UpdateLogError('closed', this.#end));
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      // The worker runs the method of this very name, so what it answers is that method's result.
      this.#outstanding.set(id, { resolve: value => resolve(value as T), reject, name: call.name });
      this.#worker.postMessage({ id, call });
    });
  }

  async close(): Promise<void> {
    if (this.#end !== null) return;
    const exited = new Promise<void>(resolve => this.#worker.once('exit', () => resolve()));
    await this.call({ name: 'close' });
    this.#end = 'the log is closed';
    await exited;
  }

  #settle(answer: WorkerAnswer): void {
    const waiting = this.#outstanding.get(answer.id);
    this.#outstanding.delete(answer.id);
    if (answer.kind === 'ok') waiting?.resolve(answer.value);
    else waiting?.reject(new UpdateLogError(answer.error, answer.message));
  }

  /** A worker that died in the middle of a write may or may not have committed it. */
  #ended(reason: string): void {
    this.#end ??= reason;
    for (const { reject, name } of this.#outstanding.values())
      reject(new UpdateLogError(name === 'append' ? 'unknown' : 'closed', reason));
    this.#outstanding.clear();
  }
}
