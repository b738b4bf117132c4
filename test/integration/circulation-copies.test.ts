// The copies that a real server makes for the readers of a version: each is that version's own, whoever reads first and
// whatever the draft does since.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Circulated } from '../../shared/api/circulations.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { bytesOf, does, onPoint, path, pointAt, sendsNow, types } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
let ukr: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
});
afterAll(() => server.stop());

test.each(['the insider', 'the outsider'])(
  '[N2] of two versions with the same words and other points each reader has their own points, also where %s reads first',
  async first => {
    const point = await pointAt(chair, 12);
    await types(ukr, point, text => text.insert(0, 'TOP-SECRET-CLAUSE '));
    const inside = await sendsNow(chair, `Internal, ${first}`, 'Insider');
    await does(chair, { kind: 'point.remove', point });
    const outside = await sendsNow(chair, `For outsiders, ${first}`, 'Outsider');
    await (first === 'the insider' ? inside : outside).reader.reads();
    expect(await bytesOf(await outside.reader.asks())).not.toContain('TOP-SECRET-CLAUSE');
    expect(flatText(bodyOf((await outside.reader.reads()).text, point)).text).toBe('');
    expect(flatText(bodyOf((await inside.reader.reads()).text, point)).text).toContain('TOP-SECRET-CLAUSE');
    await does(chair, { kind: 'point.restore', point });
  },
);

test('[L9] words that are redacted leave the copies of readers too: an open page is told, and its words can be spoken of again', async () => {
  const point = await pointAt(chair, 3);
  await types(ukr, point, text => text.insert(0, 'ASECRETNAME '));
  const { reader } = await sendsNow(chair, 'With a name', 'Ann');
  const { state } = (await reader.reads()).given;
  expect((await reader.asks(`?known=${state}`)).status).toBe(204);
  await types(ukr, point, text => text.delete(0, 'ASECRETNAME '.length));
  const [run] = (await chair.history(`&kind=text&point=${point}`)).entries;
  const order = { run: run?.id, reason: 'By order of the court' };
  expect((await chair.posts(path(chair, 'redactions'), order)).status).toBe(201);
  const answer = await reader.asks(`?known=${state}`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await bytesOf(answer)).not.toContain('ASECRETNAME');
  const { text, given } = await reader.reads();
  const anchor = makeAnchor(bodyOf(text, point), 4, 12);
  const act = { kind: 'thread.open', point, anchor, needs: anchorNeeds(anchor), text: 'Which?' };
  expect((await reader.says(act)).status).toBe(201);
  // What others said is news, the words are not: they are not sent again.
  const news = Circulated.parse(await (await reader.asks(`?known=${given.state}`)).json());
  expect([news.text, news.state === given.state]).toEqual([null, false]);
});

test('[L9] a red line that is redacted leaves them too', async () => {
  const eur = await Person.sitsDown(server.address, 'eur-head');
  const source = { who: 'Its speaker', where: 'In public', date: '2026-11-01' };
  const line = { theme: null, source, points: [] };
  const redLine = await does(eur, { kind: 'red-line.add', party: 'eur', statement: 'ASECRETNAME stays', ...line });
  const { reader } = await sendsNow(chair, 'With a red line', 'Ann', ['eur']);
  const { rows, given } = await reader.reads();
  expect(rows.get('redLines', redLine)?.statement).toBe('ASECRETNAME stays');
  await does(eur, { kind: 'red-line.amend', redLine, statement: 'He stays', ...line });
  // what stands now is none of a reader's business
  expect((await reader.asks(`?known=${given.state}`)).status).toBe(204);
  const [run] = (await chair.history('&kind=red-line.add')).entries;
  const order = { run: run?.id, reason: 'By order of the court' };
  const answer = await chair.posts(path(chair, 'redactions'), order);
  expect(answer.status, await answer.text()).toBe(201);
  const news = await reader.asks(`?known=${given.state}`);
  expect(news.status).toBe(200);
  expect(await bytesOf(news)).not.toContain('ASECRETNAME');
});

test('[N2] how much the draft does is not told by what a reader is answered: a receipt holds no number', async () => {
  const point = await pointAt(chair, 4);
  const { reader } = await sendsNow(chair, 'For a receipt', 'Ann');
  const receipt = (await (await reader.says(onPoint(point, 'Heard?'))).json()) as Record<string, unknown>;
  expect(Object.keys(receipt).sort()).toEqual(['at', 'hash']);
  // Any member's export has it: the reader can show that they were heard.
  expect(await (await ukr.get(path(ukr, 'record.jsonl'))).text()).toContain(`"hash":"${receipt['hash']}"`);
});
