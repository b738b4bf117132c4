// A busy server is left alone for as long as it says, and then gets the same again.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem, api } from '../../../../client/api/api-client.ts';
import { Outbox } from '../../../../client/session/outbox.ts';
import { HttpSocket } from '../../../../client/sync/http-socket.ts';
import { Act } from '../../../../shared/acts/act.ts';
import { busyTriesMax, parcelMessagesMax } from '../../../../shared/budget-limits.ts';
import { DraftId, SeatId } from '../../../../shared/ids.ts';
import { decodeParcel, encodeParcel } from '../../../../shared/wire/parcel.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const busy = (): Response => new Response('{}', { status: 429, headers: { 'Retry-After': '7' } });
const busyProblem = () =>
  new ApiProblem(429, { type: 'x', title: '', status: 429, detail: 'Try again in 7 seconds.' }, 7_000);

test('[B3] an act that has to wait is sent again when the server said, before those behind it, and is never given back', async () => {
  const sent: string[] = [];
  const outbox = new Outbox({
    send: async ({ id }) => {
      sent.push(`${id} ${Date.now()}`);
      if (sent.length <= 100) throw busyProblem();
      return { seq: sent.length, hash: '', at: 0 };
    },
    work: { putAct: () => undefined, removeAct: () => undefined },
    onChange: () => undefined,
  });
  vi.setSystemTime(0);
  const reply = (id: string): Act => Act.parse({ id, kind: 'thread.reply', thread: 'thread', text: 'Said.' });
  const outcomes = [outbox.add(reply('first'), Promise.resolve()), outbox.add(reply('second'), Promise.resolve())];
  await vi.runAllTimersAsync();
  expect(await Promise.all(outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
  expect(sent.slice(0, 3)).toEqual(['first 0', 'first 7000', 'first 14000']);
  expect(sent.at(-1)).toBe('second 700000');
});

test('[B3] words on a slow connection wait for a busy server, and arrive once and in order', async () => {
  const taken: number[] = [];
  let posts = 0;
  const ask = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (/lines\?/.test(String(url))) return Response.json({ line: 'line' }, { status: 201 });
    if (init.method !== 'POST') return new Promise(() => {});
    if (posts++ < 3) return busy();
    taken.push(...decodeParcel(init.body as Uint8Array).messages.map(message => message[0] ?? 0));
    return new Response(null, { status: 204 });
  };
  const closed: number[] = [];
  const socket = new HttpSocket('ws://here/sync/d/text?seat=s', ask, {
    opened: () => undefined,
    message: () => undefined,
    closed: code => void closed.push(code),
  });
  await vi.advanceTimersByTimeAsync(0);
  for (let i = 1; i <= 5; i++) socket.send(Uint8Array.of(i));
  await vi.advanceTimersByTimeAsync(7_000 * 3 - 1);
  expect(taken).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect([taken, closed]).toEqual([[1, 2, 3, 4, 5], []]);
});

test('[B3] a line that has to wait for what it hears does not end', async () => {
  const heard: number[] = [];
  let gets = 0;
  const parcel = encodeParcel({ messages: [Uint8Array.of(1)], end: null });
  const ask = async (_: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (init.method === 'POST') return Response.json({ line: 'line' }, { status: 201 });
    gets++;
    if (gets === 1) return busy();
    return gets === 2 ? new Response(parcel) : new Promise(() => {});
  };
  const closed: number[] = [];
  new HttpSocket('ws://here/sync/d/text?seat=s', ask, {
    opened: () => undefined,
    message: message => void heard.push(message[0] ?? 0),
    closed: code => void closed.push(code),
  });
  await vi.advanceTimersByTimeAsync(7_000);
  expect([heard, closed]).toEqual([[1], []]);
});

test('[B3] a parcel holds no more messages than the server takes', async () => {
  const counts: number[] = [];
  const ask = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (/lines\?/.test(String(url))) return Response.json({ line: 'line' }, { status: 201 });
    if (init.method !== 'POST') return new Promise(() => {});
    counts.push(decodeParcel(init.body as Uint8Array).messages.length);
    return new Response(null, { status: 204 });
  };
  const events = { opened: () => undefined, message: () => undefined, closed: () => undefined };
  const socket = new HttpSocket('ws://here/sync/d/text?seat=s', ask, events);
  await vi.advanceTimersByTimeAsync(0);
  for (let i = 0; i < 2 * parcelMessagesMax; i++) socket.send(new Uint8Array());
  await vi.advanceTimersByTimeAsync(0);
  expect(Math.max(...counts)).toBeLessThanOrEqual(parcelMessagesMax);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2 * parcelMessagesMax);
});

test('[B3] what somebody looks at is asked again when the server said; a few times, then it is said', async () => {
  const answers = [busy(), Response.json({ entries: [], next: null })];
  let asked = 0;
  vi.stubGlobal('fetch', async () => {
    asked++;
    return answers.shift() ?? busy();
  });
  const [draft, seat] = [DraftId.parse('d'), SeatId.parse('s')];
  const page = api.history(draft, { seat });
  await vi.advanceTimersByTimeAsync(7_000);
  expect(await page).toEqual({ entries: [], next: null });
  expect(asked).toBe(2);
  const refused = api.history(draft, { seat }).catch((error: ApiProblem) => error.status);
  await vi.runAllTimersAsync();
  expect([await refused, asked]).toEqual([429, 2 + busyTriesMax]);
});
