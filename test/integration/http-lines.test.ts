// Rooms by plain requests: the client's own HttpSocket and links against the real server, beside somebody with a
// WebSocket.
import { once } from 'node:events';
import type { ClientRequest, RequestOptions } from 'node:http';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { DocLink } from '../../client/sync/doc-link.ts';
import { fallbackSocket } from '../../client/sync/fallback-socket.ts';
import { HttpSocket } from '../../client/sync/http-socket.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { decodeParcel, encodeParcel } from '../../shared/wire/parcel.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { frameBytesMax, parcelBytesMax } from '../../shared/wire-limits.ts';
import type { BlockingProxy } from '../support/blocking-proxy.ts';
import { startBlockingProxy } from '../support/blocking-proxy.ts';
import type { ChildServer } from '../support/running-server.ts';
import { Person, sampleFolder, spawnServer } from '../support/running-server.ts';
import { connectStock, firstText } from '../support/stock-client.ts';

let server: ChildServer;
let proxy: BlockingProxy;
let ukr: Person;
beforeAll(async () => {
  server = await spawnServer(sampleFolder());
  proxy = await startBlockingProxy(server.address);
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  // A browser brings its cookie by itself.
  const bare = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string | URL, init: RequestInit = {}) =>
    bare(url, { ...init, headers: { Cookie: ukr.cookie, ...init.headers } }),
  );
});
afterAll(async () => {
  await proxy.stop();
  await server.kill('SIGTERM');
  vi.unstubAllGlobals();
});

const room = (query = `seat=${ukr.seat.id}&wire=${wireVersion}`): string =>
  `${proxy.address.replace('http', 'ws')}/sync/sample/text?${query}`;

function link(): Promise<DocLink> {
  return new Promise(resolve => {
    const made: DocLink = new DocLink({
      serverUrl: `${proxy.address.replace('http', 'ws')}/sync/sample`,
      room: 'text',
      seat: ukr.seat.id,
      doc: new Y.Doc(),
      socket: fallbackSocket({ WebSocket, ask: fetch }),
      copy: { loaded: Promise.resolve(), close: () => undefined },
      ready: Promise.resolve(),
      isCopyWhole: false,
      seenHead: null,
      onChange: () => made.isConnected && resolve(made),
      onOtherPast: () => expect.unreachable('the server keeps its past'),
      onEnd: end => expect(end).toEqual({ kind: 'nobody is sent away' }),
    });
  });
}

/** The code and the words with which a socket ends. */
const ends = (url: string, sends: readonly Uint8Array[] = []): Promise<string> =>
  new Promise(resolve => {
    const socket = new HttpSocket(url, fetch, {
      opened: () => sends.forEach(message => void socket.send(message)),
      message: () => undefined,
      closed: (code, reason) => resolve(`${code} ${reason}`),
    });
  });

test('[W6] words travel both ways, and are acknowledged', async () => {
  const slow = await link();
  expect(slow.isSlow).toBe(true);
  const fast = await connectStock(await Person.sitsDown(server.address, 'rus-delegate'));
  const point = [...fast.doc.share.keys()][0] ?? '';
  firstText(bodyOf(slow.doc, point)).insert(0, 'slow ');
  await slow.durable();
  await expect.poll(() => fast.textOf(point).toString()).toContain('slow ');
  fast.textOf(point).insert(0, 'fast ');
  await expect.poll(() => firstText(bodyOf(slow.doc, point)).toString()).toContain('fast ');
  fast.leave();
  slow.destroy();
});

test('[W6] after a cut everything arrives once', async () => {
  const slow = await link();
  const point = [...slow.doc.share.keys()][1] ?? '';
  for (let word = 0; word < 20; word++) {
    firstText(bodyOf(slow.doc, point)).insert(0, `<${word}>`);
    if (word % 7 === 3) proxy.cut();
    await new Promise(resolve => setImmediate(resolve));
  }
  await slow.durable();
  const reader = await connectStock(await Person.sitsDown(server.address, 'eur-delegate'));
  for (let word = 0; word < 20; word++) expect(reader.textOf(point).toString().split(`<${word}>`)).toHaveLength(2);
  reader.leave();
  slow.destroy();
});

