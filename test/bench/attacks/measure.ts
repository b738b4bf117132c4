// One attack, measured: quiet, attack and afterwards on a server with the limits that people get, restored from the
// stage's folder. Knows no attack.
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { connectionsPerAddressMax, socketsPerMemberMax } from '../../../shared/wire-limits.ts';
import type { MeasuredProcess } from '../measured-process.ts';
import { startMeasured } from '../measured-process.ts';
import { percentile } from '../report.ts';
import type { Attack } from './attack.ts';
import type { Deed } from './honest.ts';
import { acts, comesAnew, Pair, Speaker } from './honest.ts';
import type { Stage } from './stage.ts';
import { honest, seatOf } from './stage.ts';

export type Lengths = { readonly quietMs: number; readonly attackMs: number; readonly afterMs: number };

/** p99s, in ms. */
type Times = { readonly quiet: number; readonly under: number };
export type Figures = {
  readonly same: Times;
  readonly other: Times;
  readonly acts: Times;
  /** Honest sockets that were cut, and what honest people were refused. */
  readonly cuts: readonly number[];
  readonly refusals: readonly string[];
  /** Over the base, in megabytes. */
  readonly memory: { readonly most: number; readonly after: number };
  readonly diskMegabytes: number;
  readonly told: Readonly<Record<string, number>>;
  /** What the attacker got that it should not have. */
  readonly outcome: string | undefined;
  readonly isAlive: boolean;
};

/** Memory that is back: within so much of the base. */
export const backMegabytes = 100;
/** The production limits, whatever a benchmark is given otherwise. */
const production = {
  NONPAPER_SOCKETS_PER_MEMBER_MAX: String(socketsPerMemberMax),
  NONPAPER_CONNECTIONS_PER_ADDRESS_MAX: String(connectionsPerAddressMax),
  NONPAPER_BUDGETS_TIMES: '1',
  NONPAPER_LOG_LEVEL: 'silent',
};

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

export async function measure(attack: Attack, stage: Stage, from: string, lengths: Lengths): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-attack-'));
  cpSync(from, folder, { recursive: true });
  const server = await startMeasured('nonpaper', { folder, env: production });
  const attacker = new Attacker(attack.name, stage, server.address);
  const people = new People(server.address, stage);
  try {
    await attacker.isHere;
    await people.begin();
    return await play(server, folder, attacker, people, lengths);
  } finally {
    people.end();
    attacker.kill();
    await server.kill();
    rmSync(folder, { recursive: true });
  }
}

async function play(
  server: MeasuredProcess,
  folder: string,
  attacker: Attacker,
  people: People,
  { quietMs, attackMs, afterMs }: Lengths,
): Promise<Figures> {
  await pause(1_500); // the server's first seconds are slower
  const quietFrom = performance.now();
  await pause(quietMs);
  const base = megabytesOf(server);
  const diskBefore = diskOf(folder);
  const attackFrom = performance.now();
  attacker.goes();
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, megabytesOf(server) - base);
  }, 200);
  await pause(attackMs / 2);
  const means = people.tryTheirMeans(attackMs / 2);
  await pause(attackMs / 2);
  const attackUntil = performance.now();
  const report = await attacker.stops();
  const until = performance.now() + afterMs;
  while (performance.now() < until && (megabytesOf(server) - base > backMegabytes || people.isWaiting))
    await pause(250);
  clearInterval(watching);
  const refusals = [...(await means), ...people.speaker.refusals.map(said => `acts ${said}`)];
  const times = (deeds: readonly Deed[]): Times => ({
    quiet: p99(deeds, quietFrom, attackFrom),
    under: p99(deeds, attackFrom, attackUntil),
  });
  return {
    ...report,
    same: times(people.same.letters),
    other: times(people.other.letters),
    acts: times(people.speaker.deeds),
    cuts: people.cuts,
    refusals,
    memory: { most, after: megabytesOf(server) - base },
    diskMegabytes: diskOf(folder) - diskBefore,
    isAlive: megabytesOf(server) > 0,
  };
}

