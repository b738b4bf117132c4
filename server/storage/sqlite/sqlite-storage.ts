// Storage on SQLite: a worker that writes, one that reads what rooms and acts wait for, and one that reads the history,
// so that a slow disk freezes no room and no search delays an act. Holds no SQL: that is in sqlite-write.ts,
// sqlite-read.ts and sqlite-history.ts.
import { z } from 'zod';
import type { ErrorOf } from '../../workers/called-worker.ts';
import { CalledWorker } from '../../workers/called-worker.ts';
import { LateWorker } from '../../workers/late-worker.ts';
import { remote } from '../../workers/remote.ts';
import type { DraftStorage } from '../draft-storage.ts';
import type { SealKey } from '../seal.ts';
import { UpdateLogError } from '../update-log.ts';
import type { SqliteHistory } from './sqlite-history.ts';
import type { SqliteReads } from './sqlite-read.ts';
import type { SqliteWrites } from './sqlite-write.ts';

export type SqliteStorage = DraftStorage & {
  /** A whole copy of the file as it is now, in a new one. */
  copyTo(path: string): Promise<void>;
};

/** Opens or makes the file. Rejects with a sentence that names the path. */
export async function openSqliteStorage(path: string, sealKey: SealKey): Promise<SqliteStorage> {
  const start = (serves: 'writes' | 'reads' | 'history'): Promise<CalledWorker> =>
    CalledWorker.start(new URL('./sqlite-worker.ts', import.meta.url), { path, sealKey, serves }, errorOf(path));
  const writer = await start('writes');
  const reader = await start('reads');
  const searcher = new LateWorker(() => start('history'), errorOf(path));
  const [writes, reads] = [remote<SqliteWrites>(writer), remote<SqliteReads>(reader)];
  return {
    log: {
      append: writes.append,
      saveSnapshot: writes.saveSnapshot,
      forget: writes.forget,
      tryWrite: writes.tryWrite,
      dropSnapshots: writes.dropSnapshots,
      head: reads.head,
      heads: reads.heads,
      load: reads.load,
      read: reads.read,
      findAct: reads.findAct,
      clientIds: reads.clientIds,
      lastEdits: reads.lastEdits,
    },
    history: remote<SqliteHistory>(searcher),
    copyTo: writes.copyTo,
    close: async () => {
      await Promise.all([reader.close(), searcher.close()]);
      await writer.close(); // the last one out folds the write-ahead file into the log; a reader could not
    },
  };
}

/** What the worker calls an error of its own. */
const Kind = z.enum(['bad-cursor', 'damaged', 'disk', 'fault']).catch('fault');

/** A worker that died in the middle of a write may or may not have committed it. */
const errorOf =
  (path: string): ErrorOf =>
  (error, message, call) => {
    if (error === 'start') return new UpdateLogError('disk', `The log ${path} cannot be opened: ${message}.`);
    if (error === 'closed') return new UpdateLogError(call === 'append' ? 'unknown' : 'closed', `The log: ${message}`);
    return new UpdateLogError(Kind.parse(error), message);
  };
