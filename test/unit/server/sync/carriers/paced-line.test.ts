// A socket whose member sends too much: read later, never lost, never out of order.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Budgets } from '../../../../../server/budgets/budgets.ts';
import type { LineEvents, ReadableLine, SocketEvents } from '../../../../../server/sync/carriers/line.ts';
import { PacedLine } from '../../../../../server/sync/carriers/paced-line.ts';
import { allowances } from '../../../../../shared/budget-limits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeSocket implements ReadableLine {
  isOpen = true;
  readonly unsentBytes = 0;
  isRead = true;
  events: SocketEvents | null = null;
  listen(events: SocketEvents): void {
    this.events = events;
  }
  pause(): void {
    this.isRead = false;
  }
  resume(): void {
    this.isRead = true;
  }
  write(): void {}
  ping(): void {}
  close(): void {
    this.isOpen = false;
  }
  terminate(): void {
    this.close();
  }
}

const allowance = { ...allowances, frames: { perSecond: 10, burst: 5, draftTimes: 200 } };
const budgets = () => new Budgets(allowance, () => performance.now());

function paced(from = budgets()) {
  const socket = new FakeSocket();
  const line = new PacedLine(socket, costs => from.ask({ draft: 'd', member: 'ann', address: null }, costs));
  const heard: number[] = [];
  const events: LineEvents = {
    message: data => void heard.push(Number((data as Buffer)[0])),
    heard: () => undefined,
    alive: () => undefined,
    closed: () => undefined,
  };
  line.listen(events);
  const sends = (...numbers: number[]): void => {
    for (const number of numbers) socket.events?.message(Buffer.of(number), true);
  };
  return { socket, line, heard, sends };
}

test('[B1] what is too much is not read for a while, and then all of it is, in order', async () => {
  const { socket, heard, sends } = paced();
  sends(1, 2, 3, 4, 5, 6, 7, 8);
  expect([heard, socket.isRead]).toEqual([[1, 2, 3, 4, 5], false]);
  await vi.advanceTimersByTimeAsync(200);
  sends(9); // was on its way already
  await vi.advanceTimersByTimeAsync(1_000);
  expect([heard, socket.isRead]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9], true]);
});

test('[B1] two sockets of one member share one budget', async () => {
  const shared = budgets();
  const [one, other] = [paced(shared), paced(shared)];
  one.sends(1, 2, 3);
  other.sends(4, 5, 6);
  expect([one.heard, other.heard]).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(other.heard).toEqual([4, 5, 6]);
});

test('[B1] pings and pongs are paid for like messages; what is too many is not answered, and the socket is not read', () => {
  const { socket } = paced();
  let pongs = 0;
  for (let i = 0; i < 1_000; i++) socket.events?.pinged(() => pongs++);
  expect([pongs, socket.isRead]).toEqual([5, false]);
  const other = paced();
  for (let i = 0; i < 1_000; i++) other.socket.events?.ponged(false);
  expect(other.socket.isRead).toBe(false);
});

test('[B1] what is closed hears nothing more, and is read to its end', async () => {
  const { socket, line, heard, sends } = paced();
  sends(1, 2, 3, 4, 5, 6);
  line.close(1013, 'away');
  await vi.advanceTimersByTimeAsync(10_000);
  expect([heard, socket.isRead]).toEqual([[1, 2, 3, 4, 5], true]);
});

test('[B1] pings that came with those that were too much are paid before more is read', async () => {
  const { socket } = paced();
  const answered: number[] = [];
  for (let i = 0; i < 25; i++) socket.events?.pinged(() => void answered.push(i));
  expect([answered.length, socket.isRead]).toEqual([5, false]);
  await vi.advanceTimersByTimeAsync(450);
  expect(socket.isRead).toBe(false); // as many as go at once are there again only after half a second
  await vi.advanceTimersByTimeAsync(150);
  expect(socket.isRead).toBe(true);
  socket.events?.pinged(() => void answered.push(25));
  expect([answered.length, socket.isRead]).toEqual([5, false]); // what was owed of the 20
});
