// Frames described by a few numbers rather than bytes: runs of structs whose neighbours step through what is there, and
// ranges of deletions. Any numbers make a frame; most of what is hostile to Yjs is a run of this kind.
import { unreachable } from '../../../shared/assert.ts';
import * as craft from '../craft-update.ts';
import type { Random } from '../seeded-random.ts';

const makes = ['text', 'text', 'text', 'mark', 'collected', 'deleted'] as const;
const places = ['none', 'base', 'own', 'other', 'earlier', 'earlier'] as const;

/**
 * Where a neighbour stands: `from + i * by` in the letters of the base text, of this run's device, of the next one, or
 * of earlier frames.
 */
type Steps = { readonly in: (typeof places)[number]; readonly from: number; readonly by: number };
type Run = {
  readonly device: number;
  readonly make: (typeof makes)[number];
  readonly count: number;
  readonly length: number;
  readonly left: Steps;
  readonly right: Steps;
};
type Deletions = {
  readonly of: number;
  readonly from: number;
  readonly by: number;
  readonly length: number;
  readonly count: number;
};
export type FramePlan = { readonly runs: readonly Run[]; readonly deletions: readonly Deletions[] };

const devices = 3;
const lettersMax = 30_000;

/**
 * What a plan's numbers lead to in one document: the first clock of its base text, and what devices have written.
 */
export type Ground = {
  readonly letters: number;
  /** The first device of this frame; the three before it wrote the frame before. */
  readonly firstDevice: number;
  stateOf(client: number): number;
};

export function frameOf({ runs, deletions }: FramePlan, ground: Ground): Uint8Array {
  const blocks = new Map<
    number,
    { clock: number; structs: Parameters<typeof craft.updates>[0][number]['structs'][number][] }
  >();
  for (const run of runs) {
    const client = ground.firstDevice + (run.device % devices);
    const block = blocks.get(client) ?? { clock: 0, structs: [] };
    blocks.set(client, block);
    for (let i = 0; i < run.count; i++) {
      const at = (steps: Steps): craft.Id | null => idOf(steps, i, client, block.clock, ground);
      block.structs.push(structOf(run, at(run.left), at(run.right), ground, i));
      block.clock += run.make === 'text' || run.make === 'collected' || run.make === 'deleted' ? run.length : 1;
    }
  }
  const written = [...blocks].map(([client, { structs }]) => ({ client, clock: 0, structs }));
  const deleted = new Map(deletions.map(plan => rangesOf(plan, ground)).map(ranges => [ranges.client, ranges]));
  return craft.updates(
    written,
    [...deleted.values()].filter(({ ranges }) => ranges.length > 0),
  );
}

function idOf(
  { in: place, from, by }: Steps,
  i: number,
  client: number,
  clock: number,
  ground: Ground,
): craft.Id | null {
  const at = from + i * by;
  switch (place) {
    case 'none':
      return null;
    case 'base':
      return [1, ground.letters + (at % 20_000)];
    case 'own':
      return clock > 0 ? [client, Math.max(0, clock - 1 - (at % clock))] : [1, ground.letters];
    case 'other':
      return [ground.firstDevice + ((client + 1) % devices), at % 100];
    case 'earlier': {
      const device = ground.firstDevice - devices + (from % devices);
      const state = ground.stateOf(device);
      return state > 0 ? [device, at % state] : [1, ground.letters + (at % 20_000)];
    }
    default:
      return unreachable(place);
  }
}

function structOf(run: Run, left: craft.Id | null, right: craft.Id | null, ground: Ground, i: number) {
  switch (run.make) {
    case 'collected':
      return craft.collected(run.length);
    case 'mark':
      return craft.contentAt(left, right, [1, ground.letters - 1], craft.bold(i % 2 === 0));
    case 'deleted':
      return craft.contentAt(left, right, [1, ground.letters - 1], craft.gone(run.length));
    case 'text':
      return craft.contentAt(left, right, [1, ground.letters - 1], craft.letters('x'.repeat(run.length)));
    default:
      return unreachable(run.make);
  }
}

