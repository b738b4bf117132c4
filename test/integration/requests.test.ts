// Requests that cost more than they should: bodies of nobody, half-sent and slow ones, lists without end, halves of
// characters. Each is refused in words.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bodies } from '../../server/http/bodies.ts';
import { allowances } from '../../shared/budget-limits.ts';
import {
  bodyPiecesFree,
  filesHeldPerAskerBytesMax,
  importBytesMax,
  issuesToldMax,
  outlineBracesMax,
  outlineBytesMax,
} from '../../shared/limits.ts';
import { does, onPoint, path, pointAt } from '../support/circulating.ts';
import { freeMeter } from '../support/free-meter.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { smallApp, speaks } from '../support/small-app.ts';

let server: TestServer;
let chair: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
});
afterAll(() => server.stop());

/** Sends a head that announces a body, and a little of it; resolves with the beginning of the answer. */
function halfSends(address: string, target: string, bytes: number, headers: readonly string[] = []) {
  const head = [`POST ${target} HTTP/1.1`, `Content-Length: ${bytes}`, ...headers];
  const socket = speaks(address, [...head, 'Content-Type: application/json', '', '{']);
  const answer = once(socket, 'data').then(([data]) => String(data));
  return { answer, gone: () => void socket.destroy() };
}

test.each([
  ['/api/drafts', outlineBytesMax],
  ['/api/drafts/sample/imports', outlineBytesMax],
  ['/api/drafts/sample/previews', importBytesMax],
  ['/api/drafts/sample/acts', 1_000],
  ['/api/drafts/sample/restorations', 1_000],
  ['/api/drafts/sample/redactions', 1_000],
  ['/api/drafts/sample/circulations', 1_000],
  ['/api/circulated/acts', 1_000],
  ['/api/lines/none', 1_000],
  ['/api/nothing', 1_000],
])('[Q1] %s: whoever may not ask hears so before the body has come', async (target, bytes) => {
  const { answer, gone } = halfSends(server.address, target, bytes);
  expect(await answer).toMatch(/^HTTP\/1.1 (401|404) /);
  gone();
});

test('[Q1] a member who may not bring in documents hears so before the file has come', async () => {
  const observer = await Person.sitsDown(server.address, 'observer');
  const { answer, gone } = halfSends(server.address, path(observer, 'previews'), importBytesMax, [
    `Cookie: ${observer.cookie}`,
  ]);
  expect(await answer).toMatch(/^HTTP\/1.1 403 /);
  gone();
});

/** A server that reads files. */
async function reads(bodies: Bodies) {
  const { address, close } = await smallApp(app =>
    app.post('/:who', async (request, response) => {
      const { length } = await bodies.bytes(request, { address: request.params.who }, importBytesMax);
      response.json(length);
    }),
  );
  const sends = async (who: string): Promise<number> =>
    (await fetch(`${address}/${who}`, { method: 'POST', body: new Uint8Array(importBytesMax) })).status;
  return { address, sends, close };
}

test('[Q2] half-sent files are bounded for each who asks, and keep no other out; what is gone frees its place', async () => {
  const { address, sends, close } = await reads(new Bodies(freeMeter()));
  const fits = Math.floor(filesHeldPerAskerBytesMax / importBytesMax);
  const held = Array.from({ length: fits }, () => halfSends(address, '/ann', importBytesMax));
  while ((await sends('ann')) !== 429); // those before have arrived
  expect(await sends('ben')).toBe(200);
  for (const { gone } of held) gone();
  while ((await sends('ann')) !== 200);
  close();
});

test('[Q1] of a body that was refused so much is thrown away as its address may send; then its sender is cut off', async () => {
  const strict = await startTestServer({ env: { NONPAPER_BUDGETS_TIMES: '1' } });
  const piece = Buffer.alloc(64 * 1024);
  const sends = async (): Promise<number> => {
    const head = ['POST /api/drafts/sample/previews HTTP/1.1', `Content-Length: ${importBytesMax}`, '', ''];
    const socket = speaks(strict.address, head).resume();
    const isCut = once(socket, 'close').catch(() => undefined);
    let sent = 0;
    for (; !socket.destroyed && sent < importBytesMax; sent += piece.length)
      await Promise.race([new Promise<void>(written => socket.write(piece, () => written())), isCut]);
    socket.destroy();
    return sent;
  };
  const most = Math.ceil(allowances.refusedBytes.burst / importBytesMax);
  const sent: number[] = [];
  for (let i = 0; i < most; i++) sent.push(await sends());
  expect(sent[0]).toBe(importBytesMax); // the first is waited for
  while (sent.length < 4 * most) sent.push(await sends());
  expect(sent.at(-1)).toBeLessThan(importBytesMax);
  await strict.stop();
});

