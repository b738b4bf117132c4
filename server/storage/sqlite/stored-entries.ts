// Entries as they stand in the SQLite file, checked against their chain (rule L13 of PROTOCOL.md): what was changed
// since it was written is found by whoever reads it first.
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { DocName } from '../../../shared/ids.ts';
import { checkChain, emptyHead } from '../chain.ts';
import type { Entry } from '../update-log.ts';
import { UpdateLogError } from '../update-log.ts';
import { entryHashOf } from './stored-snapshot.ts';

/** Entries after `after`, oldest first. Throws UpdateLogError, kind `damaged`, where they do not follow from there. */
export function entriesAfter(database: DatabaseSync, doc: DocName, after: number, limit: number): readonly Entry[] {
  const sql =
    'SELECT seq, at, actor, kind, detail, content AS "update", salts, hash, detailDigest, updateDigest FROM log WHERE doc = ? AND seq > ? ORDER BY seq LIMIT ?';
  const entries = database
    .prepare(sql)
    .all(doc, after, limit)
    .map(row => entryIn(doc, row));
  const hash = after > 0 ? Buffer.from(entryHashOf(database, doc, after)).toString('hex') : emptyHead.hash;
  const check = entries.length > 0 ? checkChain(entries, { seq: after, hash }) : null;
  if (check?.kind === 'broken')
    throw new UpdateLogError('damaged', `entry ${check.seq} of ${doc} is damaged: ${check.why}`);
  return entries;
}

/** By hand: a draft opens from hundreds of them. Their chain vouches for what they say. */
function entryIn(doc: DocName, row: Readonly<Record<string, SQLOutputValue>>): Entry {
  const { seq, at, actor, kind, detail, update, salts, hash, detailDigest, updateDigest } = row;
  if (
    typeof seq !== 'number' ||
    typeof at !== 'number' ||
    typeof actor !== 'string' ||
    typeof kind !== 'string' ||
    typeof detail !== 'string' ||
    !(update instanceof Uint8Array && salts instanceof Uint8Array && hash instanceof Uint8Array)
  )
    throw new UpdateLogError('damaged', `an entry of ${doc} cannot be read`);
  const entry = { doc, seq, at, actor, kind, detail, update, salts, hash };
  const isRedacted = detailDigest instanceof Uint8Array && updateDigest instanceof Uint8Array;
  return isRedacted ? { ...entry, digests: { detail: detailDigest, update: updateDigest } } : entry;
}
