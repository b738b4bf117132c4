// Opening the log's SQLite file with the settings that make a commit mean "on the disk". Used by the writer and the
// reader worker.
import { DatabaseSync } from 'node:sqlite';

export function openLogFile(path: string, mode: 'write' | 'read'): DatabaseSync {
  const database = new DatabaseSync(path, {
    readOnly: mode === 'read',
    timeout: 5_000,
    enableForeignKeyConstraints: true,
  });
  database.exec('PRAGMA trusted_schema = OFF;');
  if (mode === 'write') {
    // secure_delete: what is redacted or forgotten leaves no bytes in the file's free pages.
    // FULL: the WAL is synced before a commit returns, so that what we acknowledge survives a power cut too.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON;',
    );
  }
  return database;
}
