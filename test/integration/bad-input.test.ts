// What comes in wrong: refused with a reason in words, nobody else notices, nothing is lost, the process stays up.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Act } from '../../shared/acts/act.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { encodePresence, encodePresenceStates, encodeSync } from '../../shared/wire/codec.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import type { StockClient } from '../support/stock-client.ts';
import { connectStock, until } from '../support/stock-client.ts';

let server: TestServer;
let ukr: Person;
let rus: Person;
let watcher: StockClient;
let point = '';

beforeAll(async () => {
  server = await startTestServer();
  [ukr, rus] = await Promise.all([
    Person.sitsDown(server.address, 'ukr-delegate'),
    Person.sitsDown(server.address, 'rus-delegate'),
  ]);
  watcher = await connectStock(rus);
  const shared = await connectStock(rus, 'shared');
  point = new DocRows(shared.doc).all('points').find(row => row.state.kind === 'open')?.id ?? '';
  shared.leave();
});
afterAll(async () => {
  watcher.leave();
  await server.stop();
});

/** A socket that speaks bytes; resolves with how the server closed it. */
function sends(
  frames: readonly (Uint8Array | string)[],
  path = `/sync/sample/text?seat=${ukr.seat.id}`,
  headers: Record<string, string> = {},
): Promise<string> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}${path}`, {
      headers: { Cookie: ukr.cookie, ...headers },
    });
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame);
    });
    socket.on('close', (code, reason) => resolve(`${code} ${reason}`));
    socket.on('unexpected-response', (_, response) => resolve(`HTTP ${response.statusCode}`));
    socket.on('error', () => undefined); // its close or response says the rest
  });
}

/** The room as others know it is as it was, and still takes words. */
async function othersDoNotNotice(): Promise<void> {
  const writer = await connectStock(rus);
  const mark = `still here ${randomUUID()} `;
  writer.textOf(point).insert(0, mark);
  await until(() => watcher.textOf(point).toString().includes(mark), watcher.doc, 'update');
  writer.leave();
}

describe('frames', () => {
  let before = '';
  beforeEach(() => {
    before = watcher.textOf(point).toString();
  });

  test.each<[string, (Uint8Array | string)[], RegExp]>([
    ['text', ['hello'], /^4400 Only binary/],
    ['an unknown type', [Uint8Array.of(77, 1, 2)], /^4400 Message type 77/],
    ['our own server’s types', [Uint8Array.of(120, 0)], /^4400 Message type 120/],
    ['a frame cut short', [Uint8Array.of(0, 2, 200)], /^4400/],
    ['nothing', [new Uint8Array()], /^4400/],
    ['an unknown kind of sync', [Uint8Array.of(0, 9, 0)], /^4400 Sync message 9/],
    ['a state vector that cannot be read', [encodeSync('step1', Uint8Array.of(255, 255, 255, 255, 255))], /^4409/],
    ['garbage as an update', [encodeSync('update', Uint8Array.of(1, 2, 3))], /^4409 This change could not be read/],
    ['two megabytes', [new Uint8Array(2 * 1024 * 1024)], /^1009 It is more than can be sent at once/],
  ])('[W1] %s: closed with a reason, and nobody else notices', async (_, frames, closed) => {
    expect(await sends(frames)).toMatch(closed);
    expect(watcher.textOf(point).toString()).toBe(before);
    await othersDoNotNotice();
  });
});

test('[G8] gaps are asked for, but not for ever', async () => {
  const gap = encodeSync('update', Uint8Array.of(1, 1, 200, 1, 50, 0, 1, 0));
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/sample/text?seat=${ukr.seat.id}`, {
    headers: { Cookie: ukr.cookie },
  });
  socket.on('open', () => socket.send(gap));
  socket.on('message', () => socket.send(gap)); // each "send me what you have" is answered with the same hole
  const reason = await new Promise<string>(resolve => socket.on('close', (code, words) => resolve(`${code} ${words}`)));
  expect(reason).toMatch(/^4409 .*never arrive/);
});

test('[B1] whoever sends too much at once is read later, all of it and in order, and the others are not slowed down', async () => {
  const slow = await startTestServer({ env: { NONPAPER_FRAMES_PER_SECOND: '40', NONPAPER_FRAMES_BURST: '20' } });
  const flooder = await Person.sitsDown(slow.address, 'ukr-delegate');
  const socket = new WebSocket(`${slow.address.replace('http', 'ws')}/sync/sample/text?seat=${flooder.seat.id}`, {
    headers: { Cookie: flooder.cookie },
  });
  socket.on('open', () => {
    for (let i = 0; i < 60; i++) socket.send(encodeSync('update', Uint8Array.of(0, 0)));
    socket.send(Uint8Array.of(9)); // cannot be read
  });
  const closed = new Promise<string>(resolve => socket.on('close', (code, words) => resolve(`${code} ${words}`)));
  const reader = await connectStock(await Person.sitsDown(slow.address, 'rus-delegate'));
  expect(reader.doc.share.size).toBeGreaterThan(0);
  expect(await closed).toMatch(/^4400 /);
  reader.leave();
  await slow.stop();
});

describe('upgrades', () => {
  test.each<[string, string, Record<string, string>, string]>([
    ['another origin', '/sync/sample/text?seat=SEAT', { Origin: 'https://evil.example' }, 'HTTP 403'],
    ['no cookie', '/sync/sample/text?seat=SEAT', { Cookie: '' }, 'HTTP 401'],
    ['a seat that is not held', '/sync/sample/text?seat=nobody', {}, 'HTTP 401'],
    ['another draft', '/sync/other/text?seat=SEAT', {}, 'HTTP 401'],
    ['an unknown room', '/sync/sample/secrets?seat=SEAT', {}, 'HTTP 404'],
    ['an unknown wire version', '/sync/sample/text?seat=SEAT&wire=99', {}, 'HTTP 426'],
  ])('[W5] %s is turned away before the 101', async (_, path, headers, answer) => {
    expect(await sends([], path.replace('SEAT', ukr.seat.id), headers)).toBe(answer);
  });
});

