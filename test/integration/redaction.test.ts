// Redaction by order of whatever entry holds words, over a real server: of what was imported or reworded, that which
// stands no more leaves every file, and the chain holds.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecord } from '../../server/verifier/verify-record.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
const folder = sampleFolder();
beforeAll(async () => {
  server = await startTestServer({ folder });
  chair = await Person.sitsDown(server.address, 'chair');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function does(who: Person, given: Record<string, unknown>, id: string = crypto.randomUUID()): Promise<string> {
  const answer = await who.act({ id, ...given } as never); // read by the server's schema
  expect(answer.status, await answer.clone().text()).toBe(201);
  return id;
}
const redacts = async (run: string): Promise<number> =>
  (await chair.posts(`/api/drafts/sample/redactions?seat=${chair.seat.id}`, { run, reason: 'By order' })).status;
async function runOf(kind: string, fact: string): Promise<string> {
  const { entries } = await chair.history(`&kind=${kind}&limit=200`);
  const found = entries.find(({ facts }) => Object.values(facts).some(value => String(value).includes(fact)));
  if (!found) throw new Error(`there is no ${kind} of ${fact}`);
  return found.id;
}

test('[L9] a name in a title, a point’s first words or an outcome leaves every file once it stands no more', async () => {
  const theme = await does(chair, { kind: 'theme.add', after: null, title: 'Presidency' });
  const point = await does(chair, {
    kind: 'point.add',
    theme,
    after: null,
    title: 'On ASECRETONE',
    paragraphs: ['ASECRETTWO shall preside, and nobody else.'],
  });
  const thread = await does(chair, { kind: 'thread.open', point, anchor: null, needs: [], text: 'Why?' });
  await does(chair, { kind: 'thread.resolve', thread, outcome: 'As ASECRETTHREE wished.' });
  const [adding, resolving] = [await runOf('point.add', 'ASECRETONE'), await runOf('thread.resolve', 'ASECRETTHREE')];
  expect([await redacts(adding), await redacts(resolving)]).toEqual([409, 409]); // they stand
  await does(chair, { kind: 'point.rename', point, title: 'On the presidency' });
  await does(chair, { kind: 'thread.reopen', thread });
  expect(await redacts(resolving)).toBe(201);
  expect(await redacts(adding)).toBe(201); // its title is gone; its words stand, and stay
  const naming = await runOf('point.rename', 'ASECRETONE');
  expect(await redacts(naming)).toBe(201);

  const record = await (await chair.get(`/api/drafts/sample/record.jsonl?seat=${chair.seat.id}`)).text();
  const { heads } = await chair.view();
  const receipts = (['text', 'shared'] as const).map(part => ({ doc: `sample/${part}`, ...heads[part] }));
  expect(verifyRecord(record, receipts).join('\n')).toContain('By order');
  await server.stop();
  const holding = (word: string): string[] =>
    readdirSync(folder).filter(file => readFileSync(join(folder, file)).includes(word));
  expect([holding('SECRETONE'), holding('SECRETTHREE')]).toEqual([[], []]);
  expect(holding('SECRETTWO')).toEqual(['log.sqlite']); // it stands
  server = await startTestServer({ folder });
  chair = await Person.sitsDown(server.address, 'chair');
});
