// Three people in one point at random (test/support/flow-play.ts): whatever they do at once, no letter is lost, doubled
// or out of order, and all read the same in the end.
import { expect, it } from 'vitest';
import { FlowPlay } from '../../../../support/flow-play.ts';
import { seeds } from '../../../../support/seeded-random.ts';

async function reportOf(played: readonly number[], hasUndo: boolean): Promise<string> {
  const reports: string[] = [];
  for (const seed of played) {
    const { report } = new FlowPlay(seed, hasUndo).run();
    if (report !== '') reports.push(`seed ${seed}: ${report}`);
    // editors leave microtasks that hold their documents: thousands of them fill the memory
    if (seed % 50 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  return reports.join('\n\n');
}

it('[E9] whatever three people do at once, each letter that nobody deleted stands once, in order, in all copies', async () => {
  expect(await reportOf(seeds(30, 2_000), false)).toBe('');
});

it("[E3] whatever three people do, undo and redo at once, copies agree, and no undo takes another's letters out", async () => {
  expect(await reportOf(seeds(30, 2_000), true)).toBe('');
});
