// What the checks of stored copies cost: a draft of 20,000 rows is opened with them and without, in turns; and the seal
// of a snapshot beside the commits of the rows between two. Without: the same bytes, read and applied unseen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { HeadSigner } from '../../server/record/head-signer.ts';
import { sealOf } from '../../server/storage/seal.ts';
import { openLogFile } from '../../server/storage/sqlite/sqlite-file.ts';
import { SqliteReads } from '../../server/storage/sqlite/sqlite-read.ts';
import { DraftId, docName } from '../../shared/ids.ts';
import { snapshotEveryRows } from '../../shared/wire-limits.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import { writeRows } from './cold-open.ts';
import { startMeasured } from './measured-process.ts';
import { median, ratio, table } from './report.ts';

const rows = 20_000;
const rounds = 40;
const doc = docName(DraftId.parse('sample'), 'text');

export async function benchCheckedCopies(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  await (await startMeasured('nonpaper', { folder })).stop();
  await writeRows(folder, rows);
  const { sealKey } = new HeadSigner(join(folder, 'signing-key.pem'), () => undefined);
  const database = openLogFile(join(folder, 'log.sqlite'), 'read');
  const reads = new SqliteReads(database, sealKey);
  const [snapshotSql, tailSql] = [
    database.prepare('SELECT seq, state FROM snapshot WHERE doc = ?'),
    database.prepare('SELECT content FROM log WHERE doc = ? AND seq > ? ORDER BY seq'),
  ];
  const checked = (): number =>
    timed(() => {
      const { snapshot, tail } = reads.load(doc);
      opened(
        snapshot?.state,
        tail.map(row => row.update),
      );
    });
  const unseen = (): number =>
    timed(() => {
      const snapshot = snapshotSql.get(doc);
      const tail = tailSql.all(doc, snapshot?.['seq'] ?? 0);
      opened(
        bytesOf(snapshot?.['state']),
        tail.map(row => bytesOf(row['content'])),
      );
    });
  const figures = { checked: [] as number[], unseen: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    figures.unseen.push(unseen());
    figures.checked.push(checked());
  }
  const state = reads.load(doc).snapshot?.state ?? new Uint8Array();
  const copy = { kind: 'snapshot', doc, seq: rows, entryHash: new Uint8Array(32), content: [state] } as const;
  const seals = Array.from({ length: rounds }, () => timed(() => sealOf(sealKey, copy)));
  database.close();
  const commit = await commitMs(folder);
  rmSync(folder, { recursive: true });
  table(
    `Checks of stored copies, a draft of ${rows.toLocaleString('en')} rows, medians of ${rounds}; beside cold-open at most 5 %`,
    [
      ['open, ms', 'unseen, ms', 'ratio', 'seal, ms', 'per row, of a commit'],
      [
        median(figures.checked).toFixed(1),
        median(figures.unseen).toFixed(1),
        ratio(median(figures.checked), median(figures.unseen)),
        median(seals).toFixed(2),
        `${((100 * median(seals)) / snapshotEveryRows / commit).toFixed(2)} %`,
      ],
    ],
  );
}

function opened(state: Uint8Array | undefined, tail: readonly Uint8Array[]): void {
  const read = new Y.Doc();
  read.transact(() => {
    if (state) Y.applyUpdate(read, state);
    for (const update of tail) Y.applyUpdate(read, update);
  });
}

/** Of nothing but a client id, which is the least that is synced to the disk. */
async function commitMs(folder: string): Promise<number> {
  const { log, close } = await openStorageIn(folder);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    await log.tryWrite();
    times.push((performance.now() - from) / 2); // it writes twice
  }
  await close();
  return median(times);
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('bytes were expected');
}
