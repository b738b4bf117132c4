// What each may cost the others, on a clock that the test moves.
import { expect, test } from 'vitest';
import type { Payer } from '../../../../server/budgets/budgets.ts';
import { Budgets } from '../../../../server/budgets/budgets.ts';
import type { SlowWork } from '../../../../server/budgets/work-meter.ts';
import { WorkMeter } from '../../../../server/budgets/work-meter.ts';
import { addressTimes, allowances, pursesMax, slowWorkMs } from '../../../../shared/budget-limits.ts';

const ann: Payer = { draft: 'd', member: 'ann', address: '192.0.2.1' };
const ben: Payer = { ...ann, member: 'ben' };

function budgetsAt() {
  const clock = { ms: 0 };
  return { clock, budgets: new Budgets(allowances, () => clock.ms) };
}

test('[B1] a member has one budget for all that is theirs; who is over is told how long to wait, and then goes', () => {
  const { clock, budgets } = budgetsAt();
  for (let i = 0; i < allowances.acts.burst; i++) expect(budgets.ask(ann, { acts: 1 })).toBe('go');
  const elsewhere = { ...ann, address: '198.51.100.7' };
  expect(budgets.ask(elsewhere, { acts: 1 })).toEqual({ wait: 1 / allowances.acts.perSecond });
  expect(budgets.ask(ben, { acts: 1 })).toBe('go');
  expect(budgets.ask(ann, { searches: 1 })).toBe('go');
  clock.ms += 1_000 / allowances.acts.perSecond;
  expect(budgets.ask(elsewhere, { acts: 1 })).toBe('go');
});

test('[B1] of several things that are asked together, all are paid for or none', () => {
  const { budgets } = budgetsAt();
  budgets.charge(ann, { joins: allowances.joins.burst });
  for (let i = 0; i < 2 * allowances.frames.burst; i++)
    expect(budgets.ask(ann, { frames: 1, joins: 1 })).not.toBe('go');
  expect(budgets.ask(ann, { frames: 1 })).toBe('go');
});

test('[B1] the same id in another draft is somebody else, and one draft of many leaves room for another', () => {
  const { budgets } = budgetsAt();
  const { burst, draftTimes } = allowances.exports;
  const asks = (draft: string, member: string): unknown =>
    budgets.ask({ draft, member, address: null }, { exports: 1 });
  for (let i = 0; i < burst * draftTimes; i++) expect(asks('d', `member-${i % (2 * draftTimes)}`)).toBe('go');
  expect(asks('d', 'late')).not.toBe('go');
  expect(asks('other', 'member-0')).toBe('go');
});

test('[B1] an address is generous: a whole conference asks from one', () => {
  const { budgets } = budgetsAt();
  const unknown = { draft: null, member: null, address: '192.0.2.1' };
  for (let i = 0; i < addressTimes; i++)
    expect(budgets.ask(unknown, { requests: allowances.requests.burst })).toBe('go');
  expect(budgets.ask(unknown, { requests: 1 })).not.toBe('go');
  expect(budgets.ask({ ...unknown, address: '192.0.2.2' }, { requests: 1 })).toBe('go');
});

test('[B1] what costs more than is ever there at once goes when the budget is full, and is owed', () => {
  const { clock, budgets } = budgetsAt();
  const large = 2 * allowances.bytes.burst;
  expect(budgets.ask(ann, { bytes: large })).toBe('go');
  expect(budgets.ask(ann, { bytes: 1 })).toEqual({ wait: (allowances.bytes.burst + 1) / allowances.bytes.perSecond });
  clock.ms += 60_000;
  expect(budgets.ask(ann, { bytes: large })).toBe('go');
});

test('[B1] memory is bounded: whoever owes nothing any more is forgotten, and of too many the oldest', () => {
  const { clock, budgets } = budgetsAt();
  for (let i = 0; i < 1_000; i++) budgets.ask({ draft: null, member: null, address: `${i}` }, { requests: 1 });
  expect(budgets.remembered).toBe(1_000);
  clock.ms += 3_600_000;
  for (let i = 0; i < 1_000; i++) budgets.ask({ draft: null, member: null, address: `later ${i}` }, { requests: 1 });
  expect(budgets.remembered).toBe(1_000);
  for (let i = 0; i < 2 * pursesMax; i++)
    budgets.charge({ draft: null, member: null, address: `flood ${i}` }, { requests: 9 });
  expect(budgets.remembered).toBeLessThanOrEqual(pursesMax);
});

test('[B2] what holds the server is charged to its author and told with kind and author; the next of theirs waits', () => {
  const { clock, budgets } = budgetsAt();
  const told: SlowWork[] = [];
  const meter = new WorkMeter(
    budgets,
    () => clock.ms,
    slow => told.push(slow),
  );
  const holds = (ms: number, member = 'ann'): unknown =>
    meter.run('words', { draft: 'd', member }, () => {
      clock.ms += ms;
    });
  holds(slowWorkMs - 1);
  expect(told).toEqual([]);
  holds(slowWorkMs);
  expect(told).toEqual([{ what: 'words', draft: 'd', member: 'ann', ms: slowWorkMs }]);
  expect(budgets.ask(ann, { frames: 1 })).toBe('go');
  holds(2 * allowances.workMs.burst);
  expect(budgets.ask(ann, { frames: 1 })).not.toBe('go');
  expect(budgets.ask(ann, { acts: 1 })).not.toBe('go');
  expect(budgets.ask(ben, { frames: 1 })).toBe('go');
  holds(3_600_000, 'ben'); // the whole machine stood still
  const { wait } = budgets.ask(ben, { frames: 1 }) as { wait: number };
  expect(wait).toBeLessThan(60);
});

test('[B2] what fails after long is charged as well', () => {
  const { clock, budgets } = budgetsAt();
  const meter = new WorkMeter(
    budgets,
    () => clock.ms,
    () => undefined,
  );
  const fails = (): unknown =>
    meter.run('words', { draft: 'd', member: 'ann' }, () => {
      clock.ms += 1_000;
      throw new Error('unreadable');
    });
  expect(fails).toThrow('unreadable');
  expect(budgets.ask(ann, { frames: 1 })).not.toBe('go');
});
