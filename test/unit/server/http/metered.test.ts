// What a request pays as, by its address alone.
import { expect, test, vi } from 'vitest';
import { Budgets } from '../../../../server/budgets/budgets.ts';
import { metered, priceOf } from '../../../../server/http/metered.ts';
import { allowances } from '../../../../shared/budget-limits.ts';
import { freeMeter } from '../../../support/free-meter.ts';

test.each<[string, string, Record<string, string>, object]>([
  ['POST', '/drafts/d/acts', {}, { acts: 1 }],
  ['POST', '/circulated/acts', {}, { acts: 1 }],
  ['POST', '/drafts/d/restorations', {}, { acts: 1, lookBacks: 5 }],
  ['POST', '/drafts', {}, { documents: 1 }],
  ['POST', '/drafts/d/previews', {}, { documents: 1 }],
  ['POST', '/drafts/d/imports', {}, { documents: 1 }],
  ['GET', '/drafts/d/export.md', {}, { exports: 1 }],
  ['GET', '/drafts/d/record.jsonl', {}, { exports: 1 }],
  ['GET', '/drafts/d/moments/now', {}, { lookBacks: 1 }],
  ['GET', '/drafts/d/comparison', {}, { lookBacks: 1 }],
  ['GET', '/drafts/d/history', { words: 'oil' }, { searches: 1 }],
  ['GET', '/drafts/d/history', {}, { requests: 1 }],
  ['GET', '/drafts/d', {}, { requests: 1 }],
  ['POST', '/seats', {}, { requests: 1 }],
  ['POST', '/sample/reset', {}, { resets: 1 }],
  ['GET', '/anything', {}, { requests: 1 }],
  ['POST', '/lines/some-line', {}, {}],
])('[B1] %s %s %j pays %j', (method, path, query, costs) => {
  expect(priceOf({ method, path, query })).toEqual(costs);
});

/** Asks as somebody who sits, or does not. */
async function payersOf(path: string, seat: { id: string; draft: string; member: string } | null): Promise<unknown[]> {
  const asked: unknown[] = [];
  const parts = {
    access: { seatOf: async () => seat, addressOf: () => '192.0.2.1' },
    budgets: { ask: (...given: unknown[]) => asked.push(given) && 'go' },
    keys: { note: (_: unknown, asker: unknown) => asked.push(asker) },
    door: { turn: (_: unknown, __: unknown, begin: () => void) => asked.push('a turn') && begin() },
    meter: freeMeter(),
  };
  const request = { method: 'GET', path, query: {} };
  await metered(parts as never)(request as never, {} as never, vi.fn()); // what is used of them
  return asked;
}

test('[B1] a request is paid for by its member, its draft and its address; a stranger’s by the address, when it is their turn', async () => {
  const address = '192.0.2.1';
  const ann = { draft: 'd', member: 'ann' };
  const costs = { requests: 1 };
  expect(await payersOf('/drafts/d', { id: 'seat', ...ann })).toEqual([ann, [{ ...ann, address }, costs]]);
  const nobody = { draft: null, member: null, address };
  expect(await payersOf('/drafts/d', null)).toEqual([null, 'a turn', [nobody, costs]]);
  expect(await payersOf('/circulated', null)).toEqual([[nobody, costs]]);
});

test('[B6] the sample made afresh is paid for by the address alone, each address for itself', () => {
  const budgets = new Budgets(allowances, () => 0);
  const from = (address: string) => budgets.ask({ draft: null, member: null, address }, { resets: 1 });
  for (let i = 0; i < allowances.resets.burst; i++) expect(from('here')).toBe('go');
  expect([from('here'), from('there')]).toEqual([{ wait: expect.any(Number) }, 'go']);
  expect(priceOf({ method: 'POST', path: '/sample/reset', query: {} })).toEqual({ resets: 1 });
});
