// Every update log against the one contract; and what only a file can be asked.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { MemoryUpdateLog } from '../../server/storage/memory-update-log.ts';
import { openSqliteUpdateLog } from '../../server/storage/sqlite-update-log.ts';
import { newFolder } from '../support/running-server.ts';
import { describeUpdateLog } from './update-log.contract.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function newPath(): string {
  const folder = newFolder();
  folders.push(folder);
  return join(folder, 'log.sqlite');
}

describeUpdateLog('in memory', async () => new MemoryUpdateLog());
describeUpdateLog('on SQLite', () => openSqliteUpdateLog(newPath()));

test('[L6] the file itself refuses to rewrite or cut the log', async () => {
  const path = newPath();
  await (await openSqliteUpdateLog(path)).close();
  const file = new DatabaseSync(path);
  file.exec("INSERT INTO entry VALUES (1, 1, 1, 1, 1, '{}', NULL, x'00', x'00', x'00', NULL, NULL)");
  expect(() => file.exec('UPDATE entry SET actor = 2')).toThrow('never rewritten');
  expect(() => file.exec('DELETE FROM entry')).toThrow('whole draft');
  file.close();
});

test('[L2] commits are synced: the writer’s file is in WAL mode with synchronous=FULL', async () => {
  const path = newPath();
  const log = await openSqliteUpdateLog(path);
  const file = new DatabaseSync(path, { readOnly: true });
  expect(file.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  file.close();
  await log.close();
});

test('[L2] a file that is no database stops the start with a sentence that names it', async () => {
  const path = newPath();
  writeFileSync(path, 'this is not a database, and long enough to be looked at as one'.repeat(20));
  await expect(openSqliteUpdateLog(path)).rejects.toThrow(path);
});
