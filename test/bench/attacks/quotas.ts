// First come, all taken: what a draft has for everybody, taken by one member or one delegation.
import { encodePresence, encodePresenceStates } from '../../../shared/wire/codec.ts';
import { collected, update } from '../../support/craft-update.ts';
import type { Attack } from './attack.ts';
import { attack, attackFor } from './attack.ts';
import { freshClient, words } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause } from './hostile.ts';

const source = { who: 'A ministry', where: 'Press briefing', date: '2025-11-20' };

/** A delegation takes these until no more are given; what it got is too much above a share of the draft's. */
const takes =
  (member: string, act: (hostile: Hostile, turn: number) => Record<string, unknown>, share: number, what: string) =>
  async (hostile: Hostile): Promise<string | undefined> => {
    const seat = hostile.seat(member);
    let taken = 0;
    await hostile.repeats(16, async turn => {
      const { status } = await hostile.acts(seat, act(hostile, turn));
      if (status === 201) taken++;
    });
    return taken > share ? `one took ${taken} ${what}` : undefined;
  };

const redLine = () => ({ kind: 'red-line.add', party: 'rus', statement: 'Ours', theme: null, points: [], source });
const thread = ({ points: [point] }: Hostile) => ({
  kind: 'thread.open',
  point,
  anchor: null,
  needs: [],
  text: 'One more.',
});
const flag = ({ points: [point], stage }: Hostile) => ({
  kind: 'flag.raise',
  point,
  anchor: null,
  needs: [],
  redLine: stage.redLine,
  severity: 'risks',
  reason: null,
});

/** Each socket speaks for another client, and goes: what it spoke for stays its member's. */
async function clientIds(hostile: Hostile, members: readonly string[]): Promise<void> {
  const seats = members.map(member => hostile.seat(member));
  await hostile.sockets(8, seats, async ({ webSocket, sends }) => {
    const state = { clientId: freshClient(), clock: 1, json: JSON.stringify({ point: 'p' }) };
    await sends(encodePresence(encodePresenceStates([state])));
    webSocket.terminate();
  });
}

const eight = [
  'observer',
  'drafter',
  'rus-head',
  'rus-delegate',
  'ukr-head',
  'ukr-delegate',
  'ust-head',
  'ust-delegate',
];

/** Each frame from another client of the observer's. */
async function clientIdsByWords(hostile: Hostile): Promise<void> {
  await hostile.sockets(4, hostile.seat('observer'), async ({ sends }) => {
    while (await sends(words(update(freshClient(), 0, collected(1))))) await pause(5);
  });
}

/** One thread, answered without end, by four. */
async function answersByFour(hostile: Hostile): Promise<void> {
  const members = ['drafter', 'rus-head', 'rus-delegate', 'ust-delegate'] as const;
  const opener = hostile.seat('rus-delegate');
  const id = crypto.randomUUID();
  const open = { id, ...thread(hostile) };
  await hostile.acts(opener, open);
  await hostile.repeats(32, turn =>
    hostile.acts(hostile.seat(members[turn % members.length] ?? 'drafter'), {
      kind: 'thread.reply',
      thread: id,
      text: 'And again. '.repeat(200),
    }),
  );
}

export const quotas: readonly Attack[] = [
  attackFor('10. all red lines', 'head', takes('rus-head', redLine, 250, 'red lines')),
  attackFor('10. all threads', 'delegate', takes('rus-delegate', thread, 10_000, 'threads')),
  attack('10. all client ids, by presence', 'eight colluding', hostile => clientIds(hostile, eight)),
  attackFor('+ all flags', 'delegate', takes('rus-delegate', flag, 2_500, 'flags')),
  attack('+ all client ids of a member', 'observer', clientIdsByWords),
  attack('+ one thread, by four', 'four colluding', answersByFour),
];
