// Frames that carry no words: presence, pings, parcels, fragments, and what cannot be read at all.

import { connect } from 'node:net';
import { encodePresence, encodePresenceStates } from '../../../shared/wire/codec.ts';
import { encodeParcel } from '../../../shared/wire/parcel.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import type { Attack } from './attack.ts';
import { attack } from './attack.ts';
import { freshClient, range } from './circles-and-deletions.ts';
import type { Hostile, HostileSocket } from './hostile.ts';
import { pause } from './hostile.ts';

const cursor = (clock: number): string => {
  const at = { type: { client: 1, clock: 7 }, tname: null, item: { client: 1, clock }, assoc: 0 };
  return JSON.stringify({ point: 'p', cursor: { point: 'p', anchorPos: at, focusPos: at } });
};

/** States as small as can be, each of another client. */
const manyStates = (count: number): Uint8Array =>
  encodePresence(encodePresenceStates(range(count, () => ({ clientId: freshClient(), clock: 1, json: '' }))));

const largeState = (clientId: number, clock: number): Uint8Array =>
  encodePresence(
    encodePresenceStates([{ clientId, clock, json: JSON.stringify({ point: 'p', more: 'x'.repeat(4_000) }) }]),
  );

const observerSends =
  (sockets: number, does: (socket: HostileSocket) => Promise<unknown>) =>
  (hostile: Hostile): Promise<void> =>
    hostile.sockets(sockets, hostile.seat('observer'), does);

const again =
  (make: () => Uint8Array) =>
  async ({ sends }: HostileSocket): Promise<void> => {
    while (await sends(make()));
  };

/** Control frames cost no budget of frames. */
const controls =
  (kind: 'ping' | 'pong') =>
  async ({ webSocket, sends }: HostileSocket): Promise<void> => {
    for (; await sends(); await pause(0)) for (let i = 0; i < 500; i++) webSocket[kind]('x'.repeat(100));
  };

/** Everybody is told of each caret that moves. */
async function caretsOfAllTabs({ sends }: HostileSocket): Promise<void> {
  const client = freshClient();
  for (
    let clock = 1;
    await sends(encodePresence(encodePresenceStates([{ clientId: client, clock, json: cursor(clock) }])));
    clock++
  )
    await pause(20);
}

async function largeStates({ sends }: HostileSocket): Promise<void> {
  const client = freshClient();
  for (let clock = 1; await sends(largeState(client, clock)); clock++);
}

/** Two tabs that both say they are the same client: each sends the other away. */
async function oneClientTwice(hostile: Hostile): Promise<void> {
  const client = freshClient();
  await hostile.sockets(8, hostile.seat('observer'), async ({ sends }) => {
    for (let clock = 1; await sends(largeState(client, clock)); clock++) await pause(5);
  });
}

async function parcels(hostile: Hostile): Promise<void> {
  const observer = hostile.seat('observer');
  const body = encodeParcel({ messages: range(1_200_000, () => new Uint8Array()), end: null });
  await hostile.repeats(4, async () => {
    const { text } = await hostile.asks({
      method: 'POST',
      path: `/api/drafts/${observer.draft}/lines?part=text&wire=${wireVersion}`,
      seat: observer,
    });
    const line = /"line":"([^"]+)"/.exec(text)?.[1];
    if (line === undefined) return pause(20);
    const headers = { 'Content-Type': 'application/octet-stream' };
    await hostile.asks({ method: 'POST', path: `/api/lines/${line}`, seat: observer, body, headers });
  });
}

/** Lines that are opened and never asked for. */
async function linesLeft(hostile: Hostile): Promise<void> {
  const observer = hostile.seat('observer');
  await hostile.repeats(16, () =>
    hostile.asks({
      method: 'POST',
      path: `/api/drafts/${observer.draft}/lines?part=text&wire=${wireVersion}`,
      seat: observer,
    }),
  );
}

/** A message that never ends, a byte at a time. */
async function fragments({ webSocket, sends }: HostileSocket): Promise<void> {
  for (; await sends(); await pause(0))
    for (let i = 0; i < 500 && webSocket.readyState === webSocket.OPEN; i++)
      webSocket.send(Uint8Array.of(0), { fin: false });
}

/** Upgrades of which only the first half is sent. */
async function halfUpgrades(hostile: Hostile): Promise<void> {
  const { hostname, port } = new URL(hostile.address);
  await hostile.repeats(64, async () => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: '127.0.0.66' });
    socket.on('error', () => undefined);
    socket.write(
      'GET /sync/sample/text?seat=x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    );
    await pause(20);
    socket.destroy();
  });
}

const tooLarge = new Uint8Array(1024 * 1024 + 1);

export const frames: readonly Attack[] = [
  attack(
    '7. presence: 60,000 states in a frame',
    'observer',
    observerSends(
      4,
      again(() => manyStates(60_000)),
    ),
  ),
  attack('7. parcels of empty messages', 'observer', parcels),
  attack('7. pings', 'observer', observerSends(8, controls('ping'))),
  attack('7. unsolicited pongs', 'observer', observerSends(8, controls('pong'))),
  attack('+ large presence, as fast as can be', 'observer', observerSends(20, largeStates)),
  attack('+ carets of forty tabs', 'observer', observerSends(40, caretsOfAllTabs)),
  attack('+ one client twice', 'observer', oneClientTwice),
  attack(
    '+ asking who is here',
    'observer',
    observerSends(
      20,
      again(() => Uint8Array.of(3)),
    ),
  ),
  attack(
    '+ frames that cannot be read',
    'observer',
    observerSends(
      20,
      again(() => Uint8Array.of(99)),
    ),
  ),
  attack(
    '+ frames that are too large',
    'observer',
    observerSends(
      8,
      again(() => tooLarge),
    ),
  ),
  attack('+ a message in fragments', 'observer', observerSends(8, fragments)),
  attack('+ lines opened and left', 'observer', linesLeft),
  attack('+ half an upgrade', 'no cookie', halfUpgrades),
];
