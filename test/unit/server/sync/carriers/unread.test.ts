// Sockets and lines that are written to and do not read: cut, however lively they seem.
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { Admission } from '../../../../../server/sync/carriers/admission.ts';
import { Connection } from '../../../../../server/sync/carriers/connection.ts';
import { HttpLine } from '../../../../../server/sync/carriers/http-line.ts';
import type { LineEvents } from '../../../../../server/sync/carriers/line.ts';
import { webSocketLine } from '../../../../../server/sync/carriers/line.ts';
import { tooMuchUnread } from '../../../../../server/sync/carriers/unread.ts';
import { webSocketFrame } from '../../../../../server/sync/frame.ts';
import { MemberId } from '../../../../../shared/ids.ts';
import { encodeSync } from '../../../../../shared/wire/codec.ts';
import { pingIntervalMs, pongMaxMs, unsentPerMemberBytesMax } from '../../../../../shared/wire-limits.ts';
import { FakeHouse } from '../../../../support/fake-room.ts';

afterEach(() => void vi.restoreAllMocks());

test('[Q6] the worst are cut first, of one member and in all, until the rest is within the bounds', () => {
  const connections = [
    { member: 'ann', unsentBytes: 3 },
    { member: 'ann', unsentBytes: 4 },
    { member: 'ann', unsentBytes: 0 },
    { member: 'ben', unsentBytes: 5 },
    { member: 'cy', unsentBytes: 2 },
  ];
  const cut = (each: number, all: number) => tooMuchUnread(connections, { each, all }).map(c => c.unsentBytes);
  expect(cut(7, 14)).toEqual([]);
  expect(cut(6, 14)).toEqual([4]);
  expect(cut(4, 14)).toEqual([5, 4]);
  expect(cut(7, 6)).toEqual([5, 4]);
});

test('[Q6] who comes in is looked at every few seconds, and of one member’s sockets that leave most unread the worst is cut', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const house = new FakeHouse();
  await house.made();
  const draft = await house.open();
  const seat = { id: '00000000-0000-4000-8000-000000000000', draft: draft.id, member: 'chair' };
  const admission = new Admission({
    access: { isOwnHost: () => true, isOwnOrigin: () => true, seatOf: async () => seat, addressOf: () => '' } as never,
    rooms: house.rooms,
    limits: { socketsMax: 9, socketsPerMemberMax: 9 } as never, // what is used of them
    budgets: { ask: () => 'go' } as never,
    onHere: () => undefined,
  });
  const cut: number[] = [];
  for (const unsentBytes of [1, unsentPerMemberBytesMax, 2]) {
    const { connect } = await admission.admit({} as never, { draft: draft.id, part: 'shared', seat: seat.id });
    connect({
      isOpen: true,
      unsentBytes,
      write: () => undefined,
      close: () => undefined,
      terminate: () => void cut.push(unsentBytes),
      ping: () => undefined,
      listen: () => undefined,
    });
  }
  vi.advanceTimersByTime(10_000);
  expect(cut).toContain(unsentPerMemberBytesMax);
  expect(cut).not.toContain(1);
  admission.drain();
  vi.useRealTimers();
});

test('[Q6] whoever sends and sends, and answers no ping, is cut; whoever answers is not', async () => {
  const house = new FakeHouse();
  await house.made();
  const draft = await house.open();
  let clock = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  for (const answers of [true, false]) {
    let events: LineEvents | undefined;
    let isCut = false;
    const line = {
      isOpen: true,
      unsentBytes: 0,
      write: () => undefined,
      close: () => undefined,
      terminate: () => {
        isCut = true;
      },
      ping: () => answers && events?.alive(),
      listen: (heard: LineEvents) => {
        events = heard;
      },
    };
    const member = MemberId.parse('chair');
    const connection = new Connection({
      line,
      draft,
      room: draft.shared,
      member,
      speaksOurs: true,
      onClosed: () => undefined,
    });
    for (const end = clock + pongMaxMs + 2 * pingIntervalMs; clock <= end; clock += pingIntervalMs / 4) {
      events?.message(Buffer.from(encodeSync('update', Uint8Array.of(0, 0))), true);
      connection.heartbeat(clock);
    }
    expect(isCut).toBe(!answers);
  }
});

test('[Q6] a pong that nobody asked for is no answer: it has to be read what was asked', () => {
  let asked: Uint8Array = Buffer.alloc(0);
  let answers = 0;
  const webSocket = Object.assign(new EventEmitter(), {
    ping: (data: Uint8Array) => {
      asked = data;
    },
  });
  const line = webSocketLine(webSocket as never, new PassThrough()); // what is used of a WebSocket
  line.listen({
    message: () => undefined,
    pinged: () => undefined,
    ponged: isAnswer => {
      if (isAnswer) answers++;
    },
    closed: () => undefined,
  });
  webSocket.emit('pong', Buffer.alloc(0));
  line.ping();
  webSocket.emit('pong', Buffer.alloc(8));
  expect(answers).toBe(0);
  webSocket.emit('pong', asked);
  webSocket.emit('pong', asked);
  expect(answers).toBe(1);
});

test('[Q6] what a line has given to an answer counts as unread until the answer has left', async () => {
  const line = new HttpLine(() => undefined);
  line.listen({ message: () => undefined, heard: () => undefined, alive: () => undefined, closed: () => undefined });
  line.write(webSocketFrame(new Uint8Array(1_000)));
  expect((await line.next())?.messages).toHaveLength(1);
  line.write(webSocketFrame(new Uint8Array(500)));
  expect(line.unsentBytes).toBe(1_500);
  line.taken();
  expect(line.unsentBytes).toBe(500);
});
