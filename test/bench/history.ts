// The record of a draft with 100,000 edits of its words: any moment, two of them compared, the timeline under each
// filter; what all of it takes on the disk and in memory; and what people who go on typing notice of somebody who
// reviews.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { DraftView } from '../../shared/api/contract.ts';
import { DraftId, docName } from '../../shared/ids.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import type { TypedRow } from '../support/long-record.ts';
import { typedRows } from '../support/long-record.ts';
import { Person } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { asks, figures } from './asked.ts';
import { LoadClient } from './load-client.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';
import { roomOn } from './rooms.ts';

const edits = 100_000;
const draft = DraftId.parse('sample');
const doc = docName(draft, 'text');
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

export async function benchHistory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  const first = await startMeasured('nonpaper', { folder });
  await first.stop();
  const span = await writeEdits(folder);
  const server = await startMeasured('nonpaper', { folder });
  const person = await Person.sitsDown(server.address, 'observer');
  await asks(person, 'moments/now', 1); // makes the checkpoints, which a server that lived through the edits would have
  await asks(person, 'comparison?from=0&to=now', 1);
  const random = new Random(3);
  const moment = (): number => span.from + random.below(span.to - span.from);
  const memory = server.residentBytes();
  const moments = await asks(person, () => `moments/${moment()}`, 60);
  const comparisons = await asks(person, () => `comparison?from=${moment()}&to=${moment()}`, 40);
  const grown = server.residentBytes() - memory;
  const timeline = await timelines(person, span);
  table(`The record of ${edits.toLocaleString('en')} edits, over HTTP`, [
    ['asked', 'p50, ms', 'p95, ms', 'at most'],
    ['a moment', ...figures(moments), '400'],
    ['two moments compared', ...figures(comparisons), '600'],
    ['the timeline, any filter', ...figures(timeline), '100'],
  ]);
  const alone = await typingBeside(server, () => Promise.resolve());
  const beside = await typingBeside(server, async () => void (await asks(person, () => `moments/${moment()}`, 1)));
  table('Typing beside a reviewer, 10 writers on one core with the server, edit to last reader', [
    ['', 'p50, ms', 'p99, ms'],
    ['nobody looks back', percentile(alone, 0.5).toFixed(0), percentile(alone, 0.99).toFixed(0)],
    [
      'one moment after the other is asked for',
      percentile(beside, 0.5).toFixed(0),
      percentile(beside, 0.99).toFixed(0),
    ],
  ]);
  await server.stop();
  const size = (file: string): number => statSync(join(folder, file)).size;
  table('On the disk, MB; at most 20 in all. And what looking back adds to memory', [
    ['log', 'checkpoints', 'in all', 'resident memory grew by'],
    [
      megabytes(size('log.sqlite')),
      megabytes(size('record.sqlite')),
      megabytes(size('log.sqlite') + size('record.sqlite')),
      megabytes(grown),
    ],
  ]);
  rmSync(folder, { recursive: true });
}

async function timelines(person: Person, { from, to }: Span): Promise<readonly number[]> {
  const [point = ''] = DraftView.parse(
    await (await person.get(`/api/drafts/${draft}?seat=${person.seat.id}`)).json(),
  ).changes.map(change => change.point);
  const third = Math.round((to - from) / 3);
  const filters = [
    '',
    'kind=text',
    'party=ukr',
    'member=eur-head',
    `point=${point}`,
    'words=nothing+says+this',
    'words=annexes',
    `from=${from + third}&to=${from + 2 * third}`,
    `party=rus&point=${point}&kind=text&from=${from + third}`,
    'kind=thread,comment&words=delegate&party=eur',
  ];
  const took: number[] = [];
  for (const filter of filters) took.push(...(await asks(person, `history?limit=100&${filter}`, 10)));
  return took;
}

type Span = { readonly from: number; readonly to: number };

/** Appends edits as the server would, chained, with their lines of history and the snapshot it would have taken. */
async function writeEdits(folder: string): Promise<Span> {
  const { log, close } = await openStorageIn(folder);
  const stored = await log.load(doc);
  const text = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(text, stored.snapshot.state);
  for (const row of stored.tail) Y.applyUpdate(text, row.update);
  let batch: TypedRow[] = [];
  let written = 0;
  let last = stored.at;
  for (const row of typedRows({ doc, text, head: stored.head, at: stored.at, random: new Random(1) })) {
    batch.push(row);
    written++;
    last = row.entry.at;
    if (batch.length < 1_000 && written < edits) continue;
    const entries = batch.map(({ entry }) => entry);
    await log.append([{ draft, entries, acts: [], clientIds: [], history: batch.map(({ change }) => change) }]);
    if (written === edits) await log.saveSnapshot(doc, entries.at(-1)?.seq ?? 0, Y.encodeStateAsUpdate(text));
    batch = [];
    if (written === edits) break;
  }
  await close();
  return { from: stored.at, to: last };
}

/** Milliseconds from an edit to the last reader, while `beside` is done again and again. */
async function typingBeside(server: MeasuredProcess, beside: () => Promise<void>): Promise<readonly number[]> {
  const reader = await LoadClient.joins(await roomOn('nonpaper', server, 'observer'), null, true);
  const start = Y.encodeStateAsUpdate(reader.doc);
  const writers: LoadClient[] = [];
  for (let i = 0; i < 10; i++)
    writers.push(
      await LoadClient.joins(await roomOn('nonpaper', server, i % 2 ? 'ukr-delegate' : 'rus-delegate', false), start),
    );
  const bySender = new Map(writers.map(writer => [writer.doc.clientID, writer]));
  const took: number[] = [];
  reader.doc.on('afterTransaction', (transaction: Y.Transaction) => {
    for (const [client, until] of transaction.afterState)
      for (let clock = transaction.beforeState.get(client) ?? 0; clock < until; clock++) {
        const sentAt = bySender.get(client)?.sentAt.get(clock);
        if (sentAt !== undefined) took.push(performance.now() - sentAt);
      }
  });
  const points = [...reader.doc.share.keys()].filter((_, index) => index !== 6);
  let typed = 0;
  const timers = writers.map((writer, i) => setInterval(() => writer.types(points[i] ?? '', typed++), 200));
  const until = performance.now() + 8_000;
  while (performance.now() < until) {
    await beside();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  timers.forEach(clearInterval);
  await new Promise(resolve => setTimeout(resolve, 500));
  for (const client of [reader, ...writers]) client.leave();
  return took;
}
