// Exports of the record under load: so many at once, and written without leaving anything behind. What stands in them
// is for tampering.test.ts.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportsPerMemberMax } from '../../shared/limits.ts';
import { does, onPoint, path, pointAt } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
const warnings: Error[] = [];
const onWarning = (warning: Error): void => void warnings.push(warning);
beforeAll(async () => {
  process.on('warning', onWarning);
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
  const point = await pointAt(chair, 1);
  // Nothing that could be packed into less.
  for (let i = 0; i < 40; i++) await does(chair, onPoint(point, randomBytes(9_000).toString('hex')));
});
afterAll(async () => {
  process.off('warning', onWarning);
  await server.stop();
});

test('[V3] a long export waits for its reader again and again, and adds no listener each time', async () => {
  const text = await (await chair.get(path(chair, 'record.jsonl'))).text();
  expect(text.trim().split('\n').at(-1)).toContain('"signature"');
  expect(warnings).toEqual([]);
});

test('[V3] one member exports so much at once and no more, and keeps no other from it', async () => {
  const rus = await Person.sitsDown(server.address, 'rus-delegate');
  const many = await Promise.all(Array.from({ length: 12 }, () => chair.get(path(chair, 'record.jsonl'))));
  const given = many.filter(({ status }) => status === 200);
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200, 429]));
  expect(given.length).toBeGreaterThanOrEqual(exportsPerMemberMax);
  expect((await rus.get(path(rus, 'record.jsonl'))).status).toBe(200);
  await Promise.all(many.map(answer => answer.text()));
  expect((await chair.get(path(chair, 'record.jsonl'))).status).toBe(200);
});
