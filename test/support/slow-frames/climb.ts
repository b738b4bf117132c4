// Climbs towards the frame that holds the event loop longest: keeps the slowest plans, changes one a little, measures
// what judging and applying takes in CPU time of this thread, and again where it seems slow. A plan is a few frames
// that were taken before, and the one that is measured.
import * as Y from 'yjs';
import { bodyOf } from '../../../shared/text/point-text.ts';
import { bold, contentAt, updates } from '../craft-update.ts';
import { GatedDoc } from '../gated-doc.ts';
import { Random } from '../seeded-random.ts';
import { firstText } from '../stock-client.ts';
import type { FramePlan, Ground } from './frame-plan.ts';
import { frameOf, mutated, randomPlan } from './frame-plan.ts';

export type Slow = {
  readonly earlier: readonly FramePlan[];
  readonly frame: FramePlan;
  readonly ms: number;
  readonly price: number;
  readonly says: string;
  /** Reading the document anew, with that frame in it. */
  readonly readingMs: number;
};

const keptMax = 16;
const earlierMax = 6;

/** A point of 20,000 letters with a bold one in them, and another one. */
export function ground(): GatedDoc {
  const gated = new GatedDoc(['x'.repeat(20_000), 'Words.']);
  const start = startOf(gated);
  const marks = [bold(true), bold(false)].map((mark, i) =>
    contentAt([1, start + 9 + i], [1, start + 10 + i], [1, 0], mark),
  );
  gated.submit(updates([{ client: 3, clock: 0, structs: marks }]));
  return gated;
}

const startOf = ({ doc }: GatedDoc): number => firstText(bodyOf(doc, 'p0'))._start?.id.clock ?? 0;

const groundOf = (gated: GatedDoc, frame: number): Ground => ({
  letters: startOf(gated),
  firstDevice: 10 + frame * 3,
  stateOf: client => Y.getState(gated.doc.store, client),
});

/** The document after the earlier frames, as far as they were taken, and the bytes of the one that is looked at. */
export function prepared(before: GatedDoc, earlier: readonly FramePlan[], frame: FramePlan) {
  for (const [index, plan] of earlier.entries()) before.submit(frameOf(plan, groundOf(before, index)));
  return { before, update: frameOf(frame, groundOf(before, earlier.length)) };
}

/** Milliseconds that this thread itself worked: other processes share the core. */
function cpuMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

export class Climb {
  readonly slowest: Slow[] = [];
  measured = 0;
  accepted = 0;
  readonly #random: Random;
  readonly #start = ground();

  constructor(seed: number) {
    this.#random = new Random(seed);
    for (let i = 0; i < 30; i++) this.measure([], randomPlan(this.#random), 1); // warms up
    this.slowest.length = 0;
  }

  /** One more plan, better or not. */
  step(): void {
    const from = this.slowest.length > 0 && this.#random.chance(0.85) ? this.#random.pick(this.slowest) : null;
    const frame = from ? mutated(from.frame, this.#random) : randomPlan(this.#random);
    const slow = this.measure(this.#earlierOf(from), frame, 1);
    if (!this.#isAmongSlowest(slow)) return;
    this.#keep(this.measure(slow.earlier, slow.frame, 5));
  }

  /** The mean of so many readings: the clock of a thread's work is coarse. */
  measure(earlier: readonly FramePlan[], frame: FramePlan, readings: number): Slow {
    const { before, update } = prepared(this.#start.reread(), earlier, frame);
    const verdict = before.judge(update);
    const says = verdict.kind === 'refuse' ? verdict.code : verdict.kind;
    const copies = Array.from({ length: readings }, () => before.reread());
    const ms = cpuMs(() => copies.forEach(copy => void copy.submit(update))) / readings;
    const states = copies.map(({ doc }) => Y.encodeStateAsUpdate(doc));
    const readingMs = cpuMs(() => states.forEach(state => void Y.applyUpdate(new Y.Doc(), state))) / readings;
    this.measured++;
    if (says === 'accept') this.accepted++;
    return { earlier, frame, ms, price: verdict.price, says, readingMs };
  }

  #earlierOf(from: Slow | null): readonly FramePlan[] {
    if (!from) return [];
    const random = this.#random;
    const turned = random.below(8);
    if (turned === 0 && from.earlier.length < earlierMax) return [...from.earlier, from.frame];
    if (turned === 1 && from.earlier.length < earlierMax) return [...from.earlier, random.pick(this.slowest).frame];
    if (turned === 2) return from.earlier.slice(1);
    if (turned === 3) return from.earlier.map(plan => (random.chance(0.3) ? mutated(plan, random) : plan));
    return from.earlier;
  }

  #isAmongSlowest({ ms }: Slow): boolean {
    return this.slowest.length < keptMax || ms > (this.slowest.at(-1)?.ms ?? 0);
  }

  #keep(slow: Slow): void {
    this.slowest.push(slow);
    this.slowest.sort((a, b) => b.ms - a.ms);
    this.slowest.length = Math.min(this.slowest.length, keptMax);
  }
}
