// What documents were at some of their entries, so that any moment is a short replay away. Derived from the log and
// sealed (rule L12 of PROTOCOL.md): what does not fit is deleted, and made anew. Holds nothing that the log does not.
import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { DocName, type DraftId } from '../../../shared/ids.ts';
import { draftOf } from '../doc-name.ts';
import type { SealKey, StoredCopy } from '../seal.ts';
import { isSealed, sealOf } from '../seal.ts';
import { DerivedFile } from './derived-file.ts';

export type Checkpoint = {
  readonly seq: number;
  /** Of the entry `seq`: a checkpoint of another past has another. */
  readonly hash: Uint8Array;
  readonly update: Uint8Array;
  /** JSON of who wrote which words; empty for documents without words. */
  readonly authors: string;
};

const Bytes = z.instanceof(Uint8Array);
const Row = z.object({ doc: DocName, seq: z.number(), hash: Bytes, state: Bytes, authors: Bytes, seal: Bytes });
type Row = z.infer<typeof Row>;
type StoredBytes = Pick<StoredCopy, 'doc' | 'seq'> & Readonly<Record<'hash' | 'state' | 'authors', Uint8Array>>;

// secure_delete: what is forgotten, since words in it were redacted, leaves no bytes in the file's free pages. The
// older table had no seals.
const schema = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
  DROP TABLE IF EXISTS checkpoint;
  CREATE TABLE IF NOT EXISTS sealed_checkpoint (
    draft TEXT NOT NULL, doc TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, state BLOB NOT NULL, authors BLOB NOT NULL,
    seal BLOB NOT NULL, PRIMARY KEY (doc, seq)) STRICT;`;

export class Checkpoints {
  readonly #file: DerivedFile;
  readonly #key: SealKey;
  readonly #tell: (damage: string) => void;

  /** Opens or makes the file, or `:memory:`. `tell` is told, in a sentence, of what was damaged and is made anew. */
  constructor(path: string, key: SealKey, tell: (damage: string) => void) {
    this.#file = new DerivedFile(path, schema, tell);
    this.#key = key;
    this.#tell = tell;
  }

  /** The newest one at or before an entry. */
  before(doc: DocName, seq: number): Checkpoint | null {
    const sql = `SELECT doc, seq, hash, state, authors, seal FROM sealed_checkpoint
                 WHERE doc = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`;
    for (;;) {
      const found = this.#file.use(database => database.prepare(sql).get(doc, seq));
      if (!found) return null;
      const row = Row.parse(found);
      if (this.#isSealed(row)) {
        const { hash, state, authors } = row;
        return { seq: row.seq, hash, update: inflateRawSync(state), authors: inflateRawSync(authors).toString() };
      }
      this.#discard(row);
    }
  }

  /** 0: there is none. */
  newestSeq(doc: DocName): number {
    const sql = 'SELECT MAX(seq) AS seq FROM sealed_checkpoint WHERE doc = ?';
    const row = this.#file.use(database => database.prepare(sql).get(doc));
    return z.object({ seq: z.number().nullable() }).parse(row).seq ?? 0;
  }

  /** Who wrote what, at each checkpoint after `from` up to `to`. */
  authorsBetween(doc: DocName, from: number, to: number): readonly string[] {
    const sql = `SELECT doc, seq, hash, state, authors, seal FROM sealed_checkpoint
                 WHERE doc = ? AND seq > ? AND seq <= ? ORDER BY seq`;
    const rows = z.array(Row).parse(this.#file.use(database => database.prepare(sql).all(doc, from, to)));
    const [sealed, others] = [rows.filter(row => this.#isSealed(row)), rows.filter(row => !this.#isSealed(row))];
    for (const row of others) this.#discard(row);
    return sealed.map(({ authors }) => inflateRawSync(authors).toString());
  }

  save(doc: DocName, { seq, hash, update, authors }: Checkpoint): void {
    const [state, packed] = [deflateRawSync(update), deflateRawSync(authors)];
    const seal = sealOf(this.#key, copyOf({ doc, seq, hash, state, authors: packed }));
    const sql = `INSERT OR REPLACE INTO sealed_checkpoint (draft, doc, seq, hash, state, authors, seal)
                 VALUES (?, ?, ?, ?, ?, ?, ?)`;
    this.#file.use(database => database.prepare(sql).run(draftOf(doc), doc, seq, hash, state, packed, seal));
  }

  forget(draft: DraftId): void {
    this.#file.use(database => {
      database.prepare('DELETE FROM sealed_checkpoint WHERE draft = ?').run(draft);
      foldAhead(database);
    });
  }

  close(): void {
    this.#file.close();
  }

  #isSealed(row: Row): boolean {
    return isSealed(this.#key, copyOf(row), row.seal);
  }

  #discard({ doc, seq }: Row): void {
    this.#file.use(database =>
      database.prepare('DELETE FROM sealed_checkpoint WHERE doc = ? AND seq = ?').run(doc, seq),
    );
    this.#tell(`The checkpoint of ${doc} at entry ${seq} was changed since it was made. It is made anew of the log.`);
  }
}

/** For whoever compares them with the log, on a connection of their own. */
export function checkpointSeqs(database: DatabaseSync, doc: DocName): readonly number[] {
  const rows = database.prepare('SELECT seq FROM sealed_checkpoint WHERE doc = ? ORDER BY seq').all(doc);
  return rows.map(({ seq }) => Number(seq));
}

/** Null: there is none. `misfit`: it cannot be read. */
export function checkpointAt(database: DatabaseSync, doc: DocName, seq: number): Checkpoint | 'misfit' | null {
  const sql = 'SELECT doc, seq, hash, state, authors, seal FROM sealed_checkpoint WHERE doc = ? AND seq = ?';
  const found = database.prepare(sql).get(doc, seq);
  if (!found) return null;
  try {
    const { hash, state, authors } = Row.parse(found);
    return { seq, hash, update: inflateRawSync(state), authors: inflateRawSync(authors).toString() };
  } catch {
    return 'misfit';
  }
}

const copyOf = ({ doc, seq, hash, state, authors }: StoredBytes): StoredCopy => ({
  kind: 'checkpoint',
  doc,
  seq,
  entryHash: hash,
  content: [state, authors],
});

/** Nothing of what was deleted stays in the file of what is written ahead. */
function foldAhead(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
