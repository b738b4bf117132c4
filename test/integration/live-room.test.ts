// A real server and stock Yjs clients: what they write reaches the others, what they may not is refused, and both are
// in the record.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Act } from '../../shared/acts/act.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import type { StockClient } from '../support/stock-client.ts';
import { connectStock, until } from '../support/stock-client.ts';

let server: TestServer;
let ukr: Person;
let rus: Person;
let drafter: Person;

beforeAll(async () => {
  server = await startTestServer();
  [ukr, rus, drafter] = await Promise.all([
    Person.sitsDown(server.address, 'ukr-delegate'),
    Person.sitsDown(server.address, 'rus-delegate'),
    Person.sitsDown(server.address, 'drafter'),
  ]);
});
afterAll(() => server.stop());

const act = (input: Record<string, unknown>): Act => Act.parse({ id: randomUUID(), ...input });

async function pointsOf(person: Person): Promise<readonly string[]> {
  const shared = await connectStock(person, 'shared');
  const points = outlineOf(new DocRows(shared.doc)).themes.flatMap(theme => theme.points.map(point => point.row.id));
  shared.leave();
  return points;
}

const sees = (client: StockClient, point: string, words: string): Promise<void> =>
  until(() => client.textOf(point).toString().includes(words), client.doc, 'update');

test('[R1] what one stock client types, another one reads', async () => {
  const [point = ''] = await pointsOf(ukr);
  const [a, b] = await Promise.all([connectStock(ukr), connectStock(rus)]);
  a.textOf(point).insert(0, 'Whereas: ');
  await sees(b, point, 'Whereas: ');
  b.textOf(point).insert(0, 'And ');
  await sees(a, point, 'And Whereas: ');
  a.leave();
  b.leave();
});

test('[G4] an edit of a locked point is refused in words, and nobody sees it', async () => {
  const points = await pointsOf(ukr);
  const locked = points[1] ?? '';
  expect((await drafter.act(act({ kind: 'point.lock', point: locked }))).status).toBe(201);
  const [writer, reader] = await Promise.all([connectStock(ukr), connectStock(rus)]);
  writer.textOf(locked).insert(0, 'Not so. ');
  const { code, reason } = await writer.closed;
  expect([code, reason]).toEqual([4409, expect.stringContaining('This point is locked')]);
  expect(reader.textOf(locked).toString()).not.toContain('Not so.');
  reader.leave();
});

test('[G5] an observer reads, and what they write is refused', async () => {
  const [point = ''] = await pointsOf(ukr);
  const observer = await connectStock(await Person.sitsDown(server.address, 'observer'));
  observer.textOf(point).insert(0, 'I too: ');
  expect((await observer.closed).reason).toContain('You may read this');
});

test('[W3] annotations are written by acts only', async () => {
  const client = await connectStock(ukr, 'shared');
  client.doc.getMap('threads').set('forged', { by: 'rus-head' });
  expect((await client.closed).reason).toContain('acts');
});

test('[P2] a resent act has one effect and one answer; the same id for something else is turned away', async () => {
  const [point = ''] = await pointsOf(ukr);
  const opened = act({ kind: 'thread.open', point, anchor: null, needs: [], text: 'Is this final?' });
  const answers = await Promise.all([ukr.act(opened), ukr.act(opened), ukr.act(opened)]);
  const bodies = await Promise.all(answers.map(answer => answer.json()));
  expect(answers.map(answer => answer.status)).toEqual([201, 201, 201]);
  expect(new Set(bodies.map(body => body.hash)).size).toBe(1);
  expect((await ukr.act({ ...opened, text: 'Something else' } as Act)).status).toBe(409);
  const asked = (await ukr.history('&kind=thread')).entries.filter(entry => entry.facts['text'] === 'Is this final?');
  expect(asked).toHaveLength(1);
});

test('[P3] the raiser’s delegation settles a thread; anyone else proposes', async () => {
  const [point = ''] = await pointsOf(ukr);
  const opened = act({ kind: 'thread.open', point, anchor: null, needs: [], text: 'Who pays?' });
  await ukr.act(opened);
  const refused = await rus.act(act({ kind: 'thread.resolve', thread: opened.id, outcome: null }));
  expect([refused.status, (await refused.json()).detail]).toEqual([403, expect.stringContaining('You can propose it')]);
  expect((await rus.act(act({ kind: 'thread.propose', thread: opened.id, outcome: 'Later' }))).status).toBe(201);
  expect((await ukr.act(act({ kind: 'thread.resolve', thread: opened.id, outcome: 'Later' }))).status).toBe(201);
});

test('[H1] a run of typing by one person in one point is one entry, newest first', async () => {
  const points = await pointsOf(ukr);
  const point = points[3] ?? '';
  const [writer, reader] = await Promise.all([connectStock(ukr), connectStock(rus)]);
  for (const [index, letter] of [...'gradually '].entries()) {
    writer.textOf(point).insert(index, letter);
    await sees(reader, point, 'gradually '.slice(0, index + 1));
  }
  const { entries } = await ukr.history(`&point=${point}&kind=text`);
  expect(entries.map(entry => [entry.by.member, entry.inserted])).toEqual([['ukr-delegate', 10]]);
  writer.leave();
  reader.leave();
});
