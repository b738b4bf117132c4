// Who goes on at once, and who waits: a member's key, a forged one, none, and a page that asks in vain again and again.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { KnownKeys } from '../../../../server/access/known-keys.ts';
import { Budgets } from '../../../../server/budgets/budgets.ts';
import { Debtors } from '../../../../server/budgets/debtors.ts';
import { Strangers } from '../../../../server/budgets/strangers.ts';
import { WorkMeter } from '../../../../server/budgets/work-meter.ts';
import { Door } from '../../../../server/http/door.ts';
import { allowances, knownKeysMax, slowWorkMs } from '../../../../shared/budget-limits.ts';

const ann = { draft: 'd', member: 'ann' };
const here = { draft: null, member: null, address: 'here' };

/** A server behind a door, at which everybody comes from one address. */
async function house() {
  const clock = { ms: 0 };
  const keys = new KnownKeys();
  const budgets = new Budgets(allowances, () => clock.ms);
  const slow = vi.fn();
  const waits: (() => void)[] = [];
  const strangers = new Strangers(budgets, { soon: setImmediate, later: (_, then) => void waits.push(then) });
  const meter = new WorkMeter(budgets, () => clock.ms, slow);
  const debtors = new Debtors(budgets, (_, then) => void waits.push(then));
  const door = new Door({ access: { addressOf: () => 'here' }, keys, budgets, strangers, debtors, meter });
  let takesMs = 0;
  const http = createServer(
    door.before((_, response) => {
      clock.ms += takesMs;
      response.end('served');
    }),
  ).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const asks = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text();
  const takes = (ms: number): void => {
    takesMs = ms;
  };
  const later = (ms: number): void => {
    clock.ms += ms;
    for (const then of waits.splice(0)) then();
  };
  return { http, keys, budgets, slow, asks, takes, later, strangers };
}

test('[B5] a key that opened something goes on while strangers of its address wait; pages and other keys wait with them', async () => {
  const { http, keys, budgets, asks, later, strangers } = await house();
  keys.note({ headers: { cookie: 'key=ann' } }, ann);
  budgets.charge(here, { strangerMs: 2 * allowances.strangerMs.burst });
  const waiting = [
    asks('/api/welcome'),
    asks('/api/welcome', { Cookie: 'key=forged' }),
    asks('/', { Cookie: 'key=ann' }),
  ];
  let served = 0;
  for (const each of waiting) each.then(() => served++);
  while (strangers.waiting + served < waiting.length) await new Promise(setImmediate);
  expect(served).toBe(0);
  expect(await asks('/api/drafts/d', { Cookie: 'key=ann' })).toBe('served');
  expect(await asks('/healthz')).toBe('served');
  expect(strangers.waiting).toBe(waiting.length);
  later(60_000);
  expect(await Promise.all(waiting)).toEqual(['served', 'served', 'served']);
  http.close();
});

test('[B5] a key that opens nothing any more is a stranger’s, and of too many the oldest is forgotten', () => {
  const keys = new KnownKeys();
  const shows = (cookie: string) => ({ headers: { cookie } });
  keys.note(shows('ann'), ann);
  expect([keys.of(shows('ann')), keys.of(shows('ben')), keys.of({ headers: {} })]).toEqual([ann, null, null]);
  keys.note(shows('ann'), null);
  expect(keys.of(shows('ann'))).toBe(null);
  for (let i = 0; i <= knownKeysMax; i++) keys.note(shows(`${i}`), ann);
  expect([keys.of(shows('0')), keys.of(shows('1'))]).toEqual([null, ann]);
});

test('[B2] a request’s time is charged to its member, or to its address, and told where it was too long: without what it said', async () => {
  const { http, keys, budgets, slow, asks, takes } = await house();
  keys.note({ headers: { cookie: 'key=ann' } }, ann);
  takes(slowWorkMs);
  await asks('/api/drafts/d?words=secret', { Cookie: 'key=ann' });
  await asks('/api/welcome?words=secret');
  expect(slow.mock.calls).toEqual([
    [{ what: 'GET, its arrival', ...ann, ms: slowWorkMs }],
    [{ what: 'GET, its arrival', address: 'here', ms: slowWorkMs }],
  ]);
  takes(2 * allowances.workMs.burst);
  await asks('/api/drafts/d', { Cookie: 'key=ann' });
  expect(budgets.ask({ ...ann, address: null }, { requests: 1 })).not.toBe('go');
  expect(budgets.ask({ ...ann, member: 'ben', address: 'here' }, { requests: 1 })).toBe('go');
  http.close();
});

test('[B5] whoever watches over the process waits for nobody, but not as often as one likes', async () => {
  const { http, budgets, asks, later, strangers } = await house();
  budgets.charge(here, { strangerMs: 2 * allowances.strangerMs.burst });
  for (let i = 0; i < allowances.healthChecks.burst; i++) expect(await asks('/healthz')).toBe('served');
  const tooMany = asks('/healthz');
  while (strangers.waiting === 0) await new Promise(setImmediate);
  later(60_000);
  expect(await tooMany).toBe('served');
  http.close();
});
