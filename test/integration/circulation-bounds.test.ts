// What one link may cost a real server: so many acts, so many copies, and never the place of another reader or of a
// member.
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Answers } from '../../server/http/answers.ts';
import { makeAskRecord } from '../../server/http/ask-record.ts';
import type { ProblemError } from '../../server/http/problem.ts';
import { Circulations } from '../../shared/api/circulations.ts';
import { readerActsBurst, readerLooksBurst, wholeCopyLooks } from '../../shared/limits.ts';
import type { Reader } from '../support/circulating.ts';
import { does, onPoint, path, pointAt, problemOf, sends } from '../support/circulating.ts';
import { freeMeter } from '../support/free-meter.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { asksAndDoesNotRead, smallApp } from '../support/small-app.ts';

let server: TestServer;
let chair: Person;
beforeAll(async () => {
  server = await startTestServer({ env: { NONPAPER_BUDGETS_TIMES: '1' } });
  chair = await Person.sitsDown(server.address, 'chair');
});
afterAll(() => server.stop());

async function sendsTo(version: string) {
  const { readers, circulation } = await sends(chair, await does(chair, { kind: 'version.name', name: version }), [
    'Ann',
    'Ben',
  ]);
  const [ann, ben] = readers as [Reader, Reader];
  return { ann, ben, circulation };
}

test('[N7] a reader who speaks like a program is told to wait, in words; the others go on', async () => {
  const { ann, ben } = await sendsTo('Rev. 1');
  const point = await pointAt(chair, 1);
  let said = 0;
  let answer: Response;
  do answer = await ann.says(onPoint(point, `No. ${++said}`));
  while (answer.status === 201); // some more than the burst where time passes meanwhile
  expect(said).toBeGreaterThan(readerActsBurst);
  expect(await problemOf(answer)).toEqual([429, 'too-many-requests']);
  expect((await ann.asks()).status).toBe(200);
  expect((await ben.says(onPoint(point, 'And me?'))).status).toBe(201);
});

test('[N7] whole copies are given one by one, and so many; whoever takes them all keeps nobody out', async () => {
  const { ann, ben } = await sendsTo('Rev. 2');
  const burst = readerLooksBurst / wholeCopyLooks;
  const flood = Promise.all(Array.from({ length: burst }, async () => (await ann.asks()).status));
  const others = [ben.asks(), chair.get(path(chair, 'moments/now')), chair.get(path(chair, 'moments/0'))];
  expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await flood).toContain(200);
  let status = 200;
  while (status === 200) status = (await ben.asks()).status;
  expect(status).toBe(429);
});

test('[N7] an answer that nobody reads keeps its place until its asker is gone', async () => {
  const look = makeAskRecord({ most: 1, each: 1 });
  const answers = new Answers(freeMeter());
  const anybody = { address: 'anybody' };
  const large = 'x'.repeat(64 * 1024 * 1024); // more than two sockets hold between them
  const { address, close } = await smallApp(app =>
    app.get('/', async (_, response) => look(anybody, () => answers.json(response, anybody, () => large))),
  );
  const asker = await asksAndDoesNotRead(address);
  const other = (): Promise<string> =>
    look({ address: 'another' }, async () => 'answered').catch((error: ProblemError) => error.problem);
  expect(await other()).toBe('too-many-requests');
  asker.destroy();
  while ((await other()) !== 'answered') await new Promise(setImmediate);
  close();
});

test('[N1] that it cannot be noted who read a version keeps nobody from reading it', async () => {
  const { ann, circulation } = await sendsTo('Rev. 3');
  const accounts = new DatabaseSync(`${server.folder}/accounts.sqlite`, { timeout: 5_000 });
  accounts.exec(`CREATE TRIGGER full BEFORE UPDATE ON reader BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  const { given } = await ann.reads();
  expect((await ann.asks(`?known=${given.state}`)).status).toBe(204);
  accounts.exec('DROP TRIGGER full');
  accounts.close();
  const told = async (): Promise<unknown> => {
    const all = Circulations.parse(await (await chair.get(path(chair, 'circulations'))).json());
    return all.find(each => each.circulation === circulation)?.readers.map(({ openedAt }) => openedAt !== null);
  };
  expect(await told()).toEqual([false, false]);
  await ann.reads();
  expect(await told()).toEqual([true, false]);
});
