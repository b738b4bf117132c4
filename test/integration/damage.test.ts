// What is stored beside the log was changed by somebody with a byte editor, or broke: nobody is shown it, it is told,
// and it is made anew of the log.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';

let folder: string;
let server: TestServer;
beforeEach(async () => {
  folder = sampleFolder();
  server = await startTestServer({ folder });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** The words of all points, as whoever joins now gets them. */
async function wordsNow(): Promise<string> {
  const { doc, leave } = await connectStock(await Person.sitsDown(server.address, 'chair'));
  const words = [...doc.share.keys()].sort().map(point => flatText(bodyOf(doc, point)).text);
  leave();
  return words.join('\n');
}

async function startsAgain(meanwhile: () => void): Promise<void> {
  await server.stop();
  meanwhile();
  server = await startTestServer({ folder });
}

/** `change`: SQL on one of the folder's files. */
function inFile(file: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, file));
  work(database);
  database.close();
}

/** One word of the stored words is another now: same length, so that all else still fits. */
function changesSnapshot(database: DatabaseSync): void {
  const { state } = database.prepare("SELECT state FROM snapshot WHERE doc = 'sample/text'").get() ?? {};
  if (!(state instanceof Uint8Array)) throw new Error('there is no snapshot of the words');
  const changed = Buffer.from(state).toString('latin1').replace('shall', 'SHALL');
  expect(changed).not.toBe(Buffer.from(state).toString('latin1'));
  database.prepare("UPDATE snapshot SET state = ? WHERE doc = 'sample/text'").run(Buffer.from(changed, 'latin1'));
}

test('[L12] a word that was changed in a snapshot is shown to nobody; it is told, and the next snapshot is true', async () => {
  const true_ = await wordsNow();
  await startsAgain(() => inFile('log.sqlite', changesSnapshot));
  expect(await wordsNow()).toBe(true_);
  expect(server.said()).toContain('The snapshot of sample/text was changed since it was made.');
  await startsAgain(() => undefined);
  expect(await wordsNow()).toBe(true_);
  expect(server.said()).toBe('');
});

test('[L12] a snapshot that claims to be of a later entry is neither used nor in the way of the next one', async () => {
  const true_ = await wordsNow();
  const later = 'UPDATE snapshot SET seq = seq + 5000';
  await startsAgain(() => inFile('log.sqlite', database => database.exec(later)));
  expect(await wordsNow()).toBe(true_);
  await startsAgain(() => undefined);
  expect(await wordsNow()).toBe(true_);
  expect(server.said()).toBe('');
});

test('[L12] a snapshot of another document, put in the place of this one, is not used', async () => {
  const true_ = await wordsNow();
  const swap = `UPDATE snapshot SET (seq, state, seal) =
    (SELECT seq, state, seal FROM snapshot WHERE doc = 'sample/shared') WHERE doc = 'sample/text'`;
  await startsAgain(() => inFile('log.sqlite', database => database.exec(swap)));
  expect(await wordsNow()).toBe(true_);
  expect(server.said()).toContain('The snapshot of sample/text');
});

test('[L12] a draft opens, and its history is read, where the file of checkpoints is no database any more', async () => {
  await startsAgain(() => writeFileSync(join(folder, 'record.sqlite'), 'These bytes are nothing.'.repeat(1_000)));
  const chair = await Person.sitsDown(server.address, 'chair');
  const moment = await chair.get(`/api/drafts/sample/moments/now?seat=${chair.seat.id}`);
  expect(moment.status).toBe(200);
  expect(server.said()).toMatch(/record.sqlite is damaged .* set aside as .*record.sqlite.damaged-/);
  const aside = readdirSync(folder).find(file => file.startsWith('record.sqlite.damaged-'));
  expect(readFileSync(join(folder, aside ?? '')).toString()).toContain('These bytes are nothing.');
});