/** What nobody has seen yet counts until now. */
function p99(deeds: readonly Deed[], from: number, until: number): number {
  const now = performance.now();
  const within = deeds.filter(({ sentAt }) => sentAt >= from && sentAt < until);
  return percentile(
    within.map(({ sentAt, seenAt }) => (seenAt ?? now) - sentAt),
    0.99,
  );
}

/** 0: there is no such process any more. */
function megabytesOf(server: MeasuredProcess): number {
  try {
    return server.residentBytes() / 2 ** 20;
  } catch {
    return 0;
  }
}

const diskOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 2 ** 20;

class People {
  readonly same: Pair;
  readonly other: Pair;
  readonly #address: string;
  readonly #stage: Stage;
  #speaker: Speaker | null = null;

  constructor(address: string, stage: Stage) {
    this.#address = address;
    this.#stage = stage;
    this.same = new Pair(address, seatOf(stage, honest.typist), seatOf(stage, honest.reader));
    this.other = new Pair(
      address,
      seatOf(stage, honest.otherTypist, 'other'),
      seatOf(stage, honest.otherReader, 'other'),
    );
  }

  get speaker(): Speaker {
    if (!this.#speaker) throw new Error('nobody speaks yet');
    return this.#speaker;
  }

  get cuts(): readonly number[] {
    return [...this.same.cuts, ...this.other.cuts];
  }

  get isWaiting(): boolean {
    const now = performance.now();
    return [...this.same.letters, ...this.other.letters, ...this.speaker.deeds].some(
      ({ sentAt, seenAt }) => seenAt === null && now - sentAt > 500,
    );
  }

  async begin(): Promise<void> {
    const { points, otherPoint } = this.#stage;
    await Promise.all([this.same.begins(points[0] ?? ''), this.other.begins(otherPoint)]);
    this.#speaker = new Speaker(this.#address, seatOf(this.#stage, honest.actor), points[1] ?? '');
  }

  /** What an honest member may do at any time: while the attack goes on. Resolves with what was refused. */
  async tryTheirMeans(withinMs: number): Promise<readonly string[]> {
    const { points } = this.#stage;
    const head = seatOf(this.#stage, honest.reader);
    const source = { who: 'A ministry', where: 'Press briefing', date: '2025-11-20' };
    const line = { kind: 'red-line.add', party: 'eur', statement: 'No veto', theme: null, points: [], source };
    const [tab, register] = await Promise.all([
      comesAnew(this.#address, seatOf(this.#stage, honest.typist), points[1] ?? '', withinMs),
      acts(this.#address, head, line),
    ]);
    return [...(tab === 'done' ? [] : [`new tab ${tab}`]), ...(register === 'done' ? [] : [`red line ${register}`])];
  }

  end(): void {
    this.same.ends();
    this.other.ends();
    this.#speaker?.ends();
  }
}

const Report = z.object({ told: z.record(z.string(), z.number()), outcome: z.string().optional() });
type Report = { readonly told: Readonly<Record<string, number>>; readonly outcome: string | undefined };

/** The hostile program, in a process of its own. */
class Attacker {
  readonly isHere: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #order: object;

  constructor(name: string, stage: Stage, address: string) {
    this.#order = { name, stage, address };
    this.#child = fork(join(import.meta.dirname, 'attacker.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.isHere = new Promise(resolve => this.#child.once('message', resolve));
  }

  goes(): void {
    this.#child.send(this.#order);
  }

  async stops(): Promise<Report> {
    if (this.#child.exitCode !== null)
      return { told: {}, outcome: `no figure: the attacker ended with ${this.#child.exitCode}` };
    const report = new Promise<unknown>(resolve => {
      this.#child.once('message', resolve);
      setTimeout(resolve, 30_000, null).unref();
    });
    this.#child.send('stop');
    const { told, outcome } = Report.safeParse(await report).data ?? {
      told: {},
      outcome: 'no figure: the attacker did not report',
    };
    return { told, outcome };
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
