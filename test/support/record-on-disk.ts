// A draft's record on a disk of its own, written row by row, and read as the record's worker reads it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { RecordReader } from '../../server/record/record-reader.ts';
import { emptyHead, nextEntry } from '../../server/storage/chain.ts';
import type { HistoryQueries } from '../../server/storage/history-queries.ts';
import { Checkpoints } from '../../server/storage/sqlite/checkpoints.ts';
import { openLogFile } from '../../server/storage/sqlite/sqlite-file.ts';
import { SqliteHistory } from '../../server/storage/sqlite/sqlite-history.ts';
import { SqliteReads } from '../../server/storage/sqlite/sqlite-read.ts';
import type { Entry, UpdateLog } from '../../server/storage/update-log.ts';
import { freshSalts } from '../../server/sync/tick/salts.ts';
import { Act } from '../../shared/acts/act.ts';
import { unknownHeads, unknownLettersLeft } from '../../shared/acts/act-context.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import { DraftId, docName, MemberId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { openStorageIn, someSealKey } from './folder-storage.ts';
import { annotatedRows } from './long-annotations.ts';
import type { TypedRow } from './long-record.ts';
import { typedRows } from './long-record.ts';
import { newFolder } from './running-server.ts';
import { seedBody } from './seed-body.ts';
import { Random } from './seeded-random.ts';

export const longDraft = DraftId.parse('long');
const points = Array.from({ length: 28 }, (_, i) => `p${i + 1}`);
export const chair: By = { member: MemberId.parse('chair'), name: 'Chair', role: 'chair', party: null };
const began = Date.UTC(2026, 2, 2, 9);

export type RecordOnDisk = {
  readonly folder: string;
  readonly log: UpdateLog;
  readonly history: HistoryQueries;
  readonly reads: SqliteReads;
  readonly checkpoints: Checkpoints;
  readonly reader: RecordReader;
  readonly rows: readonly Entry[];
  close(): Promise<void>;
};

/** So many rows of typing in 28 points, and of acts, from a seed. Its members may read all that was ever written. */
export async function longRecord(seed: number, count: number, acts = 0): Promise<RecordOnDisk> {
  const folder = newFolder();
  const storage = await openStorageIn(folder);
  const { log, history } = storage;
  const rows = await write(log, seed, count, acts);
  const database = openLogFile(join(folder, 'log.sqlite'), 'read');
  const reads = new SqliteReads(database, someSealKey);
  const checkpoints = new Checkpoints(join(folder, 'record.sqlite'), someSealKey, () => undefined);
  return {
    folder,
    log,
    history,
    reads,
    checkpoints,
    reader: new RecordReader(reads, new SqliteHistory(database), checkpoints),
    rows,
    close: async () => {
      database.close();
      checkpoints.close();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function write(log: UpdateLog, seed: number, count: number, acts: number): Promise<readonly Entry[]> {
  const doc = docName(longDraft, 'text');
  const text = new Y.Doc();
  for (const point of points) seedBody(bodyOf(text, point), ['The parties agree to what this says.', 'And to that.']);
  const made = { at: began, actor: JSON.stringify(chair), detail: '{}', salts: freshSalts() };
  const first = nextEntry(emptyHead, { ...made, doc, kind: 'outline.import', update: Y.encodeStateAsUpdate(text) });
  const sharedName = docName(longDraft, 'shared');
  const shared = outlineDoc();
  const update = Y.encodeStateAsUpdate(shared);
  const outline = nextEntry(emptyHead, { ...made, doc: sharedName, kind: 'outline.import', update });
  const nothing = { draft: longDraft, acts: [], clientIds: [], history: [] };
  await log.append([{ ...nothing, entries: [first.entry, outline.entry] }]);
  const parts = { doc: sharedName, shared, head: outline.head, at: began, random: new Random(seed) };
  const done: TypedRow[] = [];
  if (acts > 0)
    for (const row of annotatedRows(parts)) {
      done.push(row);
      if (done.length === acts) break;
    }
  await log.append([
    { ...nothing, entries: done.map(({ entry }) => entry), history: done.map(({ change }) => change) },
  ]);
  const entries = [first.entry];
  let batch: TypedRow[] = [];
  for (const row of typedRows({ doc, text, head: first.head, at: began, random: new Random(seed) })) {
    entries.push(row.entry);
    batch.push(row);
    if (batch.length < 1_000 && entries.length < count) continue;
    const history = batch.map(({ change }) => change);
    await log.append([{ ...nothing, entries: batch.map(({ entry }) => entry), history }]);
    batch = [];
    if (entries.length >= count) break;
  }
  return entries;
}

/** One theme with the points in their order. */
function outlineDoc(): Y.Doc {
  const doc = new Y.Doc();
  const rows = new DocRows(doc);
  const does = (id: string, act: Record<string, unknown>): void => {
    const context = {
      rows,
      actor: chair,
      at: began,
      members: new Map(),
      heads: unknownHeads,
      lettersLeft: unknownLettersLeft,
      wordsOf: () => '',
    };
    const result = runAct(Act.parse({ ...act, id }), context);
    if (result.kind === 'refused') throw new Error(result.reason);
  };
  does('made', { kind: 'draft.create', draft: longDraft, title: 'A long record', note: '' });
  does('passing', { kind: 'draft.passing', passing: 'members' });
  does('theme', { kind: 'theme.add', after: null, title: 'Theme' });
  for (const [i, point] of points.entries())
    does(point, { kind: 'point.add', theme: 'theme', after: points[i - 1] ?? null, title: point, paragraphs: [] });
  return doc;
}