function rangesOf({ of, from, by, length, count }: Deletions, ground: Ground) {
  const client = of % 4 === 0 ? 1 : ground.firstDevice - devices + (of % devices);
  const state = of % 4 === 0 ? ground.letters + 20_000 : ground.stateOf(client);
  const ranges: (readonly [number, number])[] = [];
  const start = of % 4 === 0 ? ground.letters + from : from;
  for (let i = 0; i < count; i++) {
    const clock = start + i * (length + by);
    if (clock + length <= state) ranges.push([clock, length]);
  }
  return { client, ranges };
}

/** Another plan, a step away: numbers doubled, halved, moved by one or made anew; runs added, repeated or left out. */
export function mutated(plan: FramePlan, random: Random): FramePlan {
  const turned = random.below(6);
  if (turned === 0 && plan.runs.length < 6) return { ...plan, runs: [...plan.runs, randomRun(random)] };
  if (turned === 1 && plan.runs.length > 1)
    return { ...plan, runs: plan.runs.filter((_, i) => i !== random.below(plan.runs.length)) };
  if (turned === 2)
    return {
      ...plan,
      deletions: random.chance(0.3)
        ? []
        : [...without(plan.deletions, random), randomDeletions(random)].sort((a, b) => a.of - b.of),
    };
  if (plan.runs.length === 0) return { ...plan, runs: [randomRun(random)] };
  const chosen = random.below(plan.runs.length);
  return { ...plan, runs: plan.runs.map((run, i) => (i === chosen ? mutatedRun(run, random) : run)) };
}

export const randomPlan = (random: Random): FramePlan => ({
  runs: Array.from({ length: 1 + random.below(3) }, () => randomRun(random)),
  deletions: random.chance(0.5) ? [] : [randomDeletions(random)],
});

const without = (deletions: readonly Deletions[], random: Random): readonly Deletions[] =>
  deletions.filter(() => deletions.length < 3 || random.chance(0.6));

const randomSteps = (random: Random): Steps => ({
  in: random.pick(places),
  from: random.chance(0.5) ? random.below(4) : random.below(lettersMax),
  by: random.pick([0, 0, 1, 1, 2, 3, 7, 100]),
});

const randomRun = (random: Random): Run => ({
  device: random.below(devices),
  make: random.pick(makes),
  count: 2 ** random.below(13),
  length: random.pick([1, 1, 2, 20]),
  left: randomSteps(random),
  right: randomSteps(random),
});

const randomDeletions = (random: Random): Deletions => ({
  of: random.below(8),
  from: random.below(100),
  by: random.pick([0, 1, 1, 2, 5]),
  length: random.pick([1, 1, 2, 50, 5_000]),
  count: 2 ** random.below(15),
});

function mutatedRun(run: Run, random: Random): Run {
  switch (random.below(7)) {
    case 0:
      return { ...run, count: near(run.count, random) };
    case 1:
      return { ...run, left: mutatedSteps(run.left, random) };
    case 2:
      return { ...run, right: mutatedSteps(run.right, random) };
    case 3:
      return { ...run, make: random.pick(makes) };
    case 4:
      return { ...run, device: random.below(devices) };
    case 5:
      return { ...run, length: near(run.length, random) };
    default:
      return { ...run, left: run.right, right: run.left };
  }
}

function mutatedSteps(steps: Steps, random: Random): Steps {
  if (random.chance(0.4)) return randomSteps(random);
  return random.chance(0.5) ? { ...steps, from: near(steps.from, random) } : { ...steps, by: near(steps.by, random) };
}

function near(number: number, random: Random): number {
  const next = random.pick([number * 2, Math.floor(number / 2), number + 1, number - 1, random.below(5_000)]);
  return Math.min(5_000, Math.max(1, next));
}
