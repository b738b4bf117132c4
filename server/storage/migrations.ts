// The log's SQL schema as numbered steps, each applied once, in order, and never edited afterwards.
import type { DatabaseSync } from 'node:sqlite';

const steps: readonly string[] = [
  `CREATE TABLE log (
     draft TEXT NOT NULL, doc TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
     detail TEXT NOT NULL, content BLOB NOT NULL, salts BLOB NOT NULL, hash BLOB NOT NULL,
     PRIMARY KEY (doc, seq)) WITHOUT ROWID, STRICT;
   CREATE TABLE act (
     draft TEXT NOT NULL, member TEXT NOT NULL, act TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL,
     PRIMARY KEY (draft, member, act)) WITHOUT ROWID, STRICT;
   CREATE TABLE client_id (
     draft TEXT NOT NULL, client_id INTEGER NOT NULL, member TEXT NOT NULL,
     PRIMARY KEY (draft, client_id)) WITHOUT ROWID, STRICT;
   CREATE TABLE snapshot (draft TEXT NOT NULL, doc TEXT PRIMARY KEY, seq INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
   CREATE TABLE history (
     position INTEGER PRIMARY KEY, draft TEXT NOT NULL, run TEXT NOT NULL, kind TEXT NOT NULL, member TEXT NOT NULL, name TEXT NOT NULL,
     party TEXT, role TEXT NOT NULL, point TEXT, thread TEXT, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
     inserted INTEGER NOT NULL, deleted INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
   CREATE UNIQUE INDEX history_run ON history (draft, run);
   CREATE INDEX history_newest ON history (draft, position);
   CREATE INDEX history_kind ON history (draft, kind, position);
   CREATE INDEX history_member ON history (draft, member, position);
   CREATE INDEX history_party ON history (draft, party, position);
   CREATE INDEX history_point ON history (draft, point, position);
   CREATE INDEX history_thread ON history (draft, thread, position);
   CREATE TRIGGER log_is_never_rewritten BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END;
   CREATE TABLE forgetting (draft TEXT PRIMARY KEY) STRICT;
   CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE draft = OLD.draft)
     BEGIN SELECT RAISE(ABORT, 'entries leave only with their whole draft'); END;`,
  `ALTER TABLE history ADD COLUMN about_row TEXT;
   CREATE INDEX history_row ON history (draft, about_row, position) WHERE about_row IS NOT NULL;`,
  // What free words are looked for in, in small letters.
  `ALTER TABLE history ADD COLUMN words TEXT NOT NULL DEFAULT '';
   UPDATE history SET words = lower(name || ' ' || detail);
   CREATE INDEX history_time ON history (draft, from_at, to_at);
   CREATE INDEX history_end ON history (draft, to_at);`,
];

export function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)');
    const done = database.prepare('SELECT COUNT(*) AS count FROM migration').get()?.['count'];
    for (let number = Number(done) + 1; number <= steps.length; number++) {
      database.exec(steps[number - 1] ?? '');
      database.prepare('INSERT INTO migration (number) VALUES (?)').run(number);
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
