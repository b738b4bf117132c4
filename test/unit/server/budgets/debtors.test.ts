// Members who owe time: one request after another, whoever has gone left out, and others not kept waiting.
import { expect, test } from 'vitest';
import { Budgets } from '../../../../server/budgets/budgets.ts';
import { Debtors } from '../../../../server/budgets/debtors.ts';
import { allowances, owingWaitMsMax } from '../../../../shared/budget-limits.ts';

const ann = { draft: 'd', member: 'ann' };
const bob = { draft: 'd', member: 'bob' };

test('[B2] the requests of a member who owes time begin one after another, also those that come at once', () => {
  const clock = { ms: 0 };
  const budgets = new Budgets(allowances, () => clock.ms);
  const waits: { ms: number; then: () => void }[] = [];
  const debtors = new Debtors(budgets, (ms, then) => void waits.push({ ms, then }));
  const begun: string[] = [];
  const comes = (name: string, asker = ann) => debtors.comes(asker, () => void begun.push(name));
  comes('before');
  budgets.charge({ ...ann, address: null }, { workMs: 3 * allowances.workMs.burst });
  for (const name of ['first', 'second', 'third']) comes(name);
  const leave = comes('gone');
  comes('last');
  leave();
  comes('another’s', bob);
  expect(begun).toEqual(['before', 'another’s']);
  while (waits.length > 0) {
    expect(waits).toHaveLength(1);
    const [next] = waits.splice(0);
    expect(next?.ms).toBeLessThanOrEqual(owingWaitMsMax);
    next?.then();
  }
  expect(begun.slice(2)).toEqual(['first', 'second', 'third', 'last']);
});
