// What the reader asks of the log in the SQLite file: entries, snapshots, acts. Synchronous; on a connection that sees
// only committed rows. The history's lines are in sqlite-history.ts.
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocName, DraftId, MemberId } from '../../../shared/ids.ts';
import {
  ActId as ActIdSchema,
  DocName as DocNameSchema,
  MemberId as MemberIdSchema,
  PointId as PointIdSchema,
} from '../../../shared/ids.ts';
import type { Head } from '../../../shared/rows/schema.ts';
import { emptyHead } from '../chain.ts';
import type { SealKey } from '../seal.ts';
import type { ActRecord, ClientIdOwner, Entry, LastEdit, StandingHead, StoredDocument } from '../update-log.ts';
import { entriesAfter } from './stored-entries.ts';
import { storedSnapshot } from './stored-snapshot.ts';

const Bytes = z.instanceof(Uint8Array);
const HeadRow = z.object({ seq: z.number(), at: z.number(), hash: Bytes });
const EditRow = z.object({
  point: PointIdSchema,
  at: z.number(),
  member: z.string(),
  name: z.string(),
  party: z.string().nullable(),
  role: z.string(),
});
const ActRow = z.object({ member: MemberIdSchema, act: ActIdSchema, payloadDigest: z.string(), answer: z.string() });

export class SqliteReads {
  readonly #database: DatabaseSync;
  readonly #sealKey: SealKey;

  constructor(database: DatabaseSync, sealKey: SealKey) {
    this.#database = database;
    this.#sealKey = sealKey;
  }

  head(doc: DocName): Head {
    const row = this.#headRow(doc);
    return row ? { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') } : emptyHead;
  }

  heads(): readonly StandingHead[] {
    const sql = `SELECT d.name AS doc, e.seq, e.at, e.hash FROM document d JOIN entry e ON e.document = d.id
                 WHERE e.seq = (SELECT MAX(seq) FROM entry WHERE document = d.id)`;
    const rows = z.array(HeadRow.extend({ doc: DocNameSchema })).parse(this.#database.prepare(sql).all());
    return rows.map(({ doc, seq, at, hash }) => ({ doc, head: { seq, hash: Buffer.from(hash).toString('hex') }, at }));
  }

  /** In one read transaction, so that snapshot, tail and head belong together. */
  load(doc: DocName): StoredDocument {
    this.#database.exec('BEGIN');
    try {
      const row = this.#headRow(doc);
      const stored = storedSnapshot(this.#database, this.#sealKey, doc);
      const snapshot = stored.kind === 'sealed' ? stored.snapshot : null;
      const tail = entriesAfter(this.#database, doc, snapshot?.seq ?? 0, row?.seq ?? 0);
      return {
        snapshot,
        hadMisfit: stored.kind === 'misfit',
        tail: tail.map(({ seq, update }) => ({ seq, update })),
        head: row ? { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') } : emptyHead,
        at: row?.at ?? 0,
      };
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  read(doc: DocName, after: number, limit: number): readonly Entry[] {
    return entriesAfter(this.#database, doc, after, limit);
  }

  findAct(draft: DraftId, member: MemberId, act: string): ActRecord | null {
    const sql =
      'SELECT member, act, digest AS payloadDigest, answer FROM act WHERE draft = ? AND member = ? AND act = ?';
    const row = this.#database.prepare(sql).get(draft, member, act);
    return row ? ActRow.parse(row) : null;
  }

  clientIds(draft: DraftId): readonly ClientIdOwner[] {
    const rows = this.#database
      .prepare('SELECT client_id AS clientId, member FROM client_id WHERE draft = ?')
      .all(draft);
    return z.array(z.object({ clientId: z.number(), member: MemberIdSchema })).parse(rows);
  }

  lastEdits(draft: DraftId): readonly LastEdit[] {
    const sql = `SELECT point, at, member, name, party, role FROM (
                   SELECT point, to_at AS at, member, name, party, role,
                          ROW_NUMBER() OVER (PARTITION BY point ORDER BY to_at DESC, position DESC) AS place
                   FROM history WHERE draft = ? AND kind IN ('text', 'point.add', 'words.restore') AND point IS NOT NULL)
                 WHERE place = 1`;
    return z.array(EditRow).parse(this.#database.prepare(sql).all(draft));
  }

  #headRow(doc: DocName): z.infer<typeof HeadRow> | null {
    const row = this.#database
      .prepare('SELECT seq, at, hash FROM log WHERE doc = ? ORDER BY seq DESC LIMIT 1')
      .get(doc);
    return row ? HeadRow.parse(row) : null;
  }
}
