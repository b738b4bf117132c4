// The record on a real disk: any moment is what a full replay gives, with or without checkpoints; what two moments
// differ in turns one into the other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Replay } from '../../server/record/replay.ts';
import { TextFold } from '../../server/record/text-fold.ts';
import { Checkpoints } from '../../server/storage/sqlite/checkpoints.ts';
import type { Piece } from '../../shared/api/record.ts';
import { docName } from '../../shared/ids.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { someSealKey } from '../support/folder-storage.ts';
import type { RecordOnDisk } from '../support/record-on-disk.ts';
import { chair, longDraft, longRecord } from '../support/record-on-disk.ts';
import { Random } from '../support/seeded-random.ts';

const isLong = process.env['LONG'] === '1';
const doc = docName(longDraft, 'text');
let record: RecordOnDisk;
beforeAll(async () => {
  record = await longRecord(1, isLong ? 20_000 : 5_000, isLong ? 12_000 : 4_000);
  record.reader.advance(longDraft);
});
afterAll(() => record.close());

const textsOf = (text: Y.Doc): string[] =>
  [...text.share.keys()].sort().map(point => flatText(bodyOf(text, point)).text);
const somewhere = (random: Random): number => 1 + random.below(record.rows.length);

test('[H2] the state at any entry is what a full replay to it gives, authors and removals included', () => {
  const replay = new Replay(record.reads, record.checkpoints);
  expect(record.checkpoints.newestSeq(doc)).toBeGreaterThan(0);
  const random = new Random(2);
  const full = new TextFold();
  const stops = Array.from({ length: 20 }, () => somewhere(random)).sort((a, b) => a - b);
  for (const [index, entry] of record.rows.entries()) {
    full.apply(entry);
    if (!stops.includes(index + 1)) continue;
    const there = replay.textAt(longDraft, index + 1);
    expect(textsOf(there.doc)).toEqual(textsOf(full.doc));
    expect(there.points).toEqual(full.points);
    expect(there.removed).toEqual(full.removed);
  }
});

test('[H2] threads, flags and the outline at any entry are what a full replay to it gives', () => {
  const replay = new Replay(record.reads, record.checkpoints);
  const shared = docName(longDraft, 'shared');
  expect(record.checkpoints.newestSeq(shared)).toBeGreaterThan(0);
  const random = new Random(5);
  const { seq: last } = record.reads.head(shared);
  const stops = Array.from({ length: 20 }, () => 1 + random.below(last)).sort((a, b) => a - b);
  const full = new Y.Doc();
  let at = 0;
  for (const stop of stops) {
    for (const { update } of record.reads.read(shared, at, stop - at)) Y.applyUpdate(full, update);
    at = stop;
    const there = replay.sharedAt(longDraft, stop);
    for (const table of ['themes', 'points', 'threads', 'comments'] as const)
      expect(there.getMap(table).toJSON()).toEqual(full.getMap(table).toJSON());
  }
});

test('[H2] checkpoints of another past are not used', () => {
  const strange = new Checkpoints(':memory:', someSealKey, () => undefined);
  const update = Y.encodeStateAsUpdate(new Y.Doc());
  strange.save(doc, { seq: 100, hash: new Uint8Array(32), update, authors: new TextFold().save().authors });
  const there = new Replay(record.reads, strange).textAt(longDraft, 150);
  expect(textsOf(there.doc)).toEqual(textsOf(new Replay(record.reads, record.checkpoints).textAt(longDraft, 150).doc));
  strange.close();
});

test('[H2] checkpoints of words that are read otherwise since are thrown away: no letter gets another author', () => {
  const older = new Checkpoints(':memory:', someSealKey, () => undefined);
  const full = new TextFold();
  for (const entry of record.rows.slice(0, 100)) full.apply(entry);
  const { update, authors } = full.save();
  const saved = JSON.parse(authors);
  saved.points.p1.unshift({ length: 1, by: 0 }); // as with the line that an item holding a deeper list once made
  older.save(doc, {
    seq: 100,
    hash: record.rows[99]?.hash ?? new Uint8Array(),
    update,
    authors: JSON.stringify(saved),
  });
  for (const entry of record.rows.slice(100, 150)) full.apply(entry);
  const there = new Replay(record.reads, older).textAt(longDraft, 150);
  expect(there.points).toEqual(full.points);
  expect(older.newestSeq(doc)).toBe(0);
  older.close();
});

test('[H2] a time is the last entry made until then', () => {
  const replay = new Replay(record.reads, record.checkpoints);
  const random = new Random(3);
  for (let i = 0; i < 50; i++) {
    const at = record.rows[somewhere(random) - 1]?.at ?? 0;
    expect(replay.seqAt(doc, at)).toBe(record.rows.filter(row => row.at <= at).length);
  }
  expect(replay.seqAt(doc, 0)).toBe(0);
});

test('[H4] a comparison of two moments turns the first into the second, and names who did it', () => {
  const replay = new Replay(record.reads, record.checkpoints);
  const random = new Random(4);
  for (let i = 0; i < 10; i++) {
    // two were made
    const [from, to] = [somewhere(random), somewhere(random)].sort((a, b) => a - b) as [number, number];
    const at = (seq: number) => ({ kind: 'time', at: record.rows[seq - 1]?.at ?? 0 }) as const;
    const { points } = record.reader.comparison(longDraft, at(from), at(to), chair, null);
    const compared = new Map(points.map(({ point, pieces }) => [point, pieces]));
    const [before, after] = [replay.textAt(longDraft, from).points, replay.textAt(longDraft, to).points];
    for (const [point, { text }] of before) {
      const pieces = compared.get(point) ?? [{ kind: 'same', text, by: null }];
      const read = (kind: Piece['kind']): string =>
        pieces.flatMap(piece => (piece.kind === 'same' || piece.kind === kind ? [piece.text] : [])).join('');
      expect(read('removed')).toBe(text);
      expect(read('added')).toBe(after.get(point)?.text);
      expect(pieces.filter(({ kind, by }) => kind === 'added' && by === null)).toEqual([]);
    }
  }
});
