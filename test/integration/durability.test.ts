// Durable before visible: whatever anybody has seen or got a receipt for is there after kill -9, once, and the chains
// verify.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkChain } from '../../server/storage/chain.ts';
import { Act } from '../../shared/acts/act.ts';
import { DraftId, docName } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import type { ChildServer } from '../support/running-server.ts';
import { Person, sampleFolder, spawnServer } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { connectStock } from '../support/stock-client.ts';

const kills = process.env['LONG'] === '1' ? 100 : 6;
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Somebody types numbered words until the server is killed, as a word by chance is seen; returns those that a reader
 * saw, and acts that were answered.
 */
async function loadUntilKilled(
  server: ChildServer,
  round: number,
  random: Random,
): Promise<{ seen: Set<string>; answered: Set<string> }> {
  const people = await Promise.all(
    ['ukr-delegate', 'rus-delegate'].map(member => Person.sitsDown(server.address, member)),
  );
  const [writer, reader] = await Promise.all(people.map(person => connectStock(person)));
  const [person] = people;
  if (!writer || !reader || !person) throw new Error('two people were expected');
  const point = [...writer.doc.share.keys()][random.below(writer.doc.share.size)] ?? '';
  const seen = new Set<string>();
  const answered = new Set<string>();
  let count = 0;
  const dies = Promise.withResolvers<unknown>();
  const last = `⟨${round}.${random.below(40)}⟩`;
  const diesIfEnough = (): void => {
    if (seen.has(last) && answered.size > 1) dies.resolve(null);
  };
  reader.doc.on('update', () => {
    for (const word of flatText(bodyOf(reader.doc, point)).text.match(/⟨[^⟩]+⟩/g) ?? []) seen.add(word);
    diesIfEnough();
  });
  void writer.closed.then(dies.resolve); // the point is a locked one
  const typing = setInterval(() => writer.textOf(point).insert(0, `⟨${round}.${count++}⟩`), 2);
  const acting = setInterval(() => {
    const act = Act.parse({
      id: randomUUID(),
      kind: 'thread.open',
      point,
      anchor: null,
      needs: [],
      text: `round ${round}`,
    });
    person.act(act).then(
      response => {
        if (response.status === 201) answered.add(act.id);
        diesIfEnough();
      },
      () => undefined, // the server died before it answered
    );
  }, 7);
  await dies.promise;
  await server.kill('SIGKILL');
  clearInterval(typing);
  clearInterval(acting);
  for (const client of [writer, reader]) client.leave();
  return { seen, answered };
}

test(`[L1] after ${kills} kills at random moments nothing that was seen or answered is missing or doubled, and the chains verify`, async () => {
  const folder = sampleFolder();
  folders.push(folder);
  const random = new Random(20_261_123);
  const seen = new Set<string>();
  const answered = new Set<string>();
  let server = await spawnServer(folder);
  for (let round = 0; round < kills; round++) {
    const left = await loadUntilKilled(server, round, random);
    for (const word of left.seen) seen.add(word);
    for (const id of left.answered) answered.add(id);
    server = await spawnServer(folder);
  }
  const person = await Person.sitsDown(server.address, 'eur-head');
  const [text, shared] = [await connectStock(person), await connectStock(person, 'shared')];
  const words = [...text.doc.share.keys()].flatMap(
    point => flatText(bodyOf(text.doc, point)).text.match(/⟨[^⟩]+⟩/g) ?? [],
  );
  const threads = new DocRows(shared.doc).all('threads').map(thread => thread.id as string);
  for (const client of [text, shared]) client.leave();
  await server.kill('SIGTERM');
  expect(seen.size).toBeGreaterThan(kills);
  expect(answered.size).toBeGreaterThan(kills);
  expect([...seen].filter(word => !words.includes(word))).toEqual([]);
  expect(words.length).toBe(new Set(words).size);
  expect([...answered].filter(id => !threads.includes(id))).toEqual([]);
  await chainsVerify(folder);
});

test('[R8] SIGTERM drains: sockets close with 1012, nothing acknowledged is lost, exit 0', async () => {
  const folder = sampleFolder();
  folders.push(folder);
  const server = await spawnServer(folder);
  const person = await Person.sitsDown(server.address, 'ukr-head');
  const client = await connectStock(person);
  const [point = ''] = client.doc.share.keys();
  client.textOf(point).insert(0, 'Last words. ');
  const closed = new Promise<number>(resolve =>
    client.provider.on('connection-close', event => resolve(event?.code ?? 0)),
  );
  expect(await server.kill('SIGTERM')).toBe(0);
  expect(await closed).toBe(1012);
  client.leave();
  const again = await spawnServer(folder);
  const reader = await connectStock(await Person.sitsDown(again.address, 'rus-head'));
  expect(flatText(bodyOf(reader.doc, point)).text).toContain('Last words. ');
  reader.leave();
  await again.kill('SIGTERM');
});

async function chainsVerify(folder: string): Promise<void> {
  const { log, close } = await openStorageIn(folder);
  for (const part of ['text', 'shared'] as const) {
    const doc = docName(DraftId.parse('sample'), part);
    const entries = await log.read(doc, 0, 1_000_000);
    expect(checkChain(entries)).toEqual({ kind: 'intact', head: await log.head(doc) });
    const replayed = new Y.Doc();
    for (const entry of entries) Y.applyUpdate(replayed, entry.update);
    expect(replayed.store.pendingStructs).toBeNull();
  }
  await close();
}
