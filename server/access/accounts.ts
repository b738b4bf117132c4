// The second SQLite file: sessions, seats and membership, through Kysely. Opens it and brings it up to date; asks
// nothing of it.
import { DatabaseSync } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { Kysely, SqliteDialect, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import { setAside } from '../storage/sqlite/derived-file.ts';
import { DamagedFile, isDamagedFile } from '../storage/storage-failure.ts';

export type AccountTables = {
  /** A browser's session: the cookie holds the secret, we hold its digest. Times in ms since 1970. */
  session: { digest: string; created_at: number };
  seat: { id: string; session: string; draft: string; member: string; taken_at: number };
  /** Who is a member of which draft: a projection of the record's member acts, up to `seq` of the shared document. */
  member: { draft: string; id: string; name: string; role: string; party: string | null };
  /** `seal`: hex, over its members and `seq`; null: from before there were seals. */
  membership: { draft: string; seq: number; seal: string | null };
  /** When a member was last here, when the visit before that ended, and when the very first one did. */
  visit: { draft: string; member: string; here_at: number; left_at: number | null; first_left_at: number | null };
  /** What a version was circulated with. */
  circulation: { id: string; draft: string; note: string };
  /** Whom it was sent to. The link holds a secret, we hold its digest. Times in ms since 1970. */
  reader: {
    id: string;
    circulation: string;
    name: string;
    link: string;
    opened_at: number | null;
    seen_at: number | null;
  };
  /** What a member has read, until when. */
  mark: { draft: string; member: string; what: string; at: number };
};
export type Accounts = Kysely<AccountTables>;

const migrations: Record<string, Migration> = {
  '001-sessions-seats-members': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('session')
        .addColumn('digest', 'text', c => c.primaryKey())
        .addColumn('created_at', 'integer', c => c.notNull())
        .execute();
      await db.schema
        .createTable('seat')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('session', 'text', c => c.notNull().references('session.digest').onDelete('cascade'))
        .addColumn('draft', 'text', c => c.notNull())
        .addColumn('member', 'text', c => c.notNull())
        .addColumn('taken_at', 'integer', c => c.notNull())
        .addUniqueConstraint('seat_once', ['session', 'draft', 'member'])
        .execute();
      await db.schema
        .createTable('member')
        .addColumn('draft', 'text', c => c.notNull())
        .addColumn('id', 'text', c => c.notNull())
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('role', 'text', c => c.notNull())
        .addColumn('party', 'text')
        .addPrimaryKeyConstraint('member_once', ['draft', 'id'])
        .execute();
      await db.schema
        .createTable('membership')
        .addColumn('draft', 'text', c => c.primaryKey())
        .addColumn('seq', 'integer', c => c.notNull())
        .execute();
    },
  },
  '002-reading': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('visit')
        .addColumn('draft', 'text', c => c.notNull())
        .addColumn('member', 'text', c => c.notNull())
        .addColumn('here_at', 'integer', c => c.notNull())
        .addColumn('left_at', 'integer')
        .addPrimaryKeyConstraint('visit_once', ['draft', 'member'])
        .execute();
      await db.schema
        .createTable('mark')
        .addColumn('draft', 'text', c => c.notNull())
        .addColumn('member', 'text', c => c.notNull())
        .addColumn('what', 'text', c => c.notNull())
        .addColumn('at', 'integer', c => c.notNull())
        .addPrimaryKeyConstraint('mark_once', ['draft', 'member', 'what'])
        .execute();
    },
  },
  '003-readers': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('circulation')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('draft', 'text', c => c.notNull())
        .addColumn('note', 'text', c => c.notNull())
        .execute();
      await db.schema
        .createTable('reader')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('circulation', 'text', c => c.notNull().references('circulation.id').onDelete('cascade'))
        .addColumn('name', 'text', c => c.notNull())
        .addColumn('link', 'text', c => c.notNull().unique())
        .addColumn('opened_at', 'integer')
        .addColumn('seen_at', 'integer')
        .execute();
    },
  },
  // Of those who came before, only the end of the last visit is known: what was read stays read.
  '004-first-visit': {
    async up(db: Kysely<AccountTables>) {
      await db.schema.alterTable('visit').addColumn('first_left_at', 'integer').execute();
      await db
        .updateTable('visit')
        .set({ first_left_at: sql.ref('left_at') })
        .execute();
    },
  },
  '005-sealed-members': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('membership').addColumn('seal', 'text').execute();
    },
  },
};

/** As `openAccounts`. A damaged file is set aside and one without anybody takes its place: `tell` is told so. */
export async function openAccountsOrNew(path: string, tell: (damage: string) => void): Promise<Accounts> {
  try {
    return await openAccounts(path);
  } catch (error) {
    if (!isDamagedFile(error)) throw error;
    setAside(path, error, tell);
    return openAccounts(path);
  }
}

/** Opens the file, or `:memory:` for tests. Throws where it is damaged. */
export async function openAccounts(path: string): Promise<Accounts> {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
    );
    if (database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok') throw new DamagedFile(path);
    const accounts: Accounts = new Kysely<AccountTables>({
      dialect: new SqliteDialect({ database: asKyselyDatabase(database) }),
    });
    const { error } = await new Migrator({
      db: accounts,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest();
    if (error) throw error;
    return accounts;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Something of no meaning, as durably as anything else. Rejects where nothing can be stored just now. */
export async function tryWrite(accounts: Accounts): Promise<void> {
  await sql`PRAGMA user_version = 1`.execute(accounts);
}

/** Kysely's SQLite dialect asks for better-sqlite3's shape; node:sqlite has the same abilities under other names. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: parameters => statement.all(...sqlValues(parameters)),
        run: parameters => {
          // A full disk has rolled back by itself: the failure itself is what is told.
          const isOver = sql === 'rollback' && !database.isTransaction;
          return isOver ? { changes: 0, lastInsertRowid: 0 } : statement.run(...sqlValues(parameters));
        },
        iterate: parameters => statement.iterate(...sqlValues(parameters)),
      };
    },
  };
}

function sqlValues(parameters: readonly unknown[]): (string | number | bigint | null)[] {
  return parameters.map(value => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value;
    throw new TypeError(`a ${typeof value} cannot be an SQL value`);
  });
}