test('[W6] what the gate refuses, and what cannot be read, ends the line with the words that a WebSocket gets', async () => {
  expect(await ends(room(), [Uint8Array.of(99)])).toMatch(/^4400 Message type 99/);
  expect(await ends(room(), [Uint8Array.of(0, 2, 3, 1, 2, 3)])).toMatch(/^44\d\d ./);
});

test('[W8] megabytes go by as many requests as they need, each within its bound', async () => {
  const slow = await link();
  const written = [...slow.doc.share.keys()].slice(7, 15);
  const long = '雙方同意，由請求也可。'.repeat(8_000);
  for (const point of written) firstText(bodyOf(slow.doc, point)).insert(0, long);
  await slow.durable();
  const reader = await connectStock(await Person.sitsDown(server.address, 'eur-delegate'));
  for (const point of written) expect(reader.textOf(point).toString().startsWith(long)).toBe(true);
  reader.leave();
  slow.destroy();
});

test('[C4] what is too large for a line, or for a proxy before it, ends it as it would end a WebSocket', async () => {
  expect(await ends(room(), [new Uint8Array(frameBytesMax + 1)])).toMatch(/^4409 This change is too large/);
  expect(await ends(room(), [new Uint8Array(parcelBytesMax)])).toMatch(
    /^1009 The request holds more than it may: 1.25 MB/,
  );
});

test('[W6] what is answered before it was read whole holds up no later request on its connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string, options: RequestOptions): ClientRequest =>
    request(`${proxy.address}${path}`, { ...options, agent, headers: { Cookie: ukr.cookie, ...options.headers } });
  const answerTo = async (asked: ClientRequest): Promise<number | undefined> => {
    const [answer] = await once(asked, 'response');
    await once(answer.resume(), 'end');
    return answer.statusCode;
  };
  const { line } = await (await ukr.posts(`/api/drafts/sample/lines?part=text&seat=${ukr.seat.id}`, {})).json();
  const bytes = parcelBytesMax + 1;
  const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes };
  const long = ask(`/api/lines/${line}?seat=${ukr.seat.id}`, { method: 'POST', headers });
  long.write(new Uint8Array(1));
  expect(await answerTo(long)).toBe(413);
  long.end(new Uint8Array(bytes - 1));
  const next = ask('/api/welcome', {});
  next.end();
  expect(await answerTo(next)).toBe(200);
  expect(next.socket === long.socket).toBe(true);
  agent.destroy();
});

test('[W6] a line serves nobody but the holder of its seat, and takes nothing but parcels', async () => {
  const opened = await ukr.posts(`/api/drafts/sample/lines?part=text&seat=${ukr.seat.id}`, {});
  const { line } = await opened.json();
  const stranger = await Person.sitsDown(server.address, 'rus-delegate', 'sample', 'nothing=1');
  expect((await stranger.get(`/api/lines/${line}?seat=${ukr.seat.id}`)).status).toBe(404);
  expect((await ukr.get(`/api/lines/${crypto.randomUUID()}?seat=${ukr.seat.id}`)).status).toBe(404);
  expect((await ukr.posts(`/api/lines/${line}?seat=${ukr.seat.id}`, { not: 'a parcel' })).status).toBe(400);
  const broken = { 'Content-Type': 'application/octet-stream' };
  expect((await ukr.posts(`/api/lines/${line}?seat=${ukr.seat.id}`, '\u0009\u0009', broken)).status).toBe(400);
  expect((await ukr.posts(`/api/lines/${line}?seat=${ukr.seat.id}`, 'x'.repeat(2_000_000), broken)).status).toBe(413);
});

test('[W6] whoever may not come in is told why', async () => {
  expect(await ends(room('seat=nobody'))).toBe('4401 This browser does not hold that seat.');
  expect(await ends(room().replace('/sample/', '/other/'))).toBe('4401 This browser does not hold that seat.');
});

test('[W7] a page of another version is told to reload', async () => {
  expect(await ends(room(`seat=${ukr.seat.id}&wire=1`))).toMatch(/^4426 .*Reload the page/);
});

test('[W6] a parcel reads as it was written', () => {
  const parcel = { messages: [Uint8Array.of(1, 2), new Uint8Array(0)], end: { code: 1012, reason: 'Пауза' } };
  expect(decodeParcel(encodeParcel(parcel))).toEqual(parcel);
  expect(() => decodeParcel(Uint8Array.of(200, 200, 200, 1))).toThrow();
});