test('[Q10] who follows a link gets a page in words, a program problem+json; neither is kept as a file', async () => {
  const asks = (accept: string): Promise<Response> =>
    fetch(`${server.address}/api/drafts/sample/export.md`, { headers: { Accept: accept } });
  const page = await asks('text/html,application/xhtml+xml,*/*;q=0.8');
  expect([page.status, page.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
  expect(await page.text()).toMatch(/holds no such seat.*first page/s);
  for (const accept of ['*/*', 'application/json', 'text/markdown']) {
    const answer = await asks(accept);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('content-disposition')).toBe(null);
  }
});

test('[Q2] a body that stops coming is given up, in words', async () => {
  const { address, close } = await reads(new Bodies(freeMeter(), 20));
  const { answer, gone } = halfSends(address, '/ann', importBytesMax);
  expect(await answer).toMatch(/^HTTP\/1.1 503 .*too slowly/s);
  gone();
  close();
});

test('[Q2] what is longer than it said it would be, or than it may be, is refused in words', async () => {
  const tooLong = new Uint8Array(importBytesMax + 1);
  const headers = { Cookie: chair.cookie };
  for (const announced of [{ 'Content-Length': tooLong.length }, {}]) {
    const asking = request(`${server.address}${path(chair, 'previews')}`, {
      method: 'POST',
      headers: { ...headers, ...announced },
    });
    asking.write(tooLong); // in pieces that say how long they are, where nothing is announced
    asking.end();
    const [answer] = await once(asking, 'response');
    expect([answer.statusCode, await text(answer)]).toEqual([413, expect.stringContaining('more than it may: 10 MB.')]);
  }
});

test('[Q2] a body in pieces of a byte is given up, in words, and costs no more memory than its bytes', async () => {
  const { address, close } = await reads(new Bodies(freeMeter()));
  const socket = speaks(address, ['POST /ann HTTP/1.1', 'Transfer-Encoding: chunked', '', '']);
  const answer = once(socket, 'data').then(([data]) => String(data));
  socket.write('1\r\nx\r\n'.repeat(2 * bodyPiecesFree));
  expect(await answer).toMatch(/^HTTP\/1.1 400 .*small pieces/s);
  socket.destroy();
  close();
});

test('[Q9] what names no host or expects something is answered by us, as whatever is asked, and not by Node', async () => {
  const { hostname, port, host } = new URL(server.address);
  const says = (...head: string[]): Promise<string> => {
    const socket = connect(Number(port), hostname);
    socket.write([...head, 'Connection: close', '', ''].join('\r\n'));
    return text(socket);
  };
  expect(await says('GET /api/welcome HTTP/1.1')).toMatch(/^HTTP\/1.1 421 .*problem\+json/s);
  expect(await says('GET /api/welcome HTTP/1.1', `Host: ${host}`, 'Expect: wonders')).toMatch(/^HTTP\/1.1 200 /);
});

/** What browsers and programs say of where they think they are. */
const asksAs = async (host: string, target = '/api/welcome'): Promise<number | undefined> => {
  const [answer] = await once(request(`${server.address}${target}`, { headers: { Host: host } }).end(), 'response');
  answer.resume();
  return answer.statusCode;
};

test('[Q9] a name that somebody else leads here is none of ours, for pages, requests and sockets', async () => {
  const { port, host } = new URL(server.address);
  for (const own of [host, `localhost:${port}`, `LocalHost:${port}`, `[::1]:${port}`])
    expect([own, await asksAs(own)]).toEqual([own, 200]);
  for (const other of ['rebound.example', `rebound.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.example`])
    expect([other, await asksAs(other), await asksAs(other, '/')]).toEqual([other, 421, 421]);
  expect(await asksAs('10.0.0.7', '/healthz')).toBe(200);
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
  const headers = { ...upgrade, Host: 'rebound.example', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
  const [answer] = await once(request(`${server.address}/sync/sample/text`, { headers }).end(), 'response');
  expect(answer.statusCode).toBe(421);
});

test('[Q9] the address that people use is served behind a proxy', async () => {
  const behind = await startTestServer({ env: { NONPAPER_BASE_URL: 'https://talks.example' } });
  for (const [host, status] of [
    ['talks.example', 200],
    ['talks.example:443', 200],
    ['other.example', 421],
  ] as const) {
    const [answer] = await once(request(`${behind.local}/api/welcome`, { headers: { Host: host } }).end(), 'response');
    answer.resume();
    expect([host, answer.statusCode]).toEqual([host, status]);
  }
  await behind.stop();
});

test.each([
  ['/assets/gone.js', 404],
  ['/assets/', 404],
  ['/gone', 404],
  ['/assets/%E0%A4%A', 404],
  ['/drafts/%E0%A4%A', 400],
])('[Q9] %s: what is not there, or cannot be read, says nothing of the inside', async (target, status) => {
  const [answer] = await once(request(`${server.address}${target}`).end(), 'response');
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.statusCode).toBe(status);
  expect(await text(answer)).not.toMatch(/ {4}at |\.ts|node_modules/);
});

test('[Q3] a million wrong elements are one wrong list, or one wrong element', async () => {
  const imports = (points: unknown[]) =>
    chair.posts(path(chair, 'imports'), {
      id: 'import-1',
      kind: 'outline.import',
      after: null,
      themes: [{ title: 'T', points }],
    });
  const many = await imports(Array<number>(1_000_000).fill(1));
  expect([many.status, (await many.json()).detail.split('\n')]).toEqual([
    400,
    [expect.stringMatching(/^✖ Too big: expected array to have <=1000 items/), expect.stringContaining('points')],
  ]);
  const blocks = Array<number>(10_000).fill(1);
  const wrong = await imports(Array.from({ length: 90 }, () => ({ title: 'P', blocks })));
  expect((await wrong.json()).detail.match(/✖/g)).toHaveLength(1);
});

test('[Q3] an outline of more paragraphs than a draft takes is refused by its braces, however few its bytes', async () => {
  const outline = (paragraphs: number): string => {
    const blocks = `[${Array<string>(paragraphs).fill('{}').join()}]`;
    return `{"id":"import-1","kind":"outline.import","after":null,"themes":[{"title":"T","points":[{"title":"P","blocks":${blocks}}]}]}`;
  };
  const asks = async (paragraphs: number): Promise<unknown[]> => {
    const answer = await chair.posts(path(chair, 'imports'), outline(paragraphs));
    return [answer.status, (await answer.json()).detail];
  };
  expect(await asks(outlineBracesMax)).toEqual([413, expect.stringContaining('Bring it in parts')]);
  expect(await asks(100)).toEqual([400, expect.stringContaining('kind')]);
});

test('[Q3] an answer names so many wrong places and says how many more there are', async () => {
  const marks = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`wrong-${i}`, 1]));
  const answer = await fetch(`${server.address}${path(chair, 'reading')}`, {
    method: 'PUT',
    headers: { Cookie: chair.cookie, 'Content-Type': 'application/json' },
    body: JSON.stringify({ marks }),
  });
  const { detail } = await answer.json();
  expect(detail.match(/✖/g)).toHaveLength(issuesToldMax);
  expect(detail).toMatch(/and 995 more\.$/);
});

test('[Q4] half of a character is refused wherever it stands, and a whole one is kept', async () => {
  const act = { id: crypto.randomUUID(), ...onPoint(await pointAt(chair, 1), 'half') };
  for (const half of ['\\ud800', '\\udc00', 'a\\uD83D', '\\ude00\\ud83d']) {
    const answer = await chair.posts(path(chair, 'acts'), JSON.stringify(act).replace('half', half));
    expect([answer.status, (await answer.json()).detail]).toEqual([
      400,
      expect.stringContaining('half of a character'),
    ]);
  }
  await does(chair, { ...act, text: '😀 \\ud800' });
  const escaped = JSON.stringify({ ...act, id: crypto.randomUUID() }).replace('half', '\\ud83d\\ude00');
  expect((await chair.posts(path(chair, 'acts'), escaped)).status).toBe(201);
});
