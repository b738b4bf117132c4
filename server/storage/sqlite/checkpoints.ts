// The third SQLite file: what documents were at some of their entries, so that any moment is a short replay away.
// Derived from the log and made anew where it is missing or belongs to another past; holds nothing that the log does
// not.
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { DocName, DraftId } from '../../../shared/ids.ts';

export type Checkpoint = {
  readonly seq: number;
  /** Of the entry `seq`: a checkpoint of another past has another. */
  readonly hash: Uint8Array;
  readonly update: Uint8Array;
  /** JSON of who wrote which words; empty for documents without words. */
  readonly authors: string;
};

const Bytes = z.instanceof(Uint8Array);
const Row = z.object({ seq: z.number(), hash: Bytes, state: Bytes, authors: Bytes });

export class Checkpoints {
  readonly #database: DatabaseSync;

  /** Opens or makes the file, or `:memory:`. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 5_000 });
    // secure_delete: what is forgotten, since words in it were redacted, leaves no bytes in the file's free pages.
    this.#database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
       CREATE TABLE IF NOT EXISTS checkpoint (
         draft TEXT NOT NULL, doc TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, state BLOB NOT NULL, authors BLOB NOT NULL,
         PRIMARY KEY (doc, seq)) STRICT;`,
    );
  }

  /** The newest one at or before an entry. */
  before(doc: DocName, seq: number): Checkpoint | null {
    const sql = 'SELECT seq, hash, state, authors FROM checkpoint WHERE doc = ? AND seq <= ? ORDER BY seq DESC LIMIT 1';
    const row = this.#database.prepare(sql).get(doc, seq);
    if (!row) return null;
    const { hash, state, authors, ...found } = Row.parse(row);
    return { ...found, hash, update: inflateRawSync(state), authors: inflateRawSync(authors).toString() };
  }

  /** 0: there is none. */
  newestSeq(doc: DocName): number {
    const row = this.#database.prepare('SELECT MAX(seq) AS seq FROM checkpoint WHERE doc = ?').get(doc);
    return z.object({ seq: z.number().nullable() }).parse(row).seq ?? 0;
  }

  /** Who wrote what, at each checkpoint after `from` up to `to`. */
  authorsBetween(doc: DocName, from: number, to: number): readonly string[] {
    const rows = this.#database
      .prepare('SELECT authors FROM checkpoint WHERE doc = ? AND seq > ? AND seq <= ? ORDER BY seq')
      .all(doc, from, to);
    return z
      .array(z.object({ authors: Bytes }))
      .parse(rows)
      .map(({ authors }) => inflateRawSync(authors).toString());
  }

  save(doc: DocName, { seq, hash, update, authors }: Checkpoint): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO checkpoint (draft, doc, seq, hash, state, authors) VALUES (?, ?, ?, ?, ?, ?)')
      .run(doc.slice(0, doc.indexOf('/')), doc, seq, hash, deflateRawSync(update), deflateRawSync(authors));
  }

  forget(draft: DraftId): void {
    this.#database.prepare('DELETE FROM checkpoint WHERE draft = ?').run(draft);
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)'); // nor in the file of what is written ahead
  }

  close(): void {
    this.#database.close();
  }
}
