// The thread entry of the record: its own connection to the log, its own file of checkpoints, and a RecordReader over
// both. A long replay here delays no commit.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { DraftId } from '../../shared/ids.ts';
import { Checkpoints } from '../storage/sqlite/checkpoints.ts';
import { openLogFile } from '../storage/sqlite/sqlite-file.ts';
import { SqliteHistory } from '../storage/sqlite/sqlite-history.ts';
import { SqliteReads } from '../storage/sqlite/sqlite-read.ts';
import { isDamagedFile, isStorageFailure } from '../storage/storage-failure.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import { serveCalls, tellOwner } from '../workers/serve-calls.ts';
import { RecordReader } from './record-reader.ts';

const Opened = z.object({ log: z.string(), checkpoints: z.string(), sealKey: z.instanceof(Uint8Array) });
const { log: logPath, checkpoints: path, sealKey } = Opened.parse(workerData);
const database = openLogFile(logPath, 'read');
const checkpoints = new Checkpoints(path, sealKey, tellOwner);
const reader = new RecordReader(new SqliteReads(database, sealKey), new SqliteHistory(database), checkpoints);

/**
 * Whoever looked back once looks back again: the next moment is quick. On a full disk it is as slow as this one was,
 * and nothing else.
 */
function advance(draft: DraftId): void {
  try {
    reader.advance(draft);
  } catch {}
}

function nameOf(error: unknown): string {
  if (error instanceof UpdateLogError) return error.kind;
  if (isDamagedFile(error)) return 'damaged';
  if (isStorageFailure(error)) return 'disk';
  return error instanceof Error ? error.name : 'Error';
}

serveCalls(reader, {
  nameOf,
  after: ({ name, args: [draft] }) => {
    if (name === 'moment' || name === 'comparison') advance(DraftId.parse(draft));
  },
  close: () => {
    database.close();
    checkpoints.close();
  },
});
