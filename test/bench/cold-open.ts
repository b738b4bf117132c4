// The full text of a draft whose log has 100,000 rows, to a stock client right after a restart: how long, how many
// bytes, how often. The rows are 100,000 letters typed and taken back in one point, from a seed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { nextEntry } from '../../server/storage/chain.ts';
import type { Entry } from '../../server/storage/update-log.ts';
import { freshSalts } from '../../server/sync/tick/salts.ts';
import { DraftId, docName, MemberId } from '../../shared/ids.ts';
import { snapshotEveryRows } from '../../shared/wire-limits.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import { Random } from '../support/seeded-random.ts';
import { firstText } from '../support/stock-client.ts';
import { LoadClient } from './load-client.ts';
import { startMeasured } from './measured-process.ts';
import { median, table } from './report.ts';
import { roomOn } from './rooms.ts';

const rows = 100_000;
const restarts = 5;
const draft = DraftId.parse('sample');
const doc = docName(draft, 'text');

export async function benchColdOpen(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  const first = await startMeasured('nonpaper', { folder });
  await first.stop();
  const words = await writeRows(folder, rows);
  const figures = { join: [] as number[], ready: [] as number[], bytes: 0, times: 0 };
  for (let restart = 0; restart < restarts; restart++) {
    const server = await startMeasured('nonpaper', { folder });
    const room = await roomOn('nonpaper', server, 'observer');
    const began = performance.now();
    const client = await LoadClient.joins(room, null, true);
    figures.join.push(performance.now() - began);
    figures.ready.push(server.readyMs);
    await new Promise(resolve => setTimeout(resolve, 500)); // whatever else it might send
    figures.bytes = client.documentBytes;
    figures.times = client.documentTimes;
    if (![...client.doc.share.keys()].some(point => textOf(client.doc, point) === words))
      throw new Error('what arrived is not what was written: no figure');
    client.leave();
    await server.stop();
  }
  rmSync(folder, { recursive: true });
  table(
    `First open of a draft with ${rows.toLocaleString('en')} rows after a restart, medians of ${restarts}; at most 200 ms, sent once`,
    [
      ['connect to full text, ms', 'document kB', 'times sent', 'start to ready, ms'],
      [
        median(figures.join).toFixed(0),
        (figures.bytes / 1024).toFixed(0),
        String(figures.times),
        median(figures.ready).toFixed(0),
      ],
    ],
  );
}

const textOf = (document: Y.Doc, point: string): string => firstText(document.get(point, Y.XmlElement)).toString();

/**
 * Appends rows as the server would, chained, with the snapshot it would have taken. Returns the words of the point that
 * was written in.
 */
export async function writeRows(folder: string, rows: number): Promise<string> {
  const { log, close } = await openStorageIn(folder);
  const stored = await log.load(doc);
  const copy = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(copy, stored.snapshot.state);
  for (const row of stored.tail) Y.applyUpdate(copy, row.update);
  const text = firstText(copy.get([...copy.share.keys()][0] ?? '', Y.XmlElement));
  const random = new Random(1);
  let head = stored.head;
  let entries: Entry[] = [];
  copy.on('update', (update: Uint8Array) => {
    const made = nextEntry(head, {
      doc,
      at: stored.at + head.seq,
      actor: JSON.stringify({ member: 'ukr-delegate', name: 'Delegate', role: 'delegate', party: 'ukr' }),
      kind: 'text',
      detail: '{"points":{}}',
      update,
      salts: freshSalts(),
    });
    head = made.head;
    entries.push(made.entry);
  });
  let caret = 0;
  for (let row = stored.head.seq; row < rows; row++) {
    // People write forwards, jump now and then, and take back one letter in eight.
    if (random.below(60) === 0) caret = random.below(text.length + 1);
    if (caret > 0 && random.below(8) === 0) text.delete(--caret, 1);
    else text.insert(caret++, 'etaoin shrdlu'[random.below(13)] ?? ' ');
    const isSnapshotDue = row === rows - snapshotEveryRows;
    if (entries.length < 1_000 && !isSnapshotDue && row < rows - 1) continue;
    await log.append([{ draft, entries, acts: [], clientIds: [], history: [] }]);
    entries = [];
    if (isSnapshotDue) await log.saveSnapshot(doc, head.seq, Y.encodeStateAsUpdate(copy));
  }
  const writer = { clientId: copy.clientID, member: MemberId.parse('ukr-delegate') };
  await log.append([{ draft, entries: [], acts: [], clientIds: [writer], history: [] }]);
  await close();
  return text.toString();
}
