// A real server whose disk fails: nothing acknowledged is lost, reading and joining go on, what must be stored is
// refused in words, and all of it resumes by itself.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { day, does, onPoint, path, pointAt, problemOf, sendsNow, standing } from '../support/circulating.ts';
import type { ChildServer } from '../support/running-server.ts';
import { Person, sampleFolder, spawnServer } from '../support/running-server.ts';
import { connectStock, until } from '../support/stock-client.ts';
import { failDisk, mendDisk } from '../support/storage-limit.ts';

const folder = sampleFolder();
let server: ChildServer;
beforeAll(async () => {
  server = await spawnServer(folder);
});
afterAll(async () => {
  await server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const refused = [503, 'cannot-store'];
const wordsOf = async (who: Person, point: string): Promise<string> =>
  flatText(bodyOf((await standing(who)).text, point)).text;

test('[L14] while nothing can be stored people read and come, what must be stored is refused in words, and all resumes', async () => {
  const [chair, ukr, rus] = (await Promise.all(
    ['chair', 'ukr-delegate', 'rus-delegate'].map(member => Person.sitsDown(server.address, member)),
  )) as [Person, Person, Person];
  const { reader, version } = await sendsNow(chair, 'Rev. 1', 'Ann of A');
  const point = await pointAt(chair, 4);
  const writer = await connectStock(ukr);
  const before = await wordsOf(chair, point);
  await does(ukr, onPoint(point, 'Stored before.'));

  failDisk(server);
  writer.textOf(point).insert(0, 'Typed meanwhile. ');
  const comment = { id: randomUUID(), ...onPoint(point, 'Said meanwhile.') };
  const circulation = { version, note: '', until: Date.now() + day, parties: [], names: ['Ben'] };
  const order = { moment: '1', points: [], outline: null };
  for (const asked of [
    () => ukr.act(comment as never), // read by the server's schema
    () => ukr.act({ id: randomUUID(), kind: 'version.name', name: 'Never' } as never),
    () => reader.says(onPoint(point, 'Said by a reader.')),
    () => chair.posts(path(chair, 'circulations'), { id: randomUUID(), ...circulation }),
    () => chair.posts(path(chair, 'restorations'), { id: randomUUID(), ...order }),
    () => chair.posts('/api/seats', { draft: 'sample', member: 'observer' }),
    () => chair.puts(path(chair, 'reading'), { all: Date.now(), marks: {} }),
  ])
    expect(await problemOf(await asked()), asked.toString()).toEqual(refused);

  const newcomer = await connectStock(rus);
  expect(flatText(bodyOf(newcomer.doc, point)).text).toBe(before);
  for (const read of ['', 'history', 'moments/now', 'moments/5', 'comparison?from=5&to=now', 'reading', 'export.md'])
    expect((await rus.get(path(rus, read))).status, read).toBe(200);
  expect((await reader.asks()).status).toBe(200);
  expect((await rus.view()).members.length).toBeGreaterThan(3);
  expect(writer.provider.wsconnected).toBe(true);

  mendDisk(server);
  await until(() => flatText(bodyOf(newcomer.doc, point)).text !== before, newcomer.doc as never, 'update');
  expect(await wordsOf(rus, point)).toBe(`Typed meanwhile. ${before}`);
  expect((await ukr.act(comment as never)).status).toBe(201);
  expect(server.said().match(/"level":50/g), server.said()).toHaveLength(1);
  expect(server.said()).toContain('the server can store again');

  await server.kill('SIGKILL');
  server = await spawnServer(folder);
  const again = await Person.sitsDown(server.address, 'rus-delegate');
  expect(await wordsOf(again, point)).toBe(`Typed meanwhile. ${before}`);
  const said = [...(await standing(again)).rows.all('comments')].flatMap(({ body }) =>
    body.kind === 'said' ? [body.text] : [],
  );
  expect(said).toEqual(expect.arrayContaining(['Stored before.', 'Said meanwhile.']));
  expect(said).not.toContain('Said by a reader.');
});
