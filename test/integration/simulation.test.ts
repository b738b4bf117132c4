// Whole negotiations by seed: real sessions, outboxes, rooms, gate and acts; clock, chance, network and storage are the simulation's.
import '../support/simulation/seeded-chance.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { simulate } from '../support/simulation/simulation.ts';

const isLong = process.env['LONG'] === '1';
const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 0) || (isLong ? 2_000 : 25) }, (_, index) => index + 1);
const steps = 200;

beforeEach(() => {
  vi.useFakeTimers({
    now: 1_800_000_000_000,
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'Date',
      'performance',
    ],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const run = (seed: number) => simulate(seed, { steps, bug: null, advance: ms => vi.advanceTimersByTimeAsync(ms) });

test.each(seeds)('[C2] seed %i: nothing is lost, nothing stands twice, all are equal', async seed => {
  const { losses, doubles, differing, odd } = await run(seed);
  expect({ losses, doubles, differing, odd }).toEqual({ losses: [], doubles: [], differing: [], odd: [] });
});

test('[C2] the same seed gives the same trace', async () => {
  expect((await run(7)).trace).toBe((await run(7)).trace);
});
