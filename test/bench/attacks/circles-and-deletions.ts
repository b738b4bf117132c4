// Bytes against the gate: what rests on itself, what rests on nothing, and deletions that are looked through again and
// again.

import { encodeSync } from '../../../shared/wire/codec.ts';
import type { Block, Id } from '../../support/craft-update.ts';
import {
  collected,
  deletion,
  elementUnder,
  skipped,
  textAfter,
  textBefore,
  textNodeUnder,
  threeLetters,
  update,
  updates,
} from '../../support/craft-update.ts';
import type { Attack } from './attack.ts';
import { attack } from './attack.ts';
import type { Hostile } from './hostile.ts';

export const words = (bytes: Uint8Array): Uint8Array => encodeSync('update', bytes);

let lastClient = 1_000 + Math.floor(Math.random() * 1_000_000);
/** One that nobody has used; each is larger than the one before. */
export const freshClient = (): number => ++lastClient;

export const range = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** One made update after the other, by so many sockets. */
export const floods =
  (sockets: number, member: string, make: (flow: Id) => readonly Uint8Array[]) =>
  (hostile: Hostile): Promise<void> =>
    hostile.sockets(sockets, hostile.seat(member), async ({ sends }) => {
      while (await sends(...make(hostile.flows[0]).map(words)));
    });

/** Each rests on the second struct of the next one, and the last on that of the first. */
const circle = (clients: number): Uint8Array => {
  const ids = range(clients, freshClient);
  return updates(
    ids.map((client, i) => {
      const next = ids[(i + 1) % clients] ?? 0;
      return { client, clock: 0, structs: [textAfter([next, 1], 'x'), collected(1)] };
    }),
  );
};

function circleOfParents(flow: Id): Uint8Array {
  const [a, b] = [freshClient(), freshClient()];
  const inside = (client: number, other: number): Block => ({
    client,
    clock: 0,
    structs: [textNodeUnder([other, 1]), elementUnder(flow, 'paragraph')],
  });
  return updates([inside(a, b), inside(b, a)]);
}

/** Letters each typed before the last one: none of them merge. */
const scattered = (client: number, flow: Id, count: number): Uint8Array =>
  updates([
    {
      client,
      clock: 0,
      structs: [threeLetters(flow), ...range(count, i => textBefore([client, i + 2], 'x'))],
    },
  ]);

const items = 20_000;

/** So many ranges, each over all that the client wrote. */
function overlapping(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const ranges = range(20_000, () => [2, items] as const);
  return [scattered(client, flow, items), updates([], [{ client, ranges }])];
}

function unsorted(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const ranges = range(40_000, i => [2 + ((i * 7_919) % items), 1 + (i % 50)] as const);
  return [scattered(client, flow, items + 60), updates([], [{ client, ranges }])];
}

/** Every second letter of a long text. */
function everySecond(flow: Id): readonly Uint8Array[] {
  const client = freshClient();
  const text = 'xy'.repeat(100_000);
  const written = [threeLetters(flow), textAfter([client, 2], text)];
  const ranges = range(100_000, i => [3 + 2 * i, 1] as const);
  return [updates([{ client, clock: 0, structs: written }]), updates([], [{ client, ranges }])];
}

/** By somebody who may write nothing, over what the server itself wrote. */
async function observerDeletes(hostile: Hostile): Promise<void> {
  const observer = hostile.seat('observer');
  const { clients } = (await hostile.words(observer)).store;
  const [client, structs] = [...clients].sort(([, a], [, b]) => b.length - a.length)[0] ?? [0, []];
  const last = structs.at(-1);
  const all = [0, (last?.id.clock ?? 0) + (last?.length ?? 0)] as const;
  const frame = words(updates([], [{ client, ranges: range(100_000, () => all) }]));
  await hostile.sockets(2, observer, async ({ sends }) => {
    while (await sends(frame));
  });
}

export const circlesAndDeletions: readonly Attack[] = [
  attack(
    '1. a circle through clock order',
    'observer',
    floods(2, 'observer', () => [circle(2)]),
  ),
  attack(
    '+ a circle through three clients',
    'observer',
    floods(2, 'observer', () => [circle(3)]),
  ),
  attack(
    '+ a circle through parents',
    'delegate',
    floods(2, 'rus-delegate', flow => [circleOfParents(flow)]),
  ),
  attack('2. overlapping delete sets', 'delegate', floods(1, 'rus-delegate', overlapping)),
  attack('2. overlapping delete sets, over what others wrote', 'observer', observerDeletes),
  attack('2. unsorted delete sets', 'delegate', floods(1, 'rus-delegate', unsorted)),
  attack(
    '2. deletions of what is not here',
    'observer',
    floods(4, 'observer', () => [deletion(freshClient(), 0, 9)]),
  ),
  attack('+ every second letter of a long text deleted', 'delegate', floods(1, 'rus-delegate', everySecond)),
  attack(
    '+ updates with a hole',
    'observer',
    floods(4, 'observer', () => [update(freshClient(), 0, skipped(5))]),
  ),
];
