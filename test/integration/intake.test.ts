// How much of what a connection sends is parsed, and when: told by what the parser has found, never by time.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { Proxies } from '../../server/access/address.ts';
import { KnownKeys } from '../../server/access/known-keys.ts';
import type { Costs } from '../../server/budgets/budgets.ts';
import { Connections } from '../../server/http/connections.ts';
import { Door } from '../../server/http/door.ts';
import { connectionMs } from '../../shared/budget-limits.ts';
import { intakePieceBytes, intakeRoundBytes, requestsAheadMax } from '../../shared/wire-limits.ts';
import { freeMeter } from '../support/free-meter.ts';
import { smallApp, speaks } from '../support/small-app.ts';

/** Strangers begin when the test says so. */
function door(turns: (() => void)[], paid: unknown[] = []): Door {
  const free = { ask: () => 'go' as const, charge: (_: unknown, costs: Costs) => void paid.push(costs) };
  const comes = (_: unknown, begin: () => void) => {
    turns.push(begin);
    return () => undefined;
  };
  return new Door({
    access: { addressOf: () => 'here' },
    keys: new KnownKeys(),
    budgets: free,
    strangers: { comes },
    debtors: { comes },
    meter: freeMeter(),
  });
}

/** A server that answers nothing by itself, and what it has found of each request, in order. */
async function finds(behind?: Door) {
  const found: [Request, Response][] = [];
  const { address, http, close } = await smallApp(
    app => void app.use((...each) => void found.push([each[0], each[1]])),
    server => {
      const connections = new Connections({ most: 100, each: 100, proxies: new Proxies([]) });
      if (behind) connections.behind(behind);
      connections.listen(server);
    },
  );
  const next = async (): Promise<[Request, Response]> => {
    await once(http, 'request');
    return found.at(-1) ?? expect.fail('none');
  };
  return { address, http, found, next, close };
}

const head = ['GET /flood HTTP/1.1', 'Host: here', '', ''].join('\r\n');
/** It may be cut off. */
const says = (address: string, lines: readonly string[]): Socket => speaks(address, lines).on('error', () => undefined);
const sent = (socket: Socket): Promise<void> => new Promise(written => socket.write('', () => written()));
const target = ([{ url }]: [Request, Response]): string => url;

test('[B5] nothing of a new connection is parsed before its turn, whatever has arrived of it', async () => {
  const turns: (() => void)[] = [];
  const paid: unknown[] = [];
  const { address, found, next, close } = await finds(door(turns, paid));
  const early = says(address, ['GET /early HTTP/1.1', '', '']);
  await sent(early);
  while (turns.length < 1) await new Promise(setImmediate);
  const late = says(address, ['GET /late HTTP/1.1', '', '']);
  await sent(late);
  while (turns.length < 2) await new Promise(setImmediate);
  turns[1]?.();
  await next();
  expect(found.map(target)).toEqual(['/late']);
  expect(paid).toEqual([{ strangerMs: connectionMs }]);
  turns[0]?.();
  await next();
  expect(found.map(target)).toEqual(['/late', '/early']);
  early.destroy();
  late.destroy();
  close();
});

test('[Q7] of many requests sent at once no more are parsed than stand in one piece, then it is cut off', async () => {
  const { address, found, close } = await finds();
  const socket = says(address, ['GET /first HTTP/1.1', '', head.repeat(3_000)]);
  await new Promise(cut => socket.resume().once('close', cut));
  expect(found.length).toBeGreaterThan(requestsAheadMax);
  expect(found.length).toBeLessThanOrEqual(intakePieceBytes / head.length + 1);
  close();
});

