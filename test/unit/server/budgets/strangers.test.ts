// Those of whom nobody knows who they are, on an event loop and a clock that the test moves.
import { expect, test } from 'vitest';
import { Budgets } from '../../../../server/budgets/budgets.ts';
import { Strangers } from '../../../../server/budgets/strangers.ts';
import { allowances, strangerMsEach, strangersAtOnce } from '../../../../shared/budget-limits.ts';

function gate() {
  const clock = { ms: 0 };
  const budgets = new Budgets(allowances, () => clock.ms);
  const rounds: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const strangers = new Strangers(budgets, {
    soon: then => void rounds.push(then),
    later: (_, then) => void timers.push(then),
  });
  const served: string[] = [];
  const comes = (address: string, name = address): (() => void) => strangers.comes(address, () => served.push(name));
  const runs = (those: (() => void)[]): void => {
    for (const then of those.splice(0)) then();
  };
  const goesRound = (): void => {
    while (rounds.length > 0) runs(rounds);
  };
  const spends = (address: string, ms: number): void =>
    budgets.charge({ draft: null, member: null, address }, { strangerMs: ms });
  const passes = (ms: number): void => {
    clock.ms += ms;
    runs(timers);
    goesRound();
  };
  return { strangers, served, comes, rounds, runs, goesRound, spends, passes };
}

test('[B5] a few strangers begin in one round of the event loop, the others in the next ones, in order', () => {
  const { served, comes, rounds, runs, goesRound } = gate();
  const all = Array.from({ length: 3 * strangersAtOnce }, (_, i) => `${i}`);
  for (const name of all) comes('a', name);
  expect(served).toHaveLength(strangersAtOnce);
  runs(rounds);
  expect(served).toHaveLength(2 * strangersAtOnce);
  goesRound();
  expect(served).toEqual(all);
});

test('[B5] an address that has used up its time waits, and keeps no other address waiting', () => {
  const { strangers, served, comes, goesRound, spends, passes } = gate();
  spends('a', allowances.strangerMs.burst + 100);
  for (let i = 0; i < 3; i++) comes('a', `a ${i}`);
  comes('b');
  goesRound();
  expect([served, strangers.waiting]).toEqual([['b'], 3]);
  passes((1_000 * (100 + strangerMsEach)) / allowances.strangerMs.perSecond + 1);
  expect(served).toEqual(['b', 'a 0']);
  passes(1_000);
  expect([served.slice(2), strangers.waiting]).toEqual([['a 1', 'a 2'], 0]);
});

test('[B5] addresses take turns: many that wait from one keep out nobody who comes later from another', () => {
  const { served, comes, goesRound } = gate();
  for (let i = 0; i < 50; i++) comes('a', `a ${i}`);
  comes('b');
  goesRound();
  expect(served.indexOf('b')).toBeLessThan(2 * strangersAtOnce);
});

test('[B5] whoever goes away leaves no trace, pays nothing and is not called', () => {
  const { strangers, served, comes, spends, passes } = gate();
  spends('a', allowances.strangerMs.burst);
  const leaves = Array.from({ length: 100 }, (_, i) => comes('a', `${i}`));
  for (const leave of leaves.slice(1)) leave();
  expect(strangers.waiting).toBe(1);
  passes(60_000);
  expect([served, strangers.waiting]).toEqual([['0'], 0]);
});