/** One word in one entry is another now, and no snapshot hides it. */
function changesEntry(database: DatabaseSync): void {
  const rows = database.prepare("SELECT seq, content FROM log WHERE doc = 'sample/text' ORDER BY seq").all();
  const row = rows.find(({ content }) => content instanceof Uint8Array && Buffer.from(content).includes('shall'));
  if (!(row?.['content'] instanceof Uint8Array)) throw new Error('no entry holds the word');
  const changed = Buffer.from(Buffer.from(row['content']).toString('latin1').replace('shall', 'SHALL'), 'latin1');
  database.exec('DROP TRIGGER log_is_never_rewritten; DELETE FROM snapshot');
  const own = "document = (SELECT id FROM document WHERE name = 'sample/text')";
  database.prepare(`UPDATE entry SET content = ? WHERE ${own} AND seq = ?`).run(changed, row['seq'] ?? 0);
}

test('[L13] a draft one of whose entries was changed does not open; it is told, and other drafts go on', async () => {
  const before = await Person.sitsDown(server.address, 'chair');
  const made = await before.posts(`/api/drafts?seat=${before.seat.id}`, {
    title: 'Another',
    like: 'sample',
    outline: { title: null, themes: [{ title: 'Theme', points: [] }] },
  });
  expect(made.status, await made.clone().text()).toBe(201);
  await startsAgain(() => inFile('log.sqlite', changesEntry));
  const view = await fetch(`${server.address}/api/drafts/sample?seat=${before.seat.id}`, {
    headers: { Cookie: before.cookie },
  });
  expect([view.status, await view.json()]).toMatchObject([500, { type: 'urn:nonpaper:problem:damaged-record' }]);
  expect(server.said()).toMatch(/Draft sample does not open: entry \d+ of sample\/text is damaged/);
  for (let times = 0; times < 20; times++) await fetch(`${server.address}/api/welcome`);
  expect(server.said().match(/does not open/g), 'its log is not read for each who asks').toHaveLength(1);
  const welcome = await (await fetch(`${server.address}/api/welcome`)).json();
  expect(welcome).toMatchObject({ damaged: 1, drafts: [{ title: 'Another' }] });
});

test('[L13] an entry that was changed after the draft was opened is not shown in the past', async () => {
  const chair = await Person.sitsDown(server.address, 'chair');
  inFile('log.sqlite', changesEntry);
  const moment = await chair.get(`/api/drafts/sample/moments/now?seat=${chair.seat.id}`);
  expect([moment.status, await moment.json()]).toMatchObject([500, { type: 'urn:nonpaper:problem:damaged-record' }]);
});

test.each([
  ['a delegate into the chair', "UPDATE member SET role = 'chair', party = NULL WHERE id = 'rus-delegate'"],
  ['a delegate into nobody that there can be', "UPDATE member SET role = 'emperor' WHERE id = 'rus-delegate'"],
  ['the record’s members into none', 'DELETE FROM member'],
  [
    'the seal into none',
    "UPDATE membership SET seal = NULL; UPDATE member SET role = 'chair' WHERE id = 'rus-delegate'",
  ],
])('[L12] who changes %s in the accounts changes nobody’s role', async (_, change) => {
  const before = (await (await Person.sitsDown(server.address, 'chair')).view()).members;
  await startsAgain(() => inFile('accounts.sqlite', database => database.exec(change)));
  expect((await (await Person.sitsDown(server.address, 'chair')).view()).members).toEqual(before);
  expect(server.said().includes('The members of sample were changed')).toBe(!change.includes('seal'));
});

test('[L12] members that were changed while the draft stood open are made right by the next act on them', async () => {
  const chair = await Person.sitsDown(server.address, 'chair');
  inFile('accounts.sqlite', database => database.exec("UPDATE member SET role = 'chair' WHERE id = 'rus-delegate'"));
  const act = { kind: 'member.remove', member: 'ukr-delegate' };
  const answer = await chair.posts(`/api/drafts/sample/acts?seat=${chair.seat.id}`, { id: randomUUID(), ...act });
  expect(answer.status, await answer.text()).toBe(201);
  const before = (await chair.view()).members;
  await startsAgain(() => undefined);
  expect((await (await Person.sitsDown(server.address, 'chair')).view()).members).toEqual(before);
});