test('[Q7] of the requests behind an answer that is due no more is parsed than came in one piece with the next', async () => {
  const { address, found, close } = await finds();
  const body = 'x'.repeat(2 * intakePieceBytes);
  const posts = Array.from({ length: 5 }, (_, i) =>
    [`POST /${i} HTTP/1.1`, 'Host: here', `Content-Length: ${body.length}`, '', body].join('\r\n'),
  );
  const socket = says(address, ['GET /first HTTP/1.1', '', posts.join('')]);
  const said = text(socket);
  for (let i = 0; i <= posts.length; i++) {
    while (found.length <= i) await new Promise(setImmediate);
    const [request, response] = found[i] ?? expect.fail('none');
    const { length } = await text(request);
    await new Promise(setImmediate);
    expect([i, length]).toEqual([i, i === 0 ? 0 : body.length]);
    expect(found.length).toBeLessThanOrEqual(i + 2);
    response.end(`answer ${i}`);
  }
  socket.end();
  expect((await said).match(/answer \d/g)).toEqual(['answer 0', ...posts.map((_, i) => `answer ${i + 1}`)]);
  close();
});

test('[Q1] of a body nothing more is taken than came with its head, until its route reads it', async () => {
  const { address, next, close } = await finds();
  const bytes = 300_000;
  const socket = says(address, ['POST / HTTP/1.1', `Content-Length: ${bytes}`, '', 'x'.repeat(bytes / 2)]);
  const [request, response] = await next();
  await sent(socket);
  const other = says(address, ['GET / HTTP/1.1', '', '']); // what it says comes later
  await next();
  expect(request.readableLength).toBeLessThan(intakePieceBytes);
  socket.write('x'.repeat(bytes / 2));
  expect(await text(request)).toHaveLength(bytes);
  response.end('read');
  expect(String(await once(socket, 'data'))).toMatch(/read$/);
  other.destroy();
  socket.destroy();
  close();
});

test('[Q7] of one connection so much is parsed in one go, and then everybody else comes first', async () => {
  const { address, next, close } = await finds();
  const bytes = 20 * intakeRoundBytes;
  const socket = says(address, ['POST / HTTP/1.1', `Content-Length: ${bytes}`, '', 'x'.repeat(bytes)]);
  const [request] = await next();
  let most = 0;
  let inOneGo = 0;
  request.on('data', ({ length }: Buffer) => {
    if (inOneGo === 0) setImmediate(() => (inOneGo = 0));
    inOneGo += length;
    most = Math.max(most, inOneGo);
  });
  await once(request, 'end');
  expect(most).toBeGreaterThan(intakePieceBytes);
  expect(most).toBeLessThanOrEqual(intakeRoundBytes + intakePieceBytes);
  socket.destroy();
  close();
});

test.each([0, 3 * intakePieceBytes])('[Q7] whoever goes away behind a body of %s bytes is noticed', async bytes => {
  const { address, next, close } = await finds();
  const socket = says(address, ['POST / HTTP/1.1', `Content-Length: ${bytes}`, '', 'x'.repeat(bytes)]);
  socket.end();
  const [request, response] = await next();
  await sent(says(address, ['GET / HTTP/1.1', '', '']));
  await next(); // the end has arrived before
  await text(request).catch(() => undefined); // broken off
  if (!response.closed) await once(response, 'close');
  expect(response.writableFinished).toBe(false);
  close();
});

test('[W5] what is said right behind the head of an upgrade is heard, whole', async () => {
  const { address, http, close } = await finds();
  const webSockets = new WebSocketServer({ noServer: true });
  const upgraded: Duplex[] = [];
  http.on('upgrade', (_, socket) => void upgraded.push(socket));
  const heard = new Promise<string>(resolve =>
    http.on('upgrade', (request, socket, first) =>
      webSockets.handleUpgrade(request, socket, first, webSocket =>
        webSocket.on('message', data => resolve(`${data}`)),
      ),
    ),
  );
  const length = 10 * intakePieceBytes;
  const frame = Buffer.alloc(8 + length, 'x'); // masked with zeros
  frame.set([0x81, 0x80 + 126, length >> 8, length & 0xff, 0, 0, 0, 0]);
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
  const socket = says(address, ['GET / HTTP/1.1', ...upgrade, key, '', '']);
  socket.write(frame);
  expect(await heard).toHaveLength(length);
  expect(upgraded[0]?.listenerCount('readable')).toBe(0); // who holds it may pause it
  socket.destroy();
  close();
});
