// Which of SQLite's own errors mean that nothing can be stored just now, and which that a file is damaged.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isDamagedFile, isStorageFailure } from '../../../../server/storage/storage-failure.ts';
import { UpdateLogError } from '../../../../server/storage/update-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonpaper-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('it was expected to fail');
}

const made = (): DatabaseSync => {
  const database = new DatabaseSync(join(folder, 'some.sqlite'));
  database.exec('CREATE TABLE some (bytes BLOB, only INTEGER UNIQUE)');
  return database;
};
const kindOf = (error: unknown): readonly boolean[] => [isStorageFailure(error), isDamagedFile(error)];

test('[L14] a full disk, a file that may only be read and a folder that is away are no damage, and pass', () => {
  const database = made();
  database.exec('PRAGMA max_page_count = 1');
  expect(kindOf(errorOf(() => database.exec('INSERT INTO some VALUES (zeroblob(100000), 1)')))).toEqual([true, false]);
  database.exec('PRAGMA query_only = ON');
  expect(kindOf(errorOf(() => database.exec('INSERT INTO some VALUES (NULL, 1)')))).toEqual([true, false]);
  expect(kindOf(errorOf(() => new DatabaseSync(join(folder, 'no', 'such'))))).toEqual([true, false]);
  expect(kindOf(new UpdateLogError('disk', 'it is full'))).toEqual([true, false]);
});

test('[L14] a file that is none is damage, and what SQL refuses is neither', () => {
  writeFileSync(join(folder, 'none.sqlite'), 'This is no database. '.repeat(100));
  const none = new DatabaseSync(join(folder, 'none.sqlite'));
  expect(kindOf(errorOf(() => none.exec('CREATE TABLE some (x)')))).toEqual([false, true]);
  const database = made();
  database.exec('INSERT INTO some VALUES (NULL, 1)');
  expect(kindOf(errorOf(() => database.exec('INSERT INTO some VALUES (NULL, 1)')))).toEqual([false, false]);
  for (const kind of ['unknown', 'damaged', 'fault', 'closed', 'bad-cursor'] as const)
    expect(isStorageFailure(new UpdateLogError(kind, 'x'))).toBe(false);
});
