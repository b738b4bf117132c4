// `npm run bench -- attacks [words]`: what one member, delegation, reader or outsider can cost the others. Each attack
// goes on for 10 s (30 with LONG=1; ATTACK_SECONDS for trying out) beside honest people, on a server of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attack } from './attacks/attack.ts';
import { attacks } from './attacks/every-attack.ts';
import type { Figures, Lengths } from './attacks/measure.ts';
import { backMegabytes, measure } from './attacks/measure.ts';
import { makeStage } from './attacks/stage.ts';
import { pinLoad, startMeasured } from './measured-process.ts';
import { ratio, table } from './report.ts';

/**
 * How many times the quiet p99 honest people may wait under attack, and how much memory it may take (MB over the base).
 */
const bounds = { same: 3, other: 2, acts: 3, megabytes: 200 } as const;
/** Below this nobody notices: the widest tick. In ms. */
const unnoticedMs = 33;

const seconds = Number(process.env['ATTACK_SECONDS'] ?? (process.env['LONG'] === '1' ? 30 : 10));
const lengths: Lengths = {
  quietMs: Math.min(seconds, 5) * 1_000,
  attackMs: seconds * 1_000,
  afterMs: Math.min(60, seconds * 6) * 1_000,
};

export async function benchAttacks(words: readonly string[]): Promise<void> {
  pinLoad();
  const chosen = attacks.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));
  if (chosen.length === 0)
    throw new Error(`no attack is called so; there are: ${attacks.map(({ name }) => name).join('; ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-stage-'));
  const server = await startMeasured('nonpaper', { folder });
  const stage = await makeStage(server.address);
  await server.stop();
  const rows: string[][] = [];
  for (const attack of chosen) {
    const figures = await measure(attack, stage, folder, lengths);
    rows.push(rowOf(attack, figures));
    console.log(rows.at(-1)?.join(' | ')); // one by one, since all of them take most of an hour
  }
  rmSync(folder, { recursive: true });
  table(
    `Attacks of ${seconds} s each: p99 in ms, quiet > under attack; at most ${bounds.same} times in the same draft, ${bounds.other} in another; memory at most ${bounds.megabytes} MB over the base, and within ${backMegabytes} MB of it after ${lengths.afterMs / 1_000} s`,
    [headings, ...rows],
  );
}

const headings = [
  'attack',
  'by',
  'same draft',
  'another',
  'acts',
  'cut off',
  'MB most',
  'MB after',
  'disk MB',
  'the attacker was told',
  'holds?',
];

function rowOf({ name, actor }: Attack, figures: Figures): string[] {
  const { same, other, acts, cuts, memory, diskMegabytes, told } = figures;
  const broken = breaches(figures);
  return [
    name,
    actor,
    ...[same, other, acts].map(({ quiet, under }) => `${quiet.toFixed(0)} > ${under.toFixed(0)}`),
    String(cuts.length),
    memory.most.toFixed(0),
    memory.after.toFixed(0),
    diskMegabytes.toFixed(0),
    inWords(told),
    broken.length === 0 ? 'holds' : `BREAKS ${broken.join(', ')}`,
  ];
}

function breaches({ same, other, acts, cuts, refusals, memory, outcome, isAlive }: Figures): readonly string[] {
  if (!isAlive) return ['the server ended'];
  const found: string[] = [];
  const slower = (what: string, { quiet, under }: Figures['same'], bound: number): void => {
    const before = Math.max(quiet, unnoticedMs / bound);
    if (!(under <= before * bound)) found.push(`${what} ${ratio(under, before)}x`);
  };
  slower('p99', same, bounds.same);
  slower('p99 in another draft', other, bounds.other);
  slower('acts', acts, bounds.acts);
  if (cuts.length > 0) found.push(`${cuts.length} cut off (${[...new Set(cuts)].join(' ')})`);
  if (memory.most > bounds.megabytes) found.push(`${memory.most.toFixed(0)} MB`);
  if (memory.after > backMegabytes) found.push(`${memory.after.toFixed(0)} MB afterwards`);
  if (refusals.length > 0) found.push(`refused ${[...new Set(refusals)].join(' ')}`);
  if (outcome !== undefined) found.push(outcome);
  return found;
}

const inWords = (told: Figures['told']): string =>
  Object.entries(told)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([what, times]) => `${what} ×${times}`)
    .join(', ');
