// The one snapshot of a document in the SQLite file, as far as its seal says that this server made it of the log.
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocName } from '../../../shared/ids.ts';
import type { SealKey } from '../seal.ts';
import { isSealed } from '../seal.ts';
import type { StoredDocument } from '../update-log.ts';

const Bytes = z.instanceof(Uint8Array);
const SnapshotRow = z.object({ seq: z.number(), state: Bytes, seal: Bytes });

export type StoredSnapshot =
  | { readonly kind: 'none' }
  | { readonly kind: 'sealed'; readonly snapshot: NonNullable<StoredDocument['snapshot']> }
  /** Something changed it, or the log, since it was made: it is not to be used. */
  | { readonly kind: 'misfit' };

export function storedSnapshot(database: DatabaseSync, key: SealKey, doc: DocName): StoredSnapshot {
  const row = database.prepare('SELECT seq, state, seal FROM snapshot WHERE doc = ?').get(doc);
  if (!row) return { kind: 'none' };
  const { seq, state, seal } = SnapshotRow.parse(row);
  const copy = { kind: 'snapshot', doc, seq, entryHash: entryHashOf(database, doc, seq), content: [state] } as const;
  return isSealed(key, copy, seal) ? { kind: 'sealed', snapshot: { seq, state } } : { kind: 'misfit' };
}

/** Empty where there is no such entry. */
export function entryHashOf(database: DatabaseSync, doc: DocName, seq: number): Uint8Array {
  const sql = 'SELECT hash FROM entry WHERE document = (SELECT id FROM document WHERE name = ?) AND seq = ?';
  const row = database.prepare(sql).get(doc, seq);
  return row ? z.object({ hash: Bytes }).parse(row).hash : new Uint8Array();
}
