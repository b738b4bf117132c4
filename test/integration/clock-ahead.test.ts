// The server's clock was a year ahead once. After it was set right nothing is refused for that year, and all goes on in
// order.
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { day, does, onPoint, pointAt, sendsNow, standing, types } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, startTestServer } from '../support/running-server.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('[L17] after a clock that was a year ahead acts are taken, versions are circulated, and the start says so once', async () => {
  let aheadMs = 0;
  const started = (): Promise<TestServer> =>
    startTestServer({ folder, now: () => Date.now() + aheadMs, env: { NONPAPER_LOG_LEVEL: 'warn' } });
  let server = await started();
  const before = await Person.sitsDown(server.address, 'chair');
  const point = await pointAt(before, 4);
  const { reader } = await sendsNow(before, 'Rev. 1', 'Ann of A');
  aheadMs = 365 * day;
  await does(before, onPoint(point, 'Said in a year.'));
  await server.stop();

  aheadMs = 0;
  server = await started();
  expect(server.told()).toMatch(/The record of sample has times up to \d{4}-.* UTC: the server's clock was ahead/);
  expect(server.said()).toBe('');
  const [chair, ukr] = [
    await Person.sitsDown(server.address, 'chair'),
    await Person.sitsDown(server.address, 'ukr-delegate'),
  ];
  await does(ukr, onPoint(point, 'Said now.'));
  await types(ukr, point, text => text.insert(0, 'Typed now. '));
  const another = await sendsNow(chair, 'Rev. 2', 'Ben of B');
  expect((await another.reader.asks()).status).toBe(200);
  const first = Object.assign(reader, { address: server.address });
  expect((await first.asks()).status, 'a link that was sent before lives on').toBe(200);
  const said = (await standing(chair)).rows.all('comments').toSorted((a, b) => a.at - b.at);
  expect(said.slice(-2).map(({ body }) => (body.kind === 'said' ? body.text : ''))).toEqual(
    expect.arrayContaining(['Said in a year.', 'Said now.']),
  );
  const times = (await chair.history()).entries.map(({ to }) => to);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  await server.stop();
});
