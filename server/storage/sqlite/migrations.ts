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
  // Who did it, and how much was typed where, are the same words again and again: they are kept once. `log` reads as
  // before.
  `CREATE TABLE phrase (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE document (id INTEGER PRIMARY KEY, draft TEXT NOT NULL, name TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE entry (
     document INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, actor INTEGER NOT NULL, kind INTEGER NOT NULL,
     detail TEXT, detail_phrase INTEGER, content BLOB NOT NULL, salts BLOB NOT NULL, hash BLOB NOT NULL,
     PRIMARY KEY (document, seq)) WITHOUT ROWID, STRICT;
   INSERT INTO phrase (text) SELECT actor FROM log UNION SELECT kind FROM log UNION SELECT detail FROM log WHERE kind = 'text';
   INSERT INTO document (draft, name) SELECT DISTINCT draft, doc FROM log;
   INSERT INTO entry SELECT d.id, l.seq, l.at, a.id, k.id, CASE WHEN l.kind = 'text' THEN NULL ELSE l.detail END,
     CASE WHEN l.kind = 'text' THEN (SELECT id FROM phrase WHERE text = l.detail) END, l.content, l.salts, l.hash
     FROM log l JOIN document d ON d.name = l.doc JOIN phrase a ON a.text = l.actor JOIN phrase k ON k.text = l.kind;
   DROP TABLE log;
   CREATE VIEW log AS
     SELECT d.draft, d.name AS doc, e.seq, e.at, a.text AS actor, k.text AS kind,
            COALESCE(e.detail, (SELECT text FROM phrase WHERE id = e.detail_phrase)) AS detail, e.content, e.salts, e.hash
     FROM document d JOIN entry e ON e.document = d.id JOIN phrase a ON a.id = e.actor JOIN phrase k ON k.id = e.kind;
   CREATE TRIGGER log_is_never_rewritten BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END;
   CREATE TRIGGER log_is_never_cut BEFORE DELETE ON entry
     WHEN NOT EXISTS (SELECT 1 FROM forgetting f JOIN document d ON d.draft = f.draft WHERE d.id = OLD.document)
     BEGIN SELECT RAISE(ABORT, 'entries leave only with their whole draft'); END;`,
  // An entry's content may be redacted, by an entry that says so: what its hash rests on stays.
  `ALTER TABLE entry ADD COLUMN detail_digest BLOB;
   ALTER TABLE entry ADD COLUMN content_digest BLOB;
   CREATE TABLE redacting (draft TEXT PRIMARY KEY) STRICT;
   DROP VIEW log;
   CREATE VIEW log AS
     SELECT d.draft, d.name AS doc, e.seq, e.at, a.text AS actor, k.text AS kind,
            COALESCE(e.detail, (SELECT text FROM phrase WHERE id = e.detail_phrase)) AS detail, e.content, e.salts, e.hash,
            e.detail_digest AS detailDigest, e.content_digest AS updateDigest
     FROM document d JOIN entry e ON e.document = d.id JOIN phrase a ON a.id = e.actor JOIN phrase k ON k.id = e.kind;
   DROP TRIGGER log_is_never_rewritten;
   CREATE TRIGGER log_is_never_rewritten BEFORE UPDATE ON entry
     WHEN NOT EXISTS (SELECT 1 FROM redacting r JOIN document d ON d.draft = r.draft WHERE d.id = OLD.document)
       OR NEW.document != OLD.document OR NEW.seq != OLD.seq OR NEW.at != OLD.at OR NEW.actor != OLD.actor OR NEW.kind != OLD.kind
       OR NEW.hash != OLD.hash OR NEW.detail_digest IS NULL OR NEW.content_digest IS NULL
     BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END;`,
  // Which entry of the shared document a line tells of: what was done between two of them is asked for.
  `ALTER TABLE history ADD COLUMN shared_seq INTEGER;
   UPDATE history SET shared_seq = CAST(substr(run, 8) AS INTEGER) WHERE run LIKE 'shared:%';
   CREATE INDEX history_shared ON history (draft, shared_seq) WHERE shared_seq IS NOT NULL;`,
  // What others did beside any point or thread is counted again and again. These lines are few, and none of them grows.
  `CREATE INDEX history_besides ON history (draft, to_at, member) WHERE point IS NULL AND thread IS NULL;`,
  // Acts on themes name their theme. And counting lines in time by voice needs the index alone.
  `UPDATE history SET about_row = (
     SELECT COALESCE(json_extract(detail, '$.act.theme'), json_extract(detail, '$.act.id')) FROM log
     WHERE doc = history.draft || '/shared' AND seq = CAST(substr(history.run, 8) AS INTEGER))
     WHERE kind IN ('theme.add', 'theme.rename', 'theme.move', 'theme.remove', 'theme.restore') AND run LIKE 'shared:%';
   DROP INDEX history_time;
   CREATE INDEX history_time ON history (draft, from_at, to_at, party, role);`,
  // The digest of an act that was redacted would tell whoever guesses its words that they guessed right.
  `UPDATE act SET digest = '' WHERE EXISTS (
     SELECT 1 FROM document d JOIN entry e ON e.document = d.id
     WHERE d.name = act.draft || '/shared' AND e.seq = json_extract(act.answer, '$.seq') AND e.detail_digest IS NOT NULL);`,
  // Snapshots carry a seal. Those that were made without one are made anew of the log.
  `DROP TABLE snapshot;
   CREATE TABLE snapshot (
     draft TEXT NOT NULL, doc TEXT PRIMARY KEY, seq INTEGER NOT NULL, state BLOB NOT NULL, seal BLOB NOT NULL) STRICT;`,
  // What is written to see whether anything can be.
  `CREATE TABLE trial (bytes BLOB NOT NULL) STRICT;`,
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
