// Budgets of a real server: who is over is told when to come again; the others notice nothing, and what waits is not
// lost.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { allowances } from '../../shared/budget-limits.ts';
import { encodePresence, encodePresenceStates, encodeSync } from '../../shared/wire/codec.ts';
import { encodeParcel } from '../../shared/wire/parcel.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { framesBurst, framesPerSecond } from '../../shared/wire-limits.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';

let server: TestServer;
let ukr: Person;
let rus: Person;
beforeAll(async () => {
  server = await startTestServer({
    env: {
      NONPAPER_BUDGETS_TIMES: '1',
      NONPAPER_FRAMES_PER_SECOND: String(framesPerSecond),
      NONPAPER_FRAMES_BURST: String(framesBurst),
      NONPAPER_SOCKETS_PER_MEMBER_MAX: '3',
    },
  });
  [ukr, rus] = await Promise.all([
    Person.sitsDown(server.address, 'ukr-delegate'),
    Person.sitsDown(server.address, 'rus-delegate'),
  ]);
});
afterAll(() => server.stop());

const path = (person: Person, what: string): string =>
  `/api/drafts/${person.seat.draft}/${what}?seat=${person.seat.id}`;
const sync = (person: Person): string =>
  `${server.address.replace('http', 'ws')}/sync/${person.seat.draft}/text?seat=${person.seat.id}`;

function socketOf(person: Person): Promise<WebSocket | string> {
  return new Promise(resolve => {
    const socket = new WebSocket(sync(person), { headers: { Cookie: person.cookie } });
    socket.on('open', () => resolve(socket));
    socket.on('error', error => resolve(error.message));
  });
}

/** Asks until told to wait. */
async function untilTold(most: number, ask: () => Promise<Response>): Promise<Response> {
  let answer = await ask();
  for (let i = 0; i < 2 * most && answer.status !== 429; i++) answer = await ask();
  return answer;
}

test('[B1] acts without end are answered 429 with Retry-After, before they are read; others and other kinds go on', async () => {
  const told = await untilTold(allowances.acts.burst, () => ukr.posts(path(ukr, 'acts'), 'not JSON at all'));
  expect([told.status, Number(told.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
  expect((await told.json()).type).toBe('urn:nonpaper:problem:too-many-requests');
  expect(Number.isInteger(Number(told.headers.get('retry-after')))).toBe(true);
  expect((await ukr.get(path(ukr, 'history'))).status).toBe(200);
  expect((await rus.posts(path(rus, 'acts'), 'not JSON at all')).status).toBe(400);
});

test('[B1] searches and exports have budgets of their own', async () => {
  const words = (): Promise<Response> => ukr.get(`${path(ukr, 'history')}&words=oil`);
  expect((await untilTold(allowances.searches.burst, words)).status).toBe(429);
  expect((await untilTold(allowances.exports.burst, () => ukr.get(path(ukr, 'export.md')))).status).toBe(429);
  expect((await ukr.get(path(ukr, 'density'))).status).not.toBe(429);
});

test('[B1] a parcel of a million empty messages is refused by its count; one that is too much now may come again', async () => {
  const opened = await rus.posts(`${path(rus, 'lines')}&part=text&wire=${wireVersion}`, '');
  const { line } = await opened.json();
  const posts = (count: number, message: Uint8Array = new Uint8Array()): Promise<Response> =>
    fetch(`${server.address}/api/lines/${line}?seat=${rus.seat.id}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', Cookie: rus.cookie },
      body: encodeParcel({ messages: Array.from({ length: count }, () => message), end: null }),
    });
  expect(await (await posts(1_200_000)).json()).toMatchObject({ status: 400, detail: expect.stringContaining('512') });
  const nothing = encodeSync('update', Uint8Array.of(0, 0));
  expect((await posts(framesBurst - 10, nothing)).status).toBe(204);
  const told = await posts(framesBurst, nothing);
  expect([told.status, told.headers.get('retry-after') !== null]).toEqual([429, true]);
});

test('[B1] presence of 60,000 states in a frame is nobody’s presence', async () => {
  const watcher = await connectStock(await Person.sitsDown(server.address, 'eur-delegate'));
  const socket = await socketOf(rus);
  if (typeof socket === 'string') throw new Error(socket);
  const states = Array.from({ length: 60_000 }, (_, i) => ({ clientId: 5_000 + i, clock: 1, json: '{}' }));
  socket.send(encodePresence(encodePresenceStates(states)));
  const own = encodePresenceStates([{ clientId: 4_000, clock: 1, json: '{}' }]);
  socket.send(encodePresence(own));
  await new Promise<void>(resolve =>
    watcher.provider.awareness.on('update', () => watcher.provider.awareness.states.has(4_000) && resolve()),
  );
  expect([...watcher.provider.awareness.states.keys()].filter(id => id >= 5_000 && id < 65_000)).toEqual([]);
  socket.close();
  watcher.leave();
});

test('[W5] sockets are counted per member of a draft: somebody of the same id in another draft has their own', async () => {
  const chair = await Person.sitsDown(server.address, 'chair');
  const made = await chair.posts(`/api/drafts?seat=${chair.seat.id}`, {
    like: 'sample',
    title: 'Another',
    outline: { title: null, themes: [{ title: 'Theme', points: [{ title: 'Point', blocks: [] }] }] },
  });
  const { draft } = await made.json();
  const elsewhere = await Person.sitsDown(server.address, 'eur-head', draft);
  const here = await Person.sitsDown(server.address, 'eur-head');
  const open = [await socketOf(here), await socketOf(here), await socketOf(here)];
  expect(await socketOf(here)).toContain('429');
  const other = await socketOf(elsewhere);
  expect(other).toBeInstanceOf(WebSocket);
  for (const socket of [...open, other]) if (typeof socket !== 'string') socket.close();
});

test('[B1] rooms asked for without end are answered later, and another member’s at once', async () => {
  const socket = await socketOf(ukr);
  if (typeof socket === 'string') throw new Error(socket);
  let answers = 0;
  socket.on('message', () => answers++);
  for (let i = 0; i < 3 * allowances.joins.burst; i++) socket.send(encodeSync('step1', Uint8Array.of(0)));
  const reader = await connectStock(rus);
  expect(reader.doc.share.size).toBeGreaterThan(0);
  expect([socket.readyState, answers < 3 * allowances.joins.burst]).toEqual([socket.OPEN, true]);
  socket.terminate();
  reader.leave();
});
