// Answers that nobody reads, and answers whose asker lost their rights meanwhile; connections that do nothing.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Proxies } from '../../server/access/address.ts';
import { Answers } from '../../server/http/answers.ts';
import { Connections } from '../../server/http/connections.ts';
import { requestsAheadMax, unreadAnswersPerAskerBytesMax } from '../../shared/wire-limits.ts';
import { does, path, sendsNow } from '../support/circulating.ts';
import { freeMeter } from '../support/free-meter.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { asksAndDoesNotRead, smallApp, speaks } from '../support/small-app.ts';

let server: TestServer;
let chair: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
});
afterAll(() => server.stop());

/** More than two sockets hold between them. */
const large = Buffer.alloc(unreadAnswersPerAskerBytesMax, 'x');

test('[Q6] an answer that nobody reads keeps out its asker’s next, and nobody else’s; when it is given up, there is room', async () => {
  const answers = new Answers(freeMeter());
  const { address, close } = await smallApp(app =>
    app.get(
      '/:who',
      async (request, response) => void (await answers.whole(response, { address: request.params.who }, large)),
    ),
  );
  const status = async (who: string): Promise<number> => {
    const answer = await fetch(`${address}/${who}`);
    await answer.arrayBuffer();
    return answer.status;
  };
  const unread = await asksAndDoesNotRead(address, '/ann');
  expect(await status('ann')).toBe(429);
  expect(await status('ben')).toBe(200);
  unread.destroy();
  while ((await status('ann')) !== 200);
  close();
});

test('[Q6] whoever takes nothing more of an answer is cut off', async () => {
  const answers = new Answers(freeMeter(), 50);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const { address, close } = await smallApp(app =>
    app.get('/', async (_, response) => resolve(await answers.whole(response, { address: 'ann' }, large))),
  );
  const unread = await asksAndDoesNotRead(address);
  expect(await promise).toBe(false);
  unread.destroy();
  close();
});

const connections = (bounds: { most?: number; each?: number; silenceMs?: number; proxies?: Proxies }): Connections =>
  new Connections({ most: 100, each: 100, proxies: new Proxies([]), ...bounds });

test('[Q6] what the system took and nobody read goes with its connection, which ends by itself', async () => {
  const { address, http, close } = await smallApp(
    app => app.get('/', (_, response) => void response.send('x'.repeat(200_000))),
    server => connections({ silenceMs: 50 }).listen(server),
  );
  const served = once(http, 'connection');
  const unread = await asksAndDoesNotRead(address);
  const [socket] = (await served) as [Socket];
  await once(socket, 'close');
  const [error] = await once(unread.resume(), 'error'); // not the quiet end of one that was read
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  close();
});

test('[Q7] so many connections come from one address and no more, which is said; another’s, and a proxy’s, come in', async () => {
  for (const [bounds, last] of [
    [{ each: 2 }, /^HTTP\/1.1 429 .*too many connections from here/s],
    [{ most: 2, proxies: new Proxies(['127.0.0.1']) }, /^HTTP\/1.1 429 /],
    [{ each: 2, proxies: new Proxies(['127.0.0.1']) }, /^HTTP\/1.1 200 /],
  ] as const) {
    const { address, close } = await smallApp(
      app => app.get('/', (_, response) => void response.send('here')),
      http => connections(bounds).listen(http),
    );
    const ask = async (): Promise<string> => {
      const socket = speaks(address, ['GET / HTTP/1.1', '', '']);
      open.push(socket);
      const [answer] = await once(socket, 'data');
      return String(answer);
    };
    const open: Socket[] = [];
    expect(await ask()).toMatch(/^HTTP\/1.1 200 /);
    expect(await ask()).toMatch(/^HTTP\/1.1 200 /);
    expect(await ask()).toMatch(last);
    for (const socket of open) socket.destroy();
    while (!/^HTTP\/1.1 200 /.test(await ask())); // their places are free
    for (const socket of open) socket.destroy();
    close();
  }
});

/**
 * Asks while the record is busy, so that something else happens before the answer is ready; again and again where it
 * was ready first.
 */
async function refusedMeanwhile(
  round: (i: number) => Promise<{ asks: () => Promise<Response>; happens: () => unknown }>,
) {
  for (let i = 0; ; i++) {
    const { asks, happens } = await round(i);
    const busy = Array.from({ length: 6 }, (_, n) => chair.get(path(chair, `comparison?from=0&to=${Date.now() - n}`)));
    const [answer] = await Promise.all([asks(), happens()]);
    const said = await answer.text();
    for (const each of await Promise.all(busy)) await each.arrayBuffer();
    if (answer.status !== 200) return [answer.status, said];
  }
}

test('[N4] a copy that was asked for before its link ended is not sent after the end', async () => {
  const refused = await refusedMeanwhile(async i => {
    const { reader, circulation, ids } = await sendsNow(chair, `Rev. ${i}`, 'Ann');
    const end = { kind: 'circulation.end', circulation, reader: ids[0] };
    return { asks: () => reader.asks(), happens: () => does(chair, end) };
  });
  expect(refused).toEqual([403, expect.stringContaining('link-ended')]);
});

test.each(['moments/1', 'comparison?from=0&to=now', 'export.md'])(
  '[Q8] %s: what was asked for before a member was removed is not sent after it',
  async asked => {
    const refused = await refusedMeanwhile(async i => {
      const member = `guest-${i}-${asked.replaceAll(/[^a-z]/g, '')}`;
      await does(chair, { kind: 'member.add', member, name: 'Guest', role: 'observer', party: null });
      const guest = await Person.sitsDown(server.address, member);
      return {
        asks: () => guest.get(path(guest, asked)),
        happens: () => does(chair, { kind: 'member.remove', member }),
      };
    });
    expect(refused).toEqual([403, expect.stringContaining('no longer a member')]);
  },
);

test('[Q7] a connection that asks again and again without waiting for its answers is cut off, unanswered', async () => {
  let asked = 0;
  const { address, close } = await smallApp(
    app =>
      app.get('/', request => {
        if (!request.socket.destroyed) asked++;
      }),
    http => connections({}).listen(http),
  );
  const request = ['GET / HTTP/1.1', 'Host: here', '', ''].join('\r\n');
  const socket = speaks(address, [request.repeat(100)]);
  await once(socket.resume(), 'close').catch(() => undefined);
  expect(asked).toBe(requestsAheadMax);
  close();
});

test('[Q7] a connection that sends no head is ended', async () => {
  const { http, close } = await smallApp(
    () => undefined,
    server => connections({ silenceMs: 50 }).listen(server),
  );
  const address = http.address();
  const silent = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1').resume();
  await once(silent, 'error').catch(() => undefined);
  expect(silent.destroyed).toBe(true);
  close();
});
