// The check of a data folder: it replays the log and trusts no seal, since whoever edits files may hold the key. As a
// command beside a running server, and as the sweep in the background.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForCheck, readSealKey } from '../../server/checks/open-for-check.ts';
import { TextFold } from '../../server/record/text-fold.ts';
import { sealOf } from '../../server/storage/seal.ts';
import { Checkpoints } from '../../server/storage/sqlite/checkpoints.ts';
import { entryHashOf } from '../../server/storage/sqlite/stored-snapshot.ts';
import { DocName } from '../../shared/ids.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { standing } from '../support/circulating.ts';
import { RandomNegotiation } from '../support/random-negotiation.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { connectStock } from '../support/stock-client.ts';

let folder: string;
let server: TestServer | null = null;
beforeEach(() => {
  folder = sampleFolder();
});
afterEach(async () => {
  await server?.stop();
  server = null;
  rmSync(folder, { recursive: true });
});

const starts = async (env = {}): Promise<TestServer> => {
  server = await startTestServer({ folder, env });
  return server;
};
const stops = async (): Promise<void> => {
  await server?.stop();
  server = null;
};

function checks(): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/check.ts'], {
    env: { ...process.env, NONPAPER_DATA: folder },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

function inFile(file: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, file));
  work(database);
  database.close();
}

const changed = (bytes: Uint8Array): Buffer =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replace('shall', 'SHALL'), 'latin1');
const bytesIn = (value: unknown): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  throw new Error('bytes were expected');
};
const doc = DocName.parse('sample/text');

/** One word is another now, under a true seal: done by somebody who has the server's key. */
function forgesSnapshot(database: DatabaseSync): void {
  const row = database.prepare('SELECT seq, state FROM snapshot WHERE doc = ?').get(doc);
  const [seq, state] = [Number(row?.['seq']), changed(bytesIn(row?.['state']))];
  const entryHash = entryHashOf(database, doc, seq);
  const seal = sealOf(readSealKey(folder), { kind: 'snapshot', doc, seq, entryHash, content: [state] });
  database.prepare('UPDATE snapshot SET state = ?, seal = ? WHERE doc = ?').run(state, seal, doc);
}

async function textsIn(address: string): Promise<string> {
  const { doc: words, leave } = await connectStock(await Person.sitsDown(address, 'chair'));
  const texts = [...words.share.keys()].sort().map(point => flatText(bodyOf(words, point)).text);
  leave();
  return texts.join('\n');
}

test('[L16] the check of a whole folder says so, also while a server works in it', async () => {
  expect(checks()).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^sample: whole \(\d+ entries of words, \d+ of/),
  });
  const { address } = await starts();
  const client = await connectStock(await Person.sitsDown(address, 'ukr-delegate'));
  const point = [...client.doc.share.keys()][3] ?? '';
  for (let word = 0; word < 30; word++) client.textOf(point).insert(0, `word ${word} `);
  expect(checks()).toMatchObject({ code: 0, said: expect.stringContaining('1 draft, 0 with something wrong.') });
  client.leave();
});

test('[L16] a snapshot that was forged with the server’s own key is found', async () => {
  await starts();
  await stops();
  inFile('log.sqlite', forgesSnapshot);
  expect(checks()).toMatchObject({
    code: 1,
    said: expect.stringMatching(/The snapshot of sample\/text at entry \d+ is not what the entries say/),
  });
});

test('[L16] the sweep finds a forged snapshot, and whoever was shown it is shown the truth', async () => {
  await starts();
  const truth = await textsIn(server?.address ?? '');
  await stops();
  inFile('log.sqlite', forgesSnapshot);
  const { address, said } = await starts({ NONPAPER_SWEEP_MS: '1000' });
  expect(await textsIn(address)).not.toBe(truth);
  while (!said().includes('is not what the entries say')) await standing(await Person.sitsDown(address, 'chair'));
  while ((await textsIn(address)) !== truth);
  await stops();
  expect(checks().code).toBe(0);
});

/** Of the words at an entry, under a true seal. */
function savesCheckpoint(change: (update: Uint8Array) => Uint8Array): void {
  const opened = openForCheck(folder, readSealKey(folder));
  const fold = new TextFold();
  const entries = opened.stored.entries(doc, 0, 20);
  for (const entry of entries) fold.apply(entry);
  opened.close();
  const checkpoints = new Checkpoints(join(folder, 'record.sqlite'), readSealKey(folder), () => undefined);
  const { update, authors } = fold.save();
  const { seq = 0, hash = new Uint8Array() } = entries.at(-1) ?? {};
  checkpoints.save(doc, { seq, hash, update: change(update), authors });
  checkpoints.close();
}

test('[L16] a checkpoint that was forged and members that were changed are found', async () => {
  await starts();
  await stops();
  savesCheckpoint(update => update);
  expect(checks()).toMatchObject({ code: 0 });
  savesCheckpoint(changed);
  inFile('accounts.sqlite', database => database.exec("UPDATE member SET role = 'chair' WHERE id = 'observer'"));
  const { code, said } = checks();
  expect(code).toBe(1);
  expect(said).toContain('The members of sample are not those that the record says.');
  expect(said).toMatch(/The checkpoint of sample\/text at entry \d+ is not what the entries say/);
});

test('[L16] what was written, moved, restored and redacted by order raises no false alarm', async () => {
  const negotiation = await RandomNegotiation.begins(await starts(), new Random(1));
  await negotiation.goesOn(25);
  const { chair } = negotiation;
  let redacted = 0;
  for (const { id } of (await chair.history('&limit=60')).entries) {
    const order = { run: id, reason: 'By order' };
    if ((await chair.posts(`/api/drafts/sample/redactions?seat=${chair.seat.id}`, order)).status === 201) redacted++;
  }
  expect(redacted).toBeGreaterThan(0);
  expect(checks()).toMatchObject({ code: 0 });
  await stops();
  expect(checks()).toMatchObject({ code: 0 });
});

test('[L16] a folder that cannot be checked is named in a sentence', () => {
  rmSync(join(folder, 'log.sqlite'));
  const { code, said } = checks();
  expect([code, said]).toEqual([1, expect.stringMatching(/cannot be checked: unable to open database file/)]);
});
