// Checkpoints that something changed since they were made, and a file of them that broke.
import { mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Checkpoints } from '../../../../server/storage/sqlite/checkpoints.ts';
import { DocName } from '../../../../shared/ids.ts';
import { someSealKey } from '../../../support/folder-storage.ts';

const doc = DocName.parse('d/text');
const at = (seq: number) => ({ seq, hash: Buffer.alloc(32, seq), update: Buffer.from(`state ${seq}`), authors: '{}' });
let folder: string;
let told: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonpaper-test-'));
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (): string => join(folder, 'record.sqlite');
const open = (): Checkpoints => new Checkpoints(path(), someSealKey, damage => told.push(damage));

function saved(...seqs: readonly number[]): void {
  const checkpoints = open();
  for (const seq of seqs) checkpoints.save(doc, at(seq));
  checkpoints.close();
}

function inFile(sql: string, ...values: readonly (number | Uint8Array)[]): void {
  const database = new DatabaseSync(path());
  database.prepare(sql).run(...values);
  database.close();
}

test.each([
  ['state', deflateRawSync('state 9')],
  ['authors', deflateRawSync('{"people":[]}')],
  ['hash', Buffer.alloc(32, 9)],
  ['seal', Buffer.alloc(32)],
  ['seq', 4],
])('[L12] where the %s of a checkpoint was changed, the one before it is used', (column, value) => {
  saved(2, 5);
  inFile(`UPDATE sealed_checkpoint SET ${column} = ? WHERE seq = 5`, value);
  const checkpoints = open();
  expect(checkpoints.before(doc, 9)?.seq).toBe(2);
  expect(told).toHaveLength(1);
  expect(checkpoints.newestSeq(doc)).toBe(2);
  expect(checkpoints.authorsBetween(doc, 0, 9)).toEqual(['{}']);
  expect(told).toHaveLength(1);
  checkpoints.close();
});

test('[L12] what somebody put in without the key is not asked for its authors', () => {
  saved(2);
  inFile('UPDATE sealed_checkpoint SET authors = ?', deflateRawSync('{"people":["Mallory"]}'));
  const checkpoints = open();
  expect(checkpoints.authorsBetween(doc, 0, 9)).toEqual([]);
  checkpoints.close();
});

test('[L12] a file that breaks while it is open is set aside, and goes on empty', () => {
  const checkpoints = open();
  for (let seq = 1; seq <= 200; seq++)
    checkpoints.save(doc, { ...at(seq), authors: JSON.stringify(`${seq}`.repeat(99)) });
  checkpoints.close();
  const again = open();
  const file = openSync(path(), 'r+');
  for (let page = 2; page < 10; page++) writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, page * 4_096);
  expect(again.before(doc, 150)).toBe(null);
  again.save(doc, at(7));
  expect(again.before(doc, 150)?.seq).toBe(7);
  expect(readdirSync(folder).some(name => name.startsWith('record.sqlite.damaged-'))).toBe(true);
  again.close();
});
