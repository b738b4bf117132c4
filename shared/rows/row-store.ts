// Reading and writing rows: over a Yjs document (the truth), or over an overlay that keeps unconfirmed rows apart.
// Knows tables only through the schema; decides nothing.
import type * as Y from 'yjs';
import type { Row, Table } from './schema.ts';
import { tables } from './schema.ts';

export interface RowReader {
  get<T extends Table>(table: T, id: string): Row<T> | undefined;
  /** The same array as before where nothing in this table has changed since. */
  all<T extends Table>(table: T): readonly Row<T>[];
}

export interface RowStore extends RowReader {
  put<T extends Table>(table: T, row: Row<T>): void;
  remove(table: Table, id: string): void;
}

/**
 * Rows of a Yjs document: one Y.Map per table, id to plain JSON. A row that does not parse is left out, as if it were
 * not there.
 */
export class DocRows implements RowStore {
  readonly #doc: Y.Doc;
  /** Y.Map hands out the same object for the same value, so each is parsed once. */
  readonly #parsed = new WeakMap<object, unknown>();
  /** Each table's rows until something in it changes: every act makes a dozen views ask for thousands of them. */
  readonly #all = new Map<Table, readonly unknown[]>();
  readonly #followed = new Set<Table>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  get<T extends Table>(table: T, id: string): Row<T> | undefined {
    return this.#parse(table, this.#doc.getMap(table).get(id));
  }

  all<T extends Table>(table: T): readonly Row<T>[] {
    const known = this.#all.get(table);
    if (known) return known as readonly Row<T>[]; // put there below, under this table's name
    this.#follow(table);
    const rows: Row<T>[] = [];
    for (const raw of this.#doc.getMap(table).values()) {
      const row = this.#parse(table, raw);
      if (row) rows.push(row);
    }
    this.#all.set(table, rows);
    return rows;
  }

  put<T extends Table>(table: T, row: Row<T>): void {
    this.#all.delete(table); // the observer hears of it only when the transaction ends
    this.#doc.getMap(table).set(row.id, row);
  }

  remove(table: Table, id: string): void {
    this.#all.delete(table);
    this.#doc.getMap(table).delete(id);
  }

  #follow(table: Table): void {
    if (this.#followed.has(table)) return;
    this.#followed.add(table);
    this.#doc.getMap(table).observe(() => this.#all.delete(table));
  }

  #parse<T extends Table>(table: T, raw: unknown): Row<T> | undefined {
    if (typeof raw !== 'object' || raw === null) return undefined;
    if (!this.#parsed.has(raw)) this.#parsed.set(raw, tables[table].safeParse(raw).data);
    // the cache holds what this table's schema returned for this very object
    return this.#parsed.get(raw) as Row<T> | undefined;
  }
}

/** Rows laid over others: what pending acts would write, without touching the document below. */
export class OverlayRows implements RowStore {
  readonly #below: RowReader;
  readonly #over = new Map<Table, Map<string, unknown>>();

  constructor(below: RowReader) {
    this.#below = below;
  }

  get<T extends Table>(table: T, id: string): Row<T> | undefined {
    const written = this.#written(table).get(id);
    return written === undefined ? this.#below.get(table, id) : (written ?? undefined);
  }

  all<T extends Table>(table: T): readonly Row<T>[] {
    const written = this.#written(table);
    if (written.size === 0) return this.#below.all(table);
    const over = [...written.values()].filter(row => row !== null);
    return [...this.#below.all(table).filter(row => !written.has(row.id)), ...over];
  }

  put<T extends Table>(table: T, row: Row<T>): void {
    this.#written(table).set(row.id, row);
  }

  remove(table: Table, id: string): void {
    this.#written(table).set(id, null);
  }

  /**
   * What is wrong with the rows laid over, in words, or null: a row that its own schema does not read would be lost.
   */
  wrong(): string | null {
    for (const [table, rows] of this.#over)
      for (const row of rows.values()) {
        const issue = row === null ? undefined : tables[table].safeParse(row).error?.issues[0];
        if (issue) return `${table}, ${issue.path.join('.')}: ${issue.message}`;
      }
    return null;
  }

  /** Puts what is laid over into another store, once it is known to be right. */
  writeTo(store: RowStore): void {
    for (const table of this.#over.keys())
      for (const [id, row] of this.#written(table))
        if (row === null) store.remove(table, id);
        else store.put(table, row);
  }

  /** Ids that only the overlay holds, or holds anew: what is still waiting for the server. */
  touched(table: Table): ReadonlySet<string> {
    return new Set(this.#over.get(table)?.keys());
  }

  /** Null: removed here. */
  #written<T extends Table>(table: T): Map<string, Row<T> | null> {
    let written = this.#over.get(table);
    if (!written) {
      written = new Map<string, unknown>();
      this.#over.set(table, written);
    }
    return written as Map<string, Row<T> | null>; // `put` is the only writer, and it keeps each table to its own rows
  }
}
