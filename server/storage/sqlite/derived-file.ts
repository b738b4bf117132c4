// An SQLite file whose content can be made anew. Where it is damaged it is set aside under a name that says so, and an
// empty one takes its place; where none can be made, it is held in memory. It never stops whoever uses it.
import { existsSync, renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const inMemory = ':memory:';

export class DerivedFile {
  readonly #path: string;
  readonly #schema: string;
  readonly #tell: (damage: string) => void;
  #database: DatabaseSync;

  /** `tell` is told in a sentence. */
  constructor(path: string, schema: string, tell: (damage: string) => void) {
    this.#path = path;
    this.#schema = schema;
    this.#tell = tell;
    this.#database = this.#open();
  }

  /** May call `work` twice: again on an empty file, where the first try met a damaged one. */
  use<T>(work: (database: DatabaseSync) => T): T {
    try {
      return work(this.#database);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#database.close();
      setAside(this.#path, error, this.#tell);
      this.#database = this.#open();
      return work(this.#database);
    }
  }

  close(): void {
    this.#database.close();
  }

  #open(): DatabaseSync {
    try {
      return opened(this.#path, this.#schema);
    } catch (error) {
      if (isDamage(error)) setAside(this.#path, error, this.#tell);
      else this.#tell(`${this.#path} cannot be opened (${said(error)}). Its content is held in memory meanwhile.`);
    }
    try {
      return opened(existsSync(this.#path) ? inMemory : this.#path, this.#schema);
    } catch {
      return opened(inMemory, this.#schema);
    }
  }
}

/** Under a name that says so, with what belongs to it. `tell` is told in a sentence. */
export function setAside(path: string, error: unknown, tell: (damage: string) => void): void {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
  try {
    for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
    tell(`${path} is damaged (${said(error)}). It was set aside as ${aside} and is made anew.`);
  } catch (reason) {
    tell(`${path} is damaged (${said(error)}) and cannot be set aside (${said(reason)}).`);
  }
}

function opened(path: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB, and an SQLITE_ERROR of a schema that is another. */
const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [1, 11, 26].includes(error.errcode & 0xff);
const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
