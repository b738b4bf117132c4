// Every storage against the one contract; and what only a file can be asked.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { memoryStorage } from '../../server/storage/memory-update-log.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/sqlite-storage.ts';
import { ActId, docName } from '../../shared/ids.ts';
import { someSealKey } from '../support/folder-storage.ts';
import { chair, longDraft, longRecord } from '../support/record-on-disk.ts';
import { newFolder } from '../support/running-server.ts';
import { describeStorage } from './draft-storage.contract.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function newPath(): string {
  const folder = newFolder();
  folders.push(folder);
  return join(folder, 'log.sqlite');
}

describeStorage('in memory', async () => memoryStorage());
describeStorage('on SQLite', () => openSqliteStorage(newPath(), someSealKey));

test('[L6] the file itself refuses to rewrite or cut the log', async () => {
  const path = newPath();
  await (await openSqliteStorage(path, someSealKey)).close();
  const file = new DatabaseSync(path);
  file.exec("INSERT INTO entry VALUES (1, 1, 1, 1, 1, '{}', NULL, x'00', x'00', x'00', NULL, NULL)");
  expect(() => file.exec('UPDATE entry SET actor = 2')).toThrow('never rewritten');
  expect(() => file.exec('DELETE FROM entry')).toThrow('whole draft');
  file.close();
});

test('[L2] commits are synced: the writer’s file is in WAL mode with synchronous=FULL', async () => {
  const path = newPath();
  const storage = await openSqliteStorage(path, someSealKey);
  const file = new DatabaseSync(path, { readOnly: true });
  expect(file.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  file.close();
  await storage.close();
});

test('[L2] a file that is no database stops the start with a sentence that names it', async () => {
  const path = newPath();
  writeFileSync(path, 'this is not a database, and long enough to be looked at as one'.repeat(20));
  await expect(openSqliteStorage(path, someSealKey)).rejects.toThrow(path);
});

test('[B4] what an act waits for is looked up while the history is being searched', async () => {
  const record = await longRecord(1, 1_000, 1_000);
  const asked = { draft: longDraft, words: 'no such words anywhere', limit: 200 };
  let searched = 0;
  const searches = Array.from({ length: 100 }, () => record.history.lines(asked).then(() => searched++));
  const act = ActId.parse('an-act');
  await Promise.all([record.log.findAct(longDraft, chair.member, act), record.log.head(docName(longDraft, 'text'))]);
  expect(searched).toBeLessThan(searches.length);
  await Promise.all(searches);
  await record.close();
});
