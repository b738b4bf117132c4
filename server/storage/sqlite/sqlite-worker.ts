// The thread entry of the SQLite workers. `workerData.serves` says which part of the storage this one is.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { serveCalls } from '../../workers/serve-calls.ts';
import { isDamagedFile, isStorageFailure } from '../storage-failure.ts';
import { UpdateLogError } from '../update-log.ts';
import { migrate } from './migrations.ts';
import { openLogFile } from './sqlite-file.ts';
import { SqliteHistory } from './sqlite-history.ts';
import { SqliteReads } from './sqlite-read.ts';
import { SqliteWrites } from './sqlite-write.ts';

export const Part = z.enum(['writes', 'reads', 'history']);
const Opened = z.object({ path: z.string(), sealKey: z.instanceof(Uint8Array), serves: Part });
const { path, sealKey, serves } = Opened.parse(workerData);

const database = openLogFile(path, serves === 'writes' ? 'write' : 'read');
const serving = {
  nameOf: kindOf,
  close: () => database.close(),
};
if (serves === 'writes') {
  migrate(database);
  serveCalls(new SqliteWrites(database, sealKey), serving);
} else if (serves === 'reads') {
  // The snapshot may be megabytes, and only the room that opens needs it.
  const transfer = { load: ({ snapshot }: ReturnType<SqliteReads['load']>) => (snapshot ? owned(snapshot.state) : []) };
  serveCalls(new SqliteReads(database, sealKey), { ...serving, transfer });
} else serveCalls(new SqliteHistory(database), serving);

function kindOf(error: unknown): string {
  if (error instanceof UpdateLogError) return error.kind;
  return isStorageFailure(error) ? 'disk' : isDamagedFile(error) ? 'damaged' : 'fault';
}

/** Its buffer, where that holds nothing else. */
function owned({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
