// The update log on SQLite: one worker that writes and one that reads, so that a slow disk freezes no room and a long read delays no commit. Holds
// no SQL: that is in sqlite-write.ts and sqlite-read.ts.
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
    news: (...args) => reader.call({ name: 'news', args }),
    line: (...args) => reader.call({ name: 'line', args }),
    density: (...args) => reader.call({ name: 'density', args }),
    quietMoments: (...args) => reader.call({ name: 'quietMoments', args }),
    people: (...args) => reader.call({ name: 'people', args }),
    cursorAfter: (...args) => reader.call({ name: 'cursorAfter', args }),
    history: (...args) => reader.call({ name: 'history', args }),
    close: async () => {
      await reader.close();
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
