// The update log on SQLite: a worker that writes, one that reads what rooms and acts wait for, and one that reads the
// history, so that a slow disk freezes no room and no search delays an act. Holds no SQL: that is in sqlite-write.ts,
// sqlite-read.ts and sqlite-history.ts.
import type { ErrorOf } from './called-worker.ts';
import { CalledWorker } from './called-worker.ts';
import type { UpdateLog } from './update-log.ts';
import { UpdateLogError } from './update-log.ts';
import type { WorkerCall } from './worker-calls.ts';

/** Opens or makes the file. Rejects with a sentence that names the path. */
export async function openSqliteUpdateLog(path: string): Promise<UpdateLog> {
  const start = async (mode: 'write' | 'read') => {
    const worker = await CalledWorker.start(
      new URL('./sqlite-worker.ts', import.meta.url),
      { path, mode },
      errorOf(path),
    );
    // The worker runs the method of this very name, so what it answers is that method's result.
    return { call: <T>(call: WorkerCall): Promise<T> => worker.call(call), close: () => worker.close() };
  };
  const writer = await start('write');
  const reader = await start('read');
  let looking: ReturnType<typeof start> | null = null;
  /**
   * Starts with the first look into the history, so that a server that nobody asks has one thread less. A failed start
   * is tried again.
   */
  const history = async <T>(call: WorkerCall): Promise<T> => {
    looking ??= start('read');
    const begun = looking;
    const worker = await begun.catch(error => {
      if (looking === begun) looking = null;
      throw error;
    });
    return worker.call(call);
  };
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
    news: (...args) => history({ name: 'news', args }),
    line: (...args) => history({ name: 'line', args }),
    density: (...args) => history({ name: 'density', args }),
    quietMoments: (...args) => history({ name: 'quietMoments', args }),
    people: (...args) => history({ name: 'people', args }),
    cursorAfter: (...args) => history({ name: 'cursorAfter', args }),
    history: (...args) => history({ name: 'history', args }),
    close: async () => {
      const historyWorker = await looking?.catch(() => null); // one that could not start has nothing open
      await Promise.all([reader.close(), historyWorker?.close()]);
      await writer.close(); // the last one out folds the write-ahead file into the log; a reader could not
    },
  };
}

/** A worker that died in the middle of a write may or may not have committed it. */
const errorOf =
  (path: string): ErrorOf =>
  (error, message, call) => {
    if (error === 'start') return new UpdateLogError('disk', `The log ${path} cannot be opened: ${message}.`);
    if (error === 'closed') return new UpdateLogError(call === 'append' ? 'unknown' : 'closed', `The log: ${message}`);
    return new UpdateLogError(error === 'bad-cursor' ? 'bad-cursor' : 'disk', message);
  };
