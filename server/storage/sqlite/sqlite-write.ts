// What the writer does to the SQLite file: append, snapshot, forget. Synchronous; runs in the writer worker.
import type { DatabaseSync } from 'node:sqlite';
import type { DocName, DraftId } from '../../../shared/ids.ts';
import { historyMoveMs } from '../../../shared/limits.ts';
import { draftOf, partOf } from '../doc-name.ts';
import type { HistoryChange } from '../history-queries.ts';
import type { SealKey } from '../seal.ts';
import { sealOf } from '../seal.ts';
import { searchedWords } from '../searched-words.ts';
import type { CommitOutcome, DraftCommit, Entry, Redaction } from '../update-log.ts';
import { entryHashOf, storedSnapshot } from './stored-snapshot.ts';

class Conflict extends Error {}

export class SqliteWrites {
  readonly #database: DatabaseSync;
  readonly #sealKey: SealKey;
  readonly #sql;

  constructor(database: DatabaseSync, sealKey: SealKey) {
    this.#database = database;
    this.#sealKey = sealKey;
    const prepare = (sql: string) => database.prepare(sql);
    this.#sql = {
      begin: prepare('BEGIN IMMEDIATE'),
      commit: prepare('COMMIT'),
      beginDraft: prepare('SAVEPOINT draft'),
      keepDraft: prepare('RELEASE draft'),
      head: prepare('SELECT MAX(seq) AS seq FROM entry WHERE document = (SELECT id FROM document WHERE name = ?)'),
      document: prepare('INSERT OR IGNORE INTO document (draft, name) VALUES (?, ?)'),
      phrase: prepare('INSERT OR IGNORE INTO phrase (text) VALUES (?)'),
      entry: prepare(
        `INSERT INTO entry (document, seq, at, actor, kind, detail, detail_phrase, content, salts, hash)
         VALUES ((SELECT id FROM document WHERE name = ?), ?, ?, (SELECT id FROM phrase WHERE text = ?), (SELECT id FROM phrase WHERE text = ?),
                 ?, (SELECT id FROM phrase WHERE text = ?), ?, ?, ?)`,
      ),
      act: prepare('INSERT INTO act (draft, member, act, digest, answer) VALUES (?, ?, ?, ?, ?)'),
      clientId: prepare('INSERT INTO client_id (draft, client_id, member) VALUES (?, ?, ?)'),
      history: prepare(
        `INSERT INTO history (position, draft, run, kind, member, name, party, role, point, thread, about_row, from_at, to_at, inserted, deleted, detail, words, shared_seq)
         VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM history), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ),
      grow: prepare(
        `UPDATE history SET to_at = ?, inserted = inserted + ?, deleted = deleted + ?, detail = ?
         WHERE draft = ? AND run = ? AND to_at / ${historyMoveMs} = CAST(? AS INTEGER) / ${historyMoveMs}`,
      ),
      growAndMove: prepare(
        `UPDATE history SET position = (SELECT MAX(position) + 1 FROM history), to_at = ?, inserted = inserted + ?, deleted = deleted + ?, detail = ?
         WHERE draft = ? AND run = ?`,
      ),
      try: prepare('INSERT INTO trial (bytes) VALUES (zeroblob(65536))'),
      tried: prepare('DELETE FROM trial'),
      snapshotSeq: prepare('SELECT seq FROM snapshot WHERE doc = ?'),
      snapshot: prepare('INSERT OR REPLACE INTO snapshot (draft, doc, seq, state, seal) VALUES (?, ?, ?, ?, ?)'),
    };
  }

  append(commits: readonly DraftCommit[]): readonly CommitOutcome[] {
    this.#sql.begin.run();
    try {
      const outcomes = commits.map(commit => this.#appendDraft(commit));
      this.#sql.commit.run();
      if (commits.some(({ redactions }) => redactions && redactions.length > 0)) this.#foldAhead();
      return outcomes;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK'); // a full disk has rolled back by itself
      throw error;
    }
  }

  saveSnapshot(doc: DocName, seq: number, state: Uint8Array): void {
    if (seq > this.#headSeq(doc)) throw new Error(`a snapshot of ${doc} at ${seq} lies beyond its head`);
    const stored = Number(this.#sql.snapshotSeq.get(doc)?.['seq'] ?? 0);
    if (stored > seq && storedSnapshot(this.#database, this.#sealKey, doc).kind === 'sealed') return;
    const copy = {
      kind: 'snapshot',
      doc,
      seq,
      entryHash: entryHashOf(this.#database, doc, seq),
      content: [state],
    } as const;
    this.#sql.snapshot.run(draftOf(doc), doc, seq, state, sealOf(this.#sealKey, copy));
  }

  forget(draft: DraftId): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      this.#database.prepare('INSERT INTO forgetting (draft) VALUES (?)').run(draft);
      const own = 'SELECT id FROM document WHERE draft = ?';
      this.#database.prepare(`DELETE FROM entry WHERE document IN (${own})`).run(draft);
      for (const table of ['document', 'act', 'client_id', 'snapshot', 'history', 'forgetting'])
        this.#database.prepare(`DELETE FROM ${table} WHERE draft = ?`).run(draft);
      this.#database.exec(
        `DELETE FROM phrase WHERE id NOT IN
           (SELECT actor FROM entry UNION SELECT kind FROM entry UNION SELECT detail_phrase FROM entry WHERE detail_phrase IS NOT NULL)`,
      );
      this.#database.exec('COMMIT');
      this.#foldAhead();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  dropSnapshots(draft: DraftId): void {
    this.#database.prepare('DELETE FROM snapshot WHERE draft = ?').run(draft);
  }

  copyTo(path: string): void {
    this.#database.prepare('VACUUM INTO ?').run(path);
  }

  /** Larger than most commits: what is stored afterwards should find room, too. */
  tryWrite(): void {
    this.#sql.try.run();
    this.#sql.tried.run();
  }

  /** A savepoint, so that a conflict in one draft takes nothing of the others with it. */
  #appendDraft(commit: DraftCommit): CommitOutcome {
    this.#sql.beginDraft.run();
    try {
      this.#insert(commit);
      this.#sql.keepDraft.run();
      return { kind: 'committed' };
    } catch (error) {
      if (!(error instanceof Conflict) && !isConstraint(error)) throw error;
      this.#database.exec('ROLLBACK TO draft; RELEASE draft');
      return { kind: 'conflict', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #insert({ draft, entries, acts, clientIds, history, redactions = [] }: DraftCommit): void {
    const heads = new Map<DocName, number>();
    for (const entry of entries) {
      const head = heads.get(entry.doc) ?? this.#headSeq(entry.doc);
      if (entry.seq !== head + 1)
        throw new Conflict(`${entry.doc} stands at ${head}, entry ${entry.seq} does not follow`);
      heads.set(entry.doc, entry.seq);
      this.#insertEntry(draft, entry);
    }
    for (const { member, act, payloadDigest, answer } of acts)
      this.#sql.act.run(draft, member, act, payloadDigest, answer);
    for (const { clientId, member } of clientIds) this.#sql.clientId.run(draft, clientId, member);
    for (const change of history) this.#noteHistory(draft, change);
    if (redactions.length > 0) this.#redact(draft, redactions);
  }

  /**
   * What was redacted or forgotten stands in the write-ahead file until that is folded in. Who reads just now may delay
   * it: the next one does it.
   */
  #foldAhead(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  #redact(draft: DraftId, redactions: readonly Redaction[]): void {
    const prepare = (sql: string) => this.#database.prepare(sql);
    prepare('INSERT INTO redacting (draft) VALUES (?)').run(draft);
    const entry = prepare(
      `UPDATE entry SET detail = ?, detail_phrase = NULL, content = ?, salts = zeroblob(32),
         detail_digest = COALESCE(detail_digest, ?), content_digest = COALESCE(content_digest, ?)
       WHERE document = (SELECT id FROM document WHERE name = ?) AND seq = ?`,
    );
    // What an act did besides has lines of its own, named after its run.
    const line = prepare(
      `UPDATE history SET detail = ?, words = '' WHERE draft = ? AND (run = ? OR run LIKE ? || ':%')`,
    );
    // A digest of an act tells whoever guesses its words that they guessed right. An act is an entry of the shared
    // document, which its answer names.
    const act = prepare(`UPDATE act SET digest = '' WHERE draft = ? AND json_extract(answer, '$.seq') = ?`);
    for (const { doc, seq, detail, update, digests, run } of redactions) {
      entry.run(detail, update, digests.detail, digests.update, doc, seq);
      if (run !== null) line.run(detail, draft, run, run);
      if (partOf(doc) === 'shared') act.run(draft, seq);
    }
    prepare('DELETE FROM snapshot WHERE draft = ?').run(draft); // it may have been taken when the words still stood
    prepare('DELETE FROM redacting WHERE draft = ?').run(draft);
  }

  #insertEntry(draft: DraftId, { doc, seq, at, actor, kind, detail, update, salts, hash }: Entry): void {
    const phrase = kind === 'text' ? detail : null;
    this.#sql.document.run(draft, doc);
    for (const text of [actor, kind, phrase]) if (text !== null) this.#sql.phrase.run(text);
    this.#sql.entry.run(doc, seq, at, actor, kind, phrase === null ? detail : null, phrase, update, salts, hash);
  }

  #noteHistory(draft: DraftId, change: HistoryChange): void {
    const { run, doc, seq, kind, member, name, party, role, point, thread, row, at, inserted, deleted, detail } =
      change;
    if (this.#sql.grow.run(at, inserted, deleted, detail, draft, run, at).changes > 0) return;
    const moved = this.#sql.growAndMove.run(at, inserted, deleted, detail, draft, run);
    if (moved.changes === 0)
      this.#sql.history.run(
        draft,
        run,
        kind,
        member,
        name,
        party,
        role,
        point,
        thread,
        row,
        at,
        at,
        inserted,
        deleted,
        detail,
        searchedWords(change),
        partOf(doc) === 'shared' ? seq : null,
      );
  }

  #headSeq(doc: DocName): number {
    return Number(this.#sql.head.get(doc)?.['seq'] ?? 0);
  }
}

/** SQLITE_CONSTRAINT and its extended codes. */
const isConstraint = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 19;
