// What the gate adds to a keystroke, and how near honest work comes to its bounds: a person who types in a long point,
// alone and beside others; and, with `gate=PATH`, a recorded writing of a paper (editing-traces' JSON, gzipped), live,
// offline in parts, and by two people at once.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { z } from 'zod';
import { splitUpdate } from '../../client/sync/sending/split-update.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { updateStepsMax } from '../../shared/wire-limits.ts';
import { edit, GatedDoc } from '../support/gated-doc.ts';
import { Random } from '../support/seeded-random.ts';
import { firstText } from '../support/stock-client.ts';
import { median, percentile, table } from './report.ts';

const Trace = z.object({
  txns: z.array(z.object({ patches: z.array(z.tuple([z.number(), z.number(), z.string()])) })),
});
type Patch = readonly [at: number, deleted: number, inserted: string];

const keys = 20_000;

type Played = {
  readonly frames: number;
  readonly refused: number;
  readonly highest: number;
  readonly judgedUs: readonly number[];
};

export async function benchGate(path: string | undefined): Promise<void> {
  const rows = [
    ['what is written', 'frames', 'refused', 'highest price', 'of the bound', 'judging p50 us', 'mean us', 'p99 us'],
    row('keys in a point of 1,000 letters', typed(1_000)),
    row('keys in a point of 100,000 letters', typed(100_000)),
  ];
  if (path !== undefined) {
    const { txns } = Trace.parse(JSON.parse(gunzipSync(await readFile(path)).toString()));
    const patches = txns.flatMap(txn => txn.patches);
    rows.push(row('the paper, live', live(patches)));
    rows.push(row('the paper, offline and whole', offline([patches])));
    rows.push(row('the paper, its halves by two at once', offline(halves(patches))));
  }
  table('The gate on honest work; a keystroke at most 40 us', rows);
}

const row = (name: string, { frames, refused, highest, judgedUs }: Played): string[] => [
  name,
  String(frames),
  String(refused),
  String(highest),
  `${((100 * highest) / updateStepsMax).toFixed(2)} %`,
  ...[median(judgedUs), judgedUs.reduce((sum, us) => sum + us, 0) / judgedUs.length, percentile(judgedUs, 0.99)].map(
    us => us.toFixed(1),
  ),
];

/** Submits each update as a tick of its own. */
function plays(house: GatedDoc, updates: Iterable<readonly [update: Uint8Array, member: string]>): Played {
  const judgedUs: number[] = [];
  let [frames, refused, highest] = [0, 0, 0];
  for (const [update, member] of updates) {
    const start = performance.now();
    const { price } = house.judge(update, member);
    judgedUs.push((performance.now() - start) * 1_000);
    highest = Math.max(highest, price);
    frames++;
    if (house.submit(update, member).end.kind !== 'all-taken') refused++;
  }
  return { frames, refused, highest, judgedUs };
}

function typed(letters: number): Played {
  const random = new Random(1);
  const house = new GatedDoc(['x'.repeat(letters)]);
  const mine = house.copy(7);
  function* updates() {
    let at = 0;
    for (let i = 0; i < keys; i++) {
      const text = textOf(mine);
      if (i % 40 === 0) at = random.below(text.length);
      yield [edit(mine, () => text.insert(at++, 'a')), 'ann'] as const;
    }
  }
  return plays(house, updates());
}

function live(patches: readonly Patch[]): Played {
  const house = new GatedDoc([' ']);
  const mine = house.copy(7);
  function* updates() {
    for (const patch of patches) yield [edit(mine, () => write(mine, patch)), 'ann'] as const;
  }
  return plays(house, updates());
}

/** Everybody writes for themselves, then all send in parts what they have. */
function offline(writings: readonly (readonly Patch[])[]): Played {
  const house = new GatedDoc([' ']);
  const copies = writings.map((patches, index) => {
    const mine = house.copy(70 + index);
    for (const patch of patches) write(mine, patch);
    return mine;
  });
  function* updates() {
    for (const [index, mine] of copies.entries())
      for (const part of splitUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc))))
        yield [part, `member-${index}`] as const;
  }
  return plays(house, updates());
}

/** One writes its first half, the other its first quarter: at the same places, without seeing one another. */
const halves = (patches: readonly Patch[]): readonly (readonly Patch[])[] => {
  const middle = Math.floor(patches.length / 2);
  return [patches.slice(0, middle), patches.slice(0, Math.floor(middle / 2))];
};

const textOf = (doc: Y.Doc): Y.XmlText => firstText(bodyOf(doc, 'p0'));

function write(doc: Y.Doc, [at, deleted, inserted]: Patch): void {
  const text = textOf(doc);
  if (deleted > 0) text.delete(at, deleted);
  if (inserted !== '') text.insert(at, inserted);
}
