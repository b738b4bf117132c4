// Files of the data folder are missing, older or damaged at the start, or are deleted under a running server: it is
// said which, since when and what to do, and what can be saved is.

import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { does, onPoint, pointAt, standing } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, spawnServer, startTestServer } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';

let folder: string;
beforeEach(() => {
  folder = sampleFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (file: string): string => join(folder, file);
const within = (file: string, work: (path: string) => void): void => {
  for (const suffix of ['', '-wal', '-shm']) work(inFolder(file + suffix));
};
const removes = (file: string): void => within(file, path => rmSync(path, { force: true }));

/** Somebody says something on point 4, and everything is stored. */
async function runs(text: string, env = {}): Promise<TestServer> {
  const server = await startTestServer({ folder, env });
  const chair = await Person.sitsDown(server.address, 'chair');
  await does(chair, onPoint(await pointAt(chair, 4), text));
  return server;
}

async function saidIn(address: string): Promise<readonly string[]> {
  const { rows } = await standing(await Person.sitsDown(address, 'chair'));
  return [...rows.all('comments')].flatMap(({ body }) => (body.kind === 'said' ? [body.text] : []));
}

test('[L15] a log that lacks acknowledged entries stops the start in words, until the operator goes on without them', async () => {
  await (await runs('Said first.')).stop();
  cpSync(inFolder('log.sqlite'), inFolder('older.sqlite'));
  await (await runs('Said later.')).stop();
  removes('log.sqlite');
  renameSync(inFolder('older.sqlite'), inFolder('log.sqlite'));
  await expect(startTestServer({ folder })).rejects.toThrow(
    /log.sqlite lacks what this server has acknowledged, the last of it at 20.* UTC: sample\/shared lacks 1 entry after 20.* UTC\. Put back a whole copy .*NONPAPER_ACCEPT_LOSS=1/,
  );
  const server = await startTestServer({ folder, env: { NONPAPER_ACCEPT_LOSS: '1' } });
  expect(server.said()).toContain('The server goes on without it');
  expect(await saidIn(server.address)).toEqual(expect.arrayContaining(['Said first.']));
  expect(await saidIn(server.address)).not.toContain('Said later.');
  await server.stop();
  const again = await startTestServer({ folder });
  expect(again.said()).toBe('');
  await again.stop();
});

test('[L15] a missing log stops the start in words', async () => {
  await (await runs('Said.')).stop();
  removes('log.sqlite');
  await expect(startTestServer({ folder })).rejects.toThrow(/sample\/text lacks \d+ entries/);
});

test('[L15] heads that somebody changed, or that are no file any more, keep no draft from opening', async () => {
  await (await runs('Said.')).stop();
  writeFileSync(inFolder('heads.sqlite'), 'These bytes are nothing.'.repeat(1_000));
  const server = await startTestServer({ folder });
  expect(await saidIn(server.address)).toContain('Said.');
  expect(server.said()).toContain('heads.sqlite is damaged');
  await server.stop();
});

test.each([
  ['missing', () => removes('accounts.sqlite'), /accounts.sqlite is missing/],
  [
    'damaged',
    () => within('accounts.sqlite', path => path.endsWith('e') && writeFileSync(path, 'Nothing. '.repeat(9_000))),
    /accounts.sqlite is damaged .* set aside as/,
  ],
] as const)(
  '[L15] where the accounts are %s it is told, and every draft is there with its members',
  async (_, breaks, told) => {
    const before = await runs('Said.');
    const members = (await (await Person.sitsDown(before.address, 'chair')).view()).members;
    await before.stop();
    breaks();
    const server = await startTestServer({ folder });
    expect(server.said()).toMatch(told);
    const welcome = await (await fetch(`${server.address}/api/welcome`)).json();
    expect(welcome).toMatchObject({ damaged: 0, drafts: [{ id: 'sample' }] });
    const chair = await Person.sitsDown(server.address, 'chair');
    expect((await chair.view()).members).toEqual(members);
    expect(await saidIn(server.address)).toContain('Said.');
    await server.stop();
  },
);

test('[L15] what is written ahead is deleted under a running server: it says so, ends, and nothing is lost', async () => {
  const server = await spawnServer(folder);
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  const point = await pointAt(ukr, 4);
  const { doc, textOf } = await connectStock(ukr);
  textOf(point).insert(0, 'Written ahead. ');
  await does(ukr, onPoint(point, 'Said.'));
  rmSync(inFolder('log.sqlite-wal'));
  const [code] = await once(server.process, 'exit');
  expect(code).toBe(1);
  expect(server.said()).toMatch(/log.sqlite-wal was deleted or replaced while the server runs.*start it again/);
  const again = await startTestServer({ folder });
  expect(await saidIn(again.address)).toContain('Said.');
  const there = await standing(await Person.sitsDown(again.address, 'chair'));
  expect(flatText(bodyOf(there.text, point)).text).toBe(flatText(bodyOf(doc, point)).text);
  await again.stop();
});

test('[L15] the log is deleted under a running server: a whole copy is saved beside it, and works in its place', async () => {
  const server = await spawnServer(folder);
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  await does(ukr, onPoint(await pointAt(ukr, 4), 'Said.'));
  rmSync(inFolder('log.sqlite'));
  const [code] = await once(server.process, 'exit');
  expect(code).toBe(1);
  expect(server.said()).toMatch(/log.sqlite was deleted or replaced .*put it in its place/);
  const copy = readdirSync(folder).find(file => file.startsWith('log.sqlite.rescued-'));
  expect(readFileSync(inFolder(copy ?? '')).length).toBeGreaterThan(10_000);
  removes('log.sqlite');
  renameSync(inFolder(copy ?? ''), inFolder('log.sqlite'));
  const again = await startTestServer({ folder });
  expect(await saidIn(again.address)).toContain('Said.');
  await again.stop();
});
