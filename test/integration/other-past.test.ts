// A server that was restored from a backup, as a client that has seen more of it meets it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { DocLink } from '../../client/session/doc-link.ts';
import type { SeenHead } from '../../client/session/local-draft.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
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

/** Resolves with what becomes of a link whose browser remembers this head, and has words that the server does not hold. */
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
      copy: { loaded: Promise.resolve(), close: () => undefined, forget: () => Promise.resolve() },
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
