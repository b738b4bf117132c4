// What an operator can do to the log while the server is stopped: put an older copy back, or rewrite an entry and chain
// all that follows anew.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { nextEntry } from '../../server/storage/chain.ts';
import { SqliteReads } from '../../server/storage/sqlite/sqlite-read.ts';
import type { DocName } from '../../shared/ids.ts';
import { someSealKey } from './folder-storage.ts';

const fileIn = (folder: string): string => join(folder, 'log.sqlite');

/** Puts it back where it was taken from. */
export function copyOfLog(folder: string): () => void {
  const copy = `${fileIn(folder)}.copy`;
  copyFileSync(fileIn(folder), copy);
  return () => copyFileSync(copy, fileIn(folder));
}

/** From here on, another person did it; every hash from there to the end is the right one for that. */
export function rewriteAuthor(folder: string, doc: DocName, seq: number): void {
  const database = new DatabaseSync(fileIn(folder));
  const reads = new SqliteReads(database, someSealKey);
  const [before, ...rest] = reads.read(doc, seq - 2, Number.MAX_SAFE_INTEGER);
  if (!before || rest.length === 0) throw new Error(`there is no entry ${seq} of ${doc}`);
  const forged = rest.map((entry, i) =>
    i === 0 ? { ...entry, actor: JSON.stringify({ ...JSON.parse(entry.actor), name: 'Somebody else' }) } : entry,
  );
  let head = { seq: before.seq, hash: Buffer.from(before.hash).toString('hex') };
  database.exec('DROP TRIGGER log_is_never_rewritten');
  const document = 'document = (SELECT id FROM document WHERE name = ?) AND seq = ?';
  for (const entry of forged) {
    const next = nextEntry(head, entry);
    head = next.head;
    database.prepare('INSERT OR IGNORE INTO phrase (text) VALUES (?)').run(entry.actor);
    database
      .prepare(`UPDATE entry SET hash = ?, actor = (SELECT id FROM phrase WHERE text = ?) WHERE ${document}`)
      .run(next.entry.hash, entry.actor, doc, entry.seq);
  }
  database.close();
}
