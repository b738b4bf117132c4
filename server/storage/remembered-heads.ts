// The newest entry of each document, remembered in a file beside the log (rule L15 of PROTOCOL.md): shows at the next
// start whether the log has lost entries. Always somewhat behind it, never before it.
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DocName, DraftId } from '../../shared/ids.ts';
import { DocName as DocNameSchema } from '../../shared/ids.ts';
import { headsRememberedMs } from '../../shared/limits.ts';
import type { Head } from '../../shared/rows/schema.ts';
import { draftOf } from './doc-name.ts';
import type { SealKey, StoredCopy } from './seal.ts';
import { isSealed, sealOf } from './seal.ts';
import { DerivedFile } from './sqlite/derived-file.ts';
import type { StandingHead } from './update-log.ts';

const Row = z.object({
  doc: DocNameSchema,
  seq: z.number(),
  hash: z.string(),
  at: z.number(),
  seal: z.instanceof(Uint8Array),
});

const Counted = z.object({ count: z.number() });

const schema = `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS head (
    doc TEXT PRIMARY KEY, draft TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL,
    seal BLOB NOT NULL) STRICT;`;

export type RememberedHeadsParts = {
  readonly path: string;
  readonly key: SealKey;
  /** Told, in a sentence, of what was damaged and is made anew. */
  readonly tell: (damage: string) => void;
  /** Told why heads could not be stored. They are stored with the next ones. */
  readonly onNotStored: (error: unknown) => void;
};

export class RememberedHeads {
  readonly #file: DerivedFile;
  readonly #parts: RememberedHeadsParts;
  readonly #fresh = new Map<DocName, StandingHead>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: RememberedHeadsParts) {
    this.#parts = parts;
    this.#file = new DerivedFile(parts.path, schema, parts.tell);
  }

  /** Stored a moment later, with whatever else comes until then. `at`: of the entry, in ms since 1970. */
  note(doc: DocName, head: Head, at: number): void {
    this.#fresh.set(doc, { doc, head, at });
    this.#timer ??= setTimeout(() => this.flush(), headsRememberedMs).unref();
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#fresh.size === 0) return;
    try {
      this.#file.use(database => {
        const put = database.prepare(
          'INSERT OR REPLACE INTO head (doc, draft, seq, hash, at, seal) VALUES (?, ?, ?, ?, ?, ?)',
        );
        for (const standing of this.#fresh.values()) {
          const { doc, head, at } = standing;
          put.run(doc, draftOf(doc), head.seq, head.hash, at, sealOf(this.#parts.key, copyOf(standing)));
        }
      });
      this.#fresh.clear();
    } catch (error) {
      this.#parts.onNotStored(error);
    }
  }

  /** Those that this server has stored. */
  all(): readonly StandingHead[] {
    const { path, key, tell } = this.#parts;
    return this.#file.use(database => {
      const heads = headsIn(database, key);
      const { count } = Counted.parse(database.prepare('SELECT COUNT(*) AS count FROM head').get());
      if (count > 0 && heads.length === 0)
        tell(
          `No head in ${path} was stored under the key in signing-key.pem: it is another key than before. Put the old one back where there is one: what was signed with it is not shown as this server’s own.`,
        );
      return heads;
    });
  }

  /** Before its entries go. */
  async forget(draft: DraftId): Promise<void> {
    for (const doc of this.#fresh.keys()) if (draftOf(doc) === draft) this.#fresh.delete(doc);
    this.#file.use(database => database.prepare('DELETE FROM head WHERE draft = ?').run(draft));
  }

  close(): void {
    this.flush();
    this.#file.close();
  }
}

/** Of a file that is open: a row that somebody changed says nothing. */
export function headsIn(database: DatabaseSync, key: SealKey): readonly StandingHead[] {
  const rows = database.prepare('SELECT doc, seq, hash, at, seal FROM head').all();
  return rows.flatMap(found => {
    const row = Row.safeParse(found).data;
    if (!row) return [];
    const { doc, seq, hash, at, seal } = row;
    const standing = { doc, head: { seq, hash }, at };
    return isSealed(key, copyOf(standing), seal) ? [standing] : [];
  });
}

const copyOf = ({ doc, head, at }: StandingHead): StoredCopy => ({
  kind: 'head',
  doc,
  seq: head.seq,
  entryHash: Buffer.from(head.hash, 'hex'),
  content: [Buffer.from(String(at))],
});
