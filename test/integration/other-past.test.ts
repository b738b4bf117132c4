// A server that was restored from a backup, as a client that has seen more of it meets it.
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { z } from 'zod';
import type { SeenHead } from '../../client/local/local-draft.ts';
import { DocLink } from '../../client/sync/doc-link.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { encodeCommit, encodeReceipt, encodeSync } from '../../shared/wire/codec.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
  person = await Person.sitsDown(server.address, 'ukr-delegate');
});
afterAll(() => server.stop());

/**
 * Resolves with what becomes of a link whose browser remembers this head, and has words that the server does not hold.
 */
function meets(seenHead: SeenHead | null): Promise<'connected' | 'another past'> {
  const { cookie } = person;
  const doc = new Y.Doc();
  bodyOf(doc, 'lost').insert(0, [new Y.XmlElement('paragraph')]);
  return new Promise(resolve => {
    const link: DocLink = new DocLink({
      serverUrl: `${server.address.replace('http', 'ws')}/sync/sample`,
      room: 'text',
      seat: person.seat.id,
      doc: seenHead ? doc : new Y.Doc(),
      socket: class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols, { headers: { Cookie: cookie } });
        }
      } as unknown as typeof globalThis.WebSocket,
      copy: { loaded: Promise.resolve(), close: () => undefined },
      ready: Promise.resolve(),
      isCopyWhole: false,
      seenHead,
      onChange: () => {
        if (!link.isConnected) return;
        resolve('connected');
        link.destroy();
      },
      onOtherPast: () => {
        resolve('another past');
        link.destroy();
      },
      onEnd: end => expect(end).toEqual({ kind: 'nothing is pushed to a server with another past' }),
    });
  });
}

test('[C3] a shorter past is noticed, and nothing is sent to it', async () => {
  expect(await meets({ seq: 1_000_000, hash: '00' })).toBe('another past');
  const stock = await connectStock(person);
  expect(stock.doc.share.has('lost')).toBe(false);
  stock.leave();
});

test('[C3] an entry that is another one than was seen is noticed', async () => {
  const { heads } = await person.view();
  expect(await meets({ seq: heads.text.seq, hash: 'f'.repeat(64) })).toBe('another past');
});

test('[C3] a longer past is the usual case', async () => {
  expect(await meets(null)).toBe('connected');
});

/** A room that says whatever it likes: joined at one head, told of a change under another. */
async function lyingRoom(joined: SeenHead, then: SeenHead): Promise<{ url: string; close(): void }> {
  const wire = ({ seq, hash }: SeenHead) => ({ seq, hash: Buffer.from(hash, 'hex') });
  const text = new Y.Doc();
  bodyOf(text, 'rewritten').insert(0, [new Y.XmlElement('paragraph')]);
  const change = { update: Y.encodeStateAsUpdate(text), member: person.seat.member, points: [] };
  const room = new WebSocketServer({ port: 0 });
  room.on('connection', socket => {
    socket.send(encodeReceipt({ frames: 0, head: wire(joined) }));
    socket.send(encodeSync('step2', Uint8Array.of(0, 0)));
    socket.send(encodeCommit({ head: wire(then), at: 1, changes: [change], presence: null }));
  });
  await once(room, 'listening');
  const { port } = z.object({ port: z.number() }).parse(room.address());
  return { url: `ws://127.0.0.1:${port}/sync/sample`, close: () => room.close() };
}

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
test.each([
  ['an earlier entry', { seq: 6, hash: b }],
  ['another entry of the same number', { seq: 7, hash: b }],
])('[C3] a change that comes as %s than was told is another past, and is not taken', async (_, shown) => {
  const told = { seq: 7, hash: a };
  const room = await lyingRoom(told, shown);
  const doc = new Y.Doc();
  const heads: SeenHead[] = [];
  const met = await new Promise(resolve => {
    const link: DocLink = new DocLink({
      serverUrl: room.url,
      room: 'text',
      seat: person.seat.id,
      doc,
      socket: WebSocket as unknown as typeof globalThis.WebSocket,
      copy: { loaded: Promise.resolve(), close: () => undefined },
      ready: Promise.resolve(),
      isCopyWhole: false,
      seenHead: null,
      onChange: () => undefined,
      onHead: head => heads.push(head),
      onOtherPast: (...both) => {
        resolve(both);
        link.destroy();
      },
      onEnd: end => expect(end).toEqual({ kind: 'the page leaves by itself' }),
    });
  });
  expect(met).toEqual([told, shown]);
  expect(heads).toEqual([told]);
  expect(doc.share.has('rewritten')).toBe(false);
  room.close();
});
