// A worker that the start does not wait for: real threads, on a log file of their own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../../../../server/storage/sqlite/sqlite-storage.ts';
import { CalledWorker } from '../../../../server/workers/called-worker.ts';
import { LateWorker } from '../../../../server/workers/late-worker.ts';
import { someSealKey } from '../../../support/folder-storage.ts';

const worker = new URL('../../../../server/storage/sqlite/sqlite-worker.ts', import.meta.url);
const errorOf = (error: string): Error => new Error(error);
const head = { name: 'head', args: ['d/shared'] };

async function logFile(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'nonpaper-late-')), 'log.sqlite');
  await (await openSqliteStorage(path, someSealKey)).close();
  return path;
}

test('[B4] a thread that could not start is tried again with the next call', async () => {
  const path = await logFile();
  const paths = [`${path}.missing`, path];
  const late = new LateWorker(
    () => CalledWorker.start(worker, { path: paths.shift() ?? path, sealKey: someSealKey, serves: 'reads' }, errorOf),
    errorOf,
  );
  await expect(late.call(head)).rejects.toThrow('start');
  const both = await Promise.all([late.call(head), late.call(head)]);
  expect(both[0]).toMatchObject({ seq: 0 });
  expect(both[1]).toEqual(both[0]);
  expect(paths, 'one thread answered both').toEqual([]);
  await late.close();
});

test('[B4] a thread that nobody asked is not started by its closing, nor by a call after it', async () => {
  let started = 0;
  const late = new LateWorker(() => {
    started++;
    return CalledWorker.start(worker, { path: 'nowhere', sealKey: someSealKey, serves: 'reads' }, errorOf);
  }, errorOf);
  await late.close();
  await expect(late.call(head)).rejects.toThrow('closed');
  expect(started).toBe(0);
});
