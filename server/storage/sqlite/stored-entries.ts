// Entries as they stand in the SQLite file, checked against their chain (rule L13 of PROTOCOL.md): what was changed
// since it was written is found by whoever reads it first.
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocName } from '../../../shared/ids.ts';
import { DocName as DocNameSchema } from '../../../shared/ids.ts';
import { checkChain, emptyHead } from '../chain.ts';
import type { Entry } from '../update-log.ts';
import { UpdateLogError } from '../update-log.ts';
import { entryHashOf } from './stored-snapshot.ts';

const Bytes = z.instanceof(Uint8Array);
const EntryRow = z.object({
  doc: DocNameSchema,
  seq: z.number(),
  at: z.number(),
  actor: z.string(),
  kind: z.string(),
  detail: z.string(),
  update: Bytes,
  salts: Bytes,
  hash: Bytes,
  detailDigest: Bytes.nullable(),
  updateDigest: Bytes.nullable(),
});

/** Entries after `after`, oldest first. Throws UpdateLogError, kind `damaged`, where they do not follow from there. */
export function entriesAfter(database: DatabaseSync, doc: DocName, after: number, limit: number): readonly Entry[] {
  const sql =
    'SELECT doc, seq, at, actor, kind, detail, content AS "update", salts, hash, detailDigest, updateDigest FROM log WHERE doc = ? AND seq > ? ORDER BY seq LIMIT ?';
  const rows = z.array(EntryRow).parse(database.prepare(sql).all(doc, after, limit));
  const entries = rows.map(({ detailDigest, updateDigest, ...entry }) =>
    detailDigest && updateDigest ? { ...entry, digests: { detail: detailDigest, update: updateDigest } } : entry,
  );
  const hash = after > 0 ? Buffer.from(entryHashOf(database, doc, after)).toString('hex') : emptyHead.hash;
  const check = entries.length > 0 ? checkChain(entries, { seq: after, hash }) : null;
  if (check?.kind === 'broken')
    throw new UpdateLogError('damaged', `entry ${check.seq} of ${doc} is damaged: ${check.why}`);
  return entries;
}
