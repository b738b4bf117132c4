// What files keep of words that were redacted, and of readers who were not sent a version after all: nothing, neither
// in free pages nor ahead.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAccounts } from '../../../../server/access/accounts.ts';
import { Readers } from '../../../../server/access/readers.ts';
import { Checkpoints } from '../../../../server/storage/sqlite/checkpoints.ts';
import { CirculationId, DocName, DraftId } from '../../../../shared/ids.ts';
import { someSealKey } from '../../../support/folder-storage.ts';

const draft = DraftId.parse('d');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nonpaper-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const filesWith = (bytes: Buffer | string): string[] =>
  readdirSync(folder).filter(file => readFileSync(join(folder, file)).includes(bytes));

test('[L9] a checkpoint that is forgotten is gone from its file at once, deflated as it was', () => {
  const checkpoints = new Checkpoints(join(folder, 'record.sqlite'), someSealKey, () => undefined);
  const words = Buffer.from('These words were redacted by order. '.repeat(3));
  checkpoints.save(DocName.parse('d/text'), { seq: 2_500, hash: Buffer.alloc(32), update: words, authors: '{}' });
  expect(filesWith(deflateRawSync(words))).not.toEqual([]);
  checkpoints.forget(draft);
  expect(filesWith(deflateRawSync(words))).toEqual([]);
  checkpoints.close();
  expect(filesWith(deflateRawSync(words))).toEqual([]);
});

test('[N1] readers who were not sent a version after all are gone from their file', async () => {
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'));
  const readers = new Readers(accounts, () => 1);
  const id = CirculationId.parse('sent');
  await readers.prepare(draft, { id, note: 'Our fallback is five years', names: ['A. Nowak'] }, false);
  expect(filesWith('A. Nowak')).not.toEqual([]);
  await readers.drop(id);
  await accounts.destroy();
  expect([...filesWith('A. Nowak'), ...filesWith('five years')]).toEqual([]);
});
