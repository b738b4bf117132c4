// The update log on SQLite: a worker that writes, one that reads what rooms and acts wait for, and one that reads the
// history, so that a slow disk freezes no room and no search delays an act. Holds no SQL: that is in sqlite-write.ts,
// sqlite-read.ts and sqlite-history.ts.
import type { ErrorOf } from './called-worker.ts';
import { CalledWorker } from './called-worker.ts';
import { LateWorker } from './late-worker.ts';
import type { UpdateLog } from './update-log.ts';
import { UpdateLogError } from './update-log.ts';
import type { WorkerCall } from './worker-calls.ts';

/** Opens or makes the file. Rejects with a sentence that names the path. */
export async function openSqliteUpdateLog(path: string): Promise<UpdateLog> {
  const start = (mode: 'write' | 'read'): Promise<CalledWorker> =>
    CalledWorker.start(new URL('./sqlite-worker.ts', import.meta.url), { path, mode }, errorOf(path));
  // The worker runs the method of this very name, so what it answers is that method's result.
  const callOf =
    (worker: CalledWorker | LateWorker) =>
    <T>(call: WorkerCall): Promise<T> =>
      worker.call(call);
  const writer = await start('write');
  const reader = await start('read');
  const history = new LateWorker(() => start('read'), errorOf(path));
  const [write, read, look] = [callOf(writer), callOf(reader), callOf(history)];
  return {
    append: (...args) => write({ name: 'append', args }),
    saveSnapshot: (...args) => write({ name: 'saveSnapshot', args }),
    forget: (...args) => write({ name: 'forget', args }),
    head: (...args) => read({ name: 'head', args }),
    load: (...args) => read({ name: 'load', args }),
    read: (...args) => read({ name: 'read', args }),
    findAct: (...args) => read({ name: 'findAct', args }),
    clientIds: (...args) => read({ name: 'clientIds', args }),
    lastEdits: (...args) => read({ name: 'lastEdits', args }),
    news: (...args) => look({ name: 'news', args }),
    line: (...args) => look({ name: 'line', args }),
    density: (...args) => look({ name: 'density', args }),
    quietMoments: (...args) => look({ name: 'quietMoments', args }),
    people: (...args) => look({ name: 'people', args }),
    cursorAfter: (...args) => look({ name: 'cursorAfter', args }),
    history: (...args) => look({ name: 'history', args }),
    close: async () => {
      await Promise.all([reader.close(), history.close()]);
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
