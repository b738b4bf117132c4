// Fan-out in one room: server CPU per 1,000 edits, ours durable and gated against peers that store nothing. Each writer
// makes 5 edits and 5 caret moves a second. A run that does not converge is no figure.
import * as Y from 'yjs';
import { newActId } from '../../client/local/act-id.ts';
import { MemberId } from '../../shared/ids.ts';
import { Person } from '../support/running-server.ts';
import { contentOf } from '../support/stock-client.ts';
import { LoadClient } from './load-client.ts';
import type { MeasuredProcess, ServerKind } from './measured-process.ts';
import { pinLoad, startMeasured } from './measured-process.ts';
import { median, percentile, ratio, table } from './report.ts';
import { roomOn, sampleText } from './rooms.ts';

const rounds = 3;
const warmMs = 6_000;
const measuredMs = 8_000;
const perSecond = 5;
const kinds: readonly ServerKind[] = ['nonpaper', 'y-websocket-server', 'hocuspocus'];

type Figure = { readonly cpuPer1000: number; readonly p99: number; readonly edits: number };

export async function benchFanOut(): Promise<void> {
  pinLoad();
  const state = await sampleText();
  for (const writers of [10, 100]) {
    const figures = new Map<ServerKind, Figure[]>(kinds.map(kind => [kind, []]));
    for (let round = 0; round < rounds; round++)
      for (const kind of kinds) figures.get(kind)?.push(await measure(kind, writers, state));
    const ours = median((figures.get('nonpaper') ?? []).map(figure => figure.cpuPer1000));
    table(`Fan-out, one room, ${writers} writers, medians of ${rounds} runs`, [
      ['server', 'CPU s per 1,000 edits', 'ours / theirs', 'p99 edit to last reader, ms'],
      ...kinds.map(kind => {
        const runs = figures.get(kind) ?? [];
        const cpu = median(runs.map(run => run.cpuPer1000));
        return [kind, cpu.toFixed(2), ratio(ours, cpu), median(runs.map(run => run.p99)).toFixed(1)];
      }),
    ]);
  }
}

async function measure(kind: ServerKind, count: number, state: Uint8Array): Promise<Figure> {
  const server = await startMeasured(kind);
  if (kind === 'nonpaper') await addWriters(server.address, count);
  const first = await LoadClient.joins(await roomOn(kind, server, 'chair'), null, true);
  if (kind !== 'nonpaper') first.brings(state); // ours makes its own sample, with ids of its own
  const start = Y.encodeStateAsUpdate(first.doc);
  const writers: LoadClient[] = [];
  for (let index = 0; index < count; index++)
    writers.push(await LoadClient.joins(await roomOn(kind, server, writer(index), false), start));
  const last = await LoadClient.joins(await roomOn(kind, server, 'rus-delegate'), null, true);
  try {
    return await play(server, writers, [first, last]);
  } finally {
    for (const client of [...writers, first, last]) client.leave();
    await server.stop();
  }
}

const writer = (index: number): string => `writer-${index}`;

/** One member for each: what a member may send is counted over all their connections. */
async function addWriters(address: string, count: number): Promise<void> {
  const chair = await Person.sitsDown(address, 'chair');
  for (let index = 0; index < count; index++) {
    const member = MemberId.parse(writer(index));
    const added = {
      id: newActId(),
      kind: 'member.add',
      member,
      name: `Writer ${index}`,
      role: 'drafter',
      party: null,
    } as const;
    const { status } = await chair.act(added);
    if (status !== 201) throw new Error(`writer ${index} was not taken in: ${status}`);
  }
}

async function play(
  server: MeasuredProcess,
  writers: readonly LoadClient[],
  readers: readonly LoadClient[],
): Promise<Figure> {
  const points = editablePoints(writers);
  const latencies: number[] = [];
  const bySender = new Map(writers.map(writer => [writer.doc.clientID, writer]));
  for (const reader of readers)
    reader.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      for (const [client, until] of transaction.afterState)
        for (let clock = transaction.beforeState.get(client) ?? 0; clock < until; clock++) {
          const sentAt = bySender.get(client)?.sentAt.get(clock);
          if (sentAt !== undefined && isMeasuring) latencies.push(performance.now() - sentAt);
        }
    });
  let isMeasuring = false;
  let edits = 0;
  const typed = new Map<LoadClient, number>();
  const load = (factor: number): (() => void) => {
    const timers: NodeJS.Timeout[] = [];
    const every = 1000 / perSecond / factor;
    const begin = (offset: number, does: () => void): void => {
      timers.push(setTimeout(() => timers.push(setInterval(does, every)), offset));
    };
    for (const [index, writer] of writers.entries()) {
      const point = points[index % points.length] ?? '';
      begin((index / writers.length) * every, () => {
        const at = typed.get(writer) ?? 0;
        typed.set(writer, at + 1);
        writer.types(point, at);
        edits++;
      });
      begin(((index + 0.5) / writers.length) * every, () => writer.movesCaret(point));
    }
    return () => timers.forEach(clearInterval);
  };
  const endWarming = load(writers.length > 20 ? 1 : 5);
  await new Promise(resolve => setTimeout(resolve, warmMs));
  endWarming();
  const endLoad = load(1);
  await new Promise(resolve => setTimeout(resolve, 1_000));
  const [cpuBefore, editsBefore] = [server.cpuSeconds(), edits];
  isMeasuring = true;
  await new Promise(resolve => setTimeout(resolve, measuredMs));
  const [cpu, made] = [server.cpuSeconds() - cpuBefore, edits - editsBefore];
  endLoad();
  await allArrived(writers, readers);
  return { cpuPer1000: (cpu / made) * 1000, p99: percentile(latencies, 0.99), edits: made };
}

/** Of the sample's points all but the locked one. */
function editablePoints(writers: readonly LoadClient[]): readonly string[] {
  return [...(writers[0]?.doc.share.keys() ?? [])].filter((_, index) => index !== 6);
}

async function allArrived(writers: readonly LoadClient[], readers: readonly LoadClient[]): Promise<void> {
  const deadline = performance.now() + 15_000;
  const isComplete = (): boolean =>
    readers.every(reader =>
      writers.every(({ doc }) => Y.getState(reader.doc.store, doc.clientID) === Y.getState(doc.store, doc.clientID)),
    );
  while (!isComplete()) {
    if (performance.now() > deadline) throw new Error('the readers did not receive every edit: no figure');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  const [first, second] = readers.map(reader => contentOf(reader.doc));
  if (first !== second) throw new Error('the readers did not converge: no figure');
}
