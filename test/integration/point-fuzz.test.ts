// Random people edit random points, and afterwards every copy reads the same: in the editors, in Yjs, on the server
// behind the gate. The seed of a bad run is in the failure; `LONG=1` plays thousands.
import { expect, it } from 'vitest';
import { updateStepsMax } from '../../shared/wire-limits.ts';
import { gatedServer } from '../support/gated-play-server.ts';
import type { PlayOptions } from '../support/point-play.ts';
import { PointPlay } from '../support/point-play.ts';

const runs = process.env['LONG'] === '1' ? 3_000 : 45;

const atTheTable: PlayOptions = {
  people: 2,
  points: 3,
  steps: 60,
  isOfflineAllowed: false,
  hasUndo: true,
  hasHardText: true,
};
const travelling: PlayOptions = { ...atTheTable, people: 3, isOfflineAllowed: true };

/** Two points, longer runs, much undone. */
const crowded: PlayOptions = { ...travelling, points: 2, steps: 90 };

async function badRuns(options: PlayOptions, firstSeed: number): Promise<readonly string[]> {
  const bad: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    for (const problem of new PointPlay(options, seed).run()) bad.push(`seed ${seed}: ${problem}`);
    // editors leave microtasks that hold their documents: thousands of them fill the memory
    await new Promise(resolve => setImmediate(resolve));
  }
  return bad;
}

it('[E1] people at one table converge, whatever they type, undo and unmount', async () => {
  expect(await badRuns(atTheTable, 1_000_000)).toEqual([]);
});

it('[E2] the gate never refuses an honest editor, on line or off', async () => {
  expect(await badRuns({ ...travelling, serve: words => gatedServer(words) }, 2_000_000)).toEqual([]);
});

it('[G12] what honest editors send, on line or off, costs a twentieth of the bound at most', async () => {
  const prices: number[] = [];
  const serve = (words: readonly string[]) => gatedServer(words, price => prices.push(price));
  expect(await badRuns({ ...travelling, serve }, 2_500_000)).toEqual([]);
  expect(prices.length).toBeGreaterThan(runs * 10);
  expect(Math.max(...prices)).toBeLessThan(updateStepsMax / 20);
});

it('[E1] people who never undo, and people who write plain letters, converge too', async () => {
  expect(await badRuns({ ...travelling, hasUndo: false }, 3_000_000)).toEqual([]);
  expect(await badRuns({ ...atTheTable, hasHardText: false }, 4_000_000)).toEqual([]);
});

it('[E3] undo and redo never leave two orders of the same words, nor take out what others typed', async () => {
  expect(await badRuns(crowded, 5_000_000)).toEqual([]);
});
