// Coming in: joins that no cache serves, and doors that are opened and shut.
import * as encoding from 'lib0/encoding';
import { encodeSync } from '../../../shared/wire/codec.ts';
import type { Attack } from './attack.ts';
import { attack } from './attack.ts';
import { freshClient, range } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause } from './hostile.ts';
import { growsOwnDraft } from './large-outline.ts';
import type { StagedSeat } from './stage.ts';
import { honest } from './stage.ts';

/** A state vector of so many clients, all of them invented. */
function stateVector(clients: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clients);
  for (let i = 0; i < clients; i++) {
    encoding.writeVarUint(encoder, freshClient());
    encoding.writeVarUint(encoder, 1 + i);
  }
  return encoding.toUint8Array(encoder);
}

const joins =
  (sockets: number, clients: number, part: 'text' | 'shared') =>
  (hostile: Hostile, seat: StagedSeat = hostile.seat('observer')): Promise<void> =>
    hostile.sockets(
      sockets,
      seat,
      async ({ sends }) => {
        while (await sends(encodeSync('step1', stateVector(clients))));
      },
      part,
    );

/** In a draft of one's own that is as large as drafts may be. */
async function joinsOfALargeDraft(hostile: Hostile): Promise<void> {
  await joins(20, 3, 'text')(hostile, await growsOwnDraft(hostile));
}

/** In and out again. */
async function comesAndGoes(hostile: Hostile): Promise<void> {
  await hostile.sockets(40, hostile.seat('observer'), async ({ webSocket, sends }) => {
    await sends(encodeSync('step1', stateVector(1)));
    webSocket.terminate();
  });
}

/** The chair of a draft may make anybody its member, and sit down there under their name, as they are known here. */
async function socketsUnderAnothersName(hostile: Hostile): Promise<void> {
  await hostile.sockets(40, hostile.seat(honest.typist, 'own'), () => pause(0));
}

/** All the sockets that four people may have. */
const colluders = ['observer', 'drafter', 'rus-head', 'rus-delegate'];
async function socketsOfFour(hostile: Hostile): Promise<void> {
  const seats = colluders.map(member => hostile.seat(member));
  const step1 = encodeSync('step1', stateVector(1));
  await hostile.sockets(40, seats, async ({ sends }) => {
    for (; await sends(step1); await pause(2_000));
  });
}

/** A draft's rooms opened and left to fall idle: many drafts, one after the other. */
async function manyDrafts(hostile: Hostile): Promise<void> {
  const seat = hostile.seat('drafter');
  const themes = range(3, number => ({ title: `Theme ${number}`, points: [] }));
  const body = JSON.stringify({ like: 'sample', title: 'One more', outline: { title: null, themes } });
  await hostile.repeats(8, () => hostile.asks({ method: 'POST', path: '/api/drafts', seat, body }));
}

export const joinsAttacks: readonly Attack[] = [
  attack('7. joins that no cache serves', 'observer', joins(20, 3, 'text')),
  attack('7. joins of a large draft of one’s own', 'chair of another draft', joinsOfALargeDraft),
  attack('+ joins with the largest state vector', 'observer', joins(20, 10_000, 'text')),
  attack('+ joins of the discussion', 'observer', joins(20, 3, 'shared')),
  attack('+ in and out again', 'observer', comesAndGoes),
  attack('10. sockets under another draft’s member’s name', 'chair of another draft', socketsUnderAnothersName),
  attack('+ all sockets of four', 'four colluding', socketsOfFour),
  attack('+ drafts without end', 'drafter', manyDrafts),
];
