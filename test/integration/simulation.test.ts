// Whole negotiations by seed: real sessions, outboxes, rooms, gate and acts; clock, chance, network and storage are the
// simulation's.
import '../support/simulation/seeded-chance.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TextLink } from '../../client/sync/text-link.ts';
import type { Bug } from '../support/simulation/bugs.ts';
import { bugs } from '../support/simulation/bugs.ts';
import { simulate } from '../support/simulation/simulation.ts';

const isLong = process.env['LONG'] === '1';
/** Words stood twice: a refusal was told in a tick that was taken back, as the disk failed. */
const keptSeeds = isLong ? [] : [319, 657];
const seeds = [...Array.from({ length: isLong ? 2_000 : 12 }, (_, index) => index + 1), ...keptSeeds];
const steps = 200;
/** A mistake that is not found in so many runs is not found. */
const plantedSeedsMax = 100;

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

const run = (seed: number, bug: Bug | null = null) =>
  simulate(seed, { steps, bug, advance: ms => vi.advanceTimersByTimeAsync(ms) });

const runs = new Map<number, ReturnType<typeof run>>();
/** Run once, whichever test asks first. */
function ran(seed: number): ReturnType<typeof run> {
  const known = runs.get(seed) ?? run(seed);
  runs.set(seed, known);
  return known;
}

test.each(seeds)('[C2] seed %i: nothing is lost, nothing stands twice, all are equal', async seed => {
  const { losses, doubles, differing, odd } = await ran(seed);
  expect({ losses, doubles, differing, odd }).toEqual({ losses: [], doubles: [], differing: [], odd: [] });
});

test('[C2] rooms are joined by WebSocket and by requests in the same negotiation', async () => {
  const { byWebSocket, byRequests } = (await ran(3)).joined;
  expect(Math.min(byWebSocket, byRequests)).toBeGreaterThan(5);
});

test('[R3] in a negotiation the disk fails and works again', async () => {
  expect((await ran(3)).diskChanges).toBeGreaterThan(2);
});

test('[B1] the budgets of a real server make nobody wait', async () => {
  for (const seed of [1, 2, 3, 4]) expect((await ran(seed)).waits).toBe(0);
});

test('[C2] the same seed gives the same trace', async () => {
  expect((await run(7)).trace).toBe((await ran(7)).trace);
});

test.each(bugs)('[C2] the simulation finds a planted mistake: %s', async bug => {
  const durable = TextLink.prototype.durable;
  if (bug === 'anchor sent before its words') TextLink.prototype.durable = () => Promise.resolve();
  let seed = 0;
  const isFound = async (): Promise<boolean> => {
    const { losses, doubles, differing, odd } = await run(++seed, bug);
    return losses.length + doubles.length + differing.length + odd.length > 0;
  };
  while (seed < plantedSeedsMax) if (await isFound()) break;
  TextLink.prototype.durable = durable;
  expect(seed).toBeLessThan(plantedSeedsMax);
});