describe('presence', () => {
  test('[W4] a forged or foreign state reaches nobody, and who it is, is stamped by the server', async () => {
    const honest = await connectStock(ukr);
    honest.provider.awareness.setLocalState({ user: { name: 'RUS Head', member: 'rus-head' }, point });
    const mine = honest.doc.clientID;
    const asSeen = (): unknown => watcher.provider.awareness.getStates().get(mine)?.['point'];
    await until(() => asSeen() === point, watcher.provider.awareness, 'change');
    expect(watcher.provider.awareness.getStates().get(mine)?.['user']).toMatchObject({
      member: 'ukr-delegate',
      party: 'UKR',
    });
    const theirs = watcher.doc.clientID;
    const forged = encodePresence(
      encodePresenceStates([{ clientId: theirs, clock: 1_000, json: '{"point":"forged"}' }]),
    );
    honest.provider.ws?.send(Uint8Array.from(forged));
    const other = await connectStock(ukr);
    other.provider.awareness.setLocalState({ point });
    await until(
      () => watcher.provider.awareness.getStates().has(other.doc.clientID),
      watcher.provider.awareness,
      'change',
    );
    expect(JSON.stringify([...watcher.provider.awareness.getStates().values()])).not.toContain('forged');
    for (const client of [honest, other]) client.leave();
  });
});

describe('acts', () => {
  const open = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
    id: randomUUID(),
    kind: 'thread.open',
    point,
    anchor: null,
    needs: [],
    text: 'x',
    ...input,
  });
  const acts = (): string => `/api/drafts/sample/acts?seat=${ukr.seat.id}`;

  test.each<[string, () => unknown, number, string]>([
    ['not JSON', () => '{"id":', 400, 'bad-request'],
    ['an unknown kind', () => ({ id: randomUUID(), kind: 'thread.explode' }), 400, 'bad-request'],
    ['a missing field', () => ({ id: randomUUID(), kind: 'thread.open', point }), 400, 'bad-request'],
    ['a field too many', () => open({ by: 'rus-head' }), 400, 'bad-request'],
    ['an id of no shape', () => open({ id: '../../etc' }), 400, 'bad-request'],
    ['an unknown point', () => open({ point: 'elsewhere' }), 409, 'act-refused'],
    ['a comment of 100 kB', () => open({ text: 'x'.repeat(100_000) }), 400, 'bad-request'],
    ['a body of 300 kB', () => open({ text: 'x'.repeat(300_000) }), 413, 'too-large'],
    [
      'a thread attached to words that never came',
      () => {
        const anchor = { start: 'AAAA', end: 'AAAA', quote: 'q', prefix: '', suffix: '' };
        const needs = [[4_000_000_000, 5]];
        return { id: randomUUID(), kind: 'thread.attach', point, thread: 'any', anchor, needs };
      },
      409,
      'words-not-here',
    ],
    [
      'words that never came',
      () =>
        open({
          anchor: { start: 'AAAA', end: 'AAAA', quote: 'q', prefix: '', suffix: '' },
          needs: [[4_000_000_000, 5]],
        }),
      409,
      'words-not-here',
    ],
    [
      'a draft made anew',
      () => ({ id: randomUUID(), kind: 'draft.create', draft: 'sample', title: 'Mine', note: '' }),
      400,
      'bad-request',
    ],
    [
      'a redaction that its sender wrote',
      () => ({ id: randomUUID(), kind: 'record.redact', reason: 'Mine', entries: [{ part: 'text', seq: 1 }] }),
      400,
      'bad-request',
    ],
    ['the chair’s right', () => ({ id: randomUUID(), kind: 'member.remove', member: 'rus-head' }), 403, 'not-allowed'],
  ])('[P4] %s: a problem with a stable type, and no trace', async (_, body, status, type) => {
    const before = (await ukr.history('&kind=thread,draft,member')).entries[0]?.id;
    const response = await ukr.posts(acts(), body());
    const problem = await response.json();
    expect([response.status, response.headers.get('content-type'), problem.type]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      `urn:nonpaper:problem:${type}`,
    ]);
    expect(problem.detail.length).toBeGreaterThan(10);
    expect((await ukr.history('&kind=thread,draft,member')).entries[0]?.id).toBe(before);
  });

  test('[P4] from another origin, without a seat, or with somebody else’s, nothing is taken', async () => {
    expect((await ukr.posts(acts(), open(), { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await ukr.posts('/api/drafts/sample/acts', open())).status).toBe(401);
    expect((await ukr.posts(`/api/drafts/sample/acts?seat=${rus.seat.id}`, open())).status).toBe(401);
  });

  test('[P5] script in a comment is kept as the words it is', async () => {
    const text = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    expect((await ukr.act(Act.parse(open({ text })))).status).toBe(201);
    expect((await ukr.history('&kind=thread.open')).entries[0]?.facts['text']).toBe(text);
  });
});

test('[R1] after all that the process still serves, and a newcomer reads what the watcher reads', async () => {
  const newcomer = await connectStock(rus);
  expect(Y.encodeStateVector(newcomer.doc)).toEqual(Y.encodeStateVector(watcher.doc));
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  newcomer.leave();
});
