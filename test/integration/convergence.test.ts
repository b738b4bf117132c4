// Stock clients, our own, and a reader over a real server: random edits, drops and reconnections, and in the end one
// text.
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { DocLink } from '../../client/sync/doc-link.ts';
import { bodyOf, flatText, plainText } from '../../shared/text/point-text.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { connectStock, converged, firstText } from '../support/stock-client.ts';

const long = process.env['LONG'] === '1';
const seeds = Array.from({ length: long ? 500 : 15 }, (_, index) => index + 1);
const steps = 80;

/**
 * Each seed writes as five devices, of which a member has so many only; and a text that grows for ever tells nothing
 * new.
 */
const seedsPerServer = 20;

let server: TestServer | undefined;
const people: Person[] = [];

async function newServer(): Promise<void> {
  await server?.stop();
  people.length = 0;
  server = await startTestServer();
  for (const member of ['ukr-delegate', 'rus-delegate', 'ust-delegate', 'eur-delegate', 'observer'])
    people.push(await Person.sitsDown(server.address, member, 'sample', people[0]?.cookie));
  // Our own link makes the browser's WebSocket, which would bring the cookie by itself.
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Cookie: people[0]?.cookie ?? '' } });
    }
  } as unknown as typeof globalThis.WebSocket;
}
afterAll(() => server?.stop());

type Writer = { readonly doc: Y.Doc; drop(): void; back(): void; leave(): void };

async function stock(person: Person): Promise<Writer> {
  const { doc, provider, leave } = await connectStock(person);
  return { doc, drop: () => provider.disconnect(), back: () => provider.connect(), leave };
}

function own(person: Person): Promise<Writer & { link: DocLink }> {
  return new Promise(resolve => {
    const link: DocLink = new DocLink({
      serverUrl: `${server?.address.replace('http', 'ws')}/sync/sample`,
      room: 'text',
      seat: person.seat.id,
      doc: new Y.Doc(),
      socket: globalThis.WebSocket,
      copy: { loaded: Promise.resolve(), close: () => undefined },
      ready: Promise.resolve(),
      isCopyWhole: false,
      seenHead: null,
      onOtherPast: () => expect.unreachable('the server keeps its past'),
      onChange: () =>
        link.isConnected &&
        resolve({ doc: link.doc, link, drop: () => undefined, back: () => undefined, leave: () => link.destroy() }),
      onEnd: end => expect(end).toEqual({ kind: 'an honest client is never refused' }),
    });
  });
}

/** Never into the middle of a character: Yjs itself would break it, and the gate would say so. */
function editsAtRandom(doc: Y.Doc, point: string, random: Random): void {
  const text = firstText(bodyOf(doc, point));
  const words = plainText(text);
  const whole = (at: number): number => (/[\udc00-\udfff]/.test(words.charAt(at)) ? at + 1 : at);
  const at = whole(random.below(words.length + 1));
  const length = whole(Math.min(words.length, at + 1 + random.below(3))) - at;
  if (random.chance(0.65)) text.insert(at, random.pick(['a', 'shall ', '😀', 'سلام', 'é', '\n']));
  else if (random.chance(0.5))
    text.format(at, length, random.pick([{ bold: true }, { bold: null }, { italic: true }, { line: 'quote' }]));
  else text.delete(at, length);
}

test.each(seeds)('[R7] seed %i: all hold one text, and nothing waits', async seed => {
  if (seed % seedsPerServer === 1) await newServer();
  const random = new Random(seed);
  const [a, b, c, d, e] = people;
  if (!a || !b || !c || !d || !e) throw new Error('five people were expected');
  const ours = [await own(c), await own(d)];
  const writers: Writer[] = [await stock(a), await stock(b), ...ours];
  const reader = await stock(e);
  const points = [...reader.doc.share.keys()]
    .filter(point => flatText(bodyOf(reader.doc, point)).text !== '')
    .slice(0, 3);
  for (let step = 0; step < steps; step++) {
    const writer = random.pick(writers);
    if (random.chance(0.06)) random.pick([writer, reader]).drop();
    else if (random.chance(0.08)) random.pick([writer, reader]).back();
    else editsAtRandom(writer.doc, random.pick(points), random);
    // lets some of it cross the network meanwhile
    if (random.chance(0.2)) await new Promise(resolve => setImmediate(resolve));
  }
  for (const each of [...writers, reader]) each.back();
  await Promise.all(ours.map(({ link }) => link.durable()));
  await converged([...writers, reader].map(({ doc }) => doc));
  for (const { doc } of [...writers, reader]) expect(doc.store.pendingStructs).toBeNull();
  for (const each of [...writers, reader]) each.leave();
});
