// One store of items in a database of the browser (IndexedDB), opened anew where the browser has closed it. What is
// written is known to be stored, or not to be. Tries nothing twice and knows nothing of what it holds.
import * as idb from 'lib0/indexeddb';

/** Within one transaction: all of it is stored, or nothing. */
export interface Items {
  /** Without a key: behind all others. */
  put(value: unknown, key?: string): unknown;
  delete(key: string): unknown;
  clear(): unknown;
}

export type Item = { readonly k: unknown; readonly v: unknown };

export interface ItemStore {
  /** By key. Rejects where it cannot be read. */
  read(): Promise<readonly Item[]>;
  /** Resolves when it is stored, `strict`: on the disk; rejects where it is not. */
  write(change: (items: Items) => void, durability?: 'strict'): Promise<void>;
  /** It was closed, or deleted by another tab: nothing is written any more. */
  readonly isOver: boolean;
  /** What is being written is written first. */
  close(): void;
}

/** `onLost`: the browser has closed the database, and may have lost what it held. */
export type OpenItems = (onLost: () => void) => ItemStore;

export type DatabaseOf = {
  readonly name: string;
  readonly store: string;
  /** All of it, as they are made with a new database. */
  readonly make: readonly (readonly [string, IDBObjectStoreParameters?])[];
};

export class IndexeddbItems implements ItemStore {
  readonly #of: DatabaseOf;
  readonly #onLost: () => void;
  #opened: Promise<IDBDatabase> | null = null;
  #isOver = false;

  constructor(of: DatabaseOf, onLost: () => void) {
    this.#of = of;
    this.#onLost = onLost;
    this.#open().catch(() => undefined); // whoever reads or writes is told
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  async read(): Promise<readonly Item[]> {
    const db = await this.#open();
    try {
      const [items] = idb.transact(db, [this.#of.store], 'readonly');
      return items ? await idb.getAllKeysValues(items) : [];
    } catch (error) {
      this.#drop(db);
      throw error;
    }
  }

  async write(change: (items: Items) => void, durability?: 'strict'): Promise<void> {
    const db = await this.#open();
    try {
      await written(db.transaction(this.#of.store, 'readwrite', durability && { durability }), change);
    } catch (error) {
      this.#drop(db);
      throw error;
    }
  }

  close(): void {
    this.#isOver = true;
    this.#opened?.then(db => db.close()).catch(() => undefined);
  }

  #open(): Promise<IDBDatabase> {
    if (this.#opened) return this.#opened;
    if (this.#isOver) return Promise.reject(new Error('This store is closed.'));
    const { name, make } = this.#of;
    const opened = Promise.resolve()
      .then(() =>
        idb.openDB(name, db =>
          idb.createStores(
            db,
            make.map(each => [...each]),
          ),
        ),
      )
      .then(db => this.#watch(db));
    this.#opened = opened;
    opened.catch(() => {
      if (this.#opened === opened) this.#opened = null;
    });
    return opened;
  }

  #watch(db: IDBDatabase): IDBDatabase {
    // Another tab deletes it, since its member leaves the seat: nothing of it is made anew.
    db.addEventListener('versionchange', () => {
      if (this.#isOver) return;
      this.#isOver = true;
      this.#onLost();
    });
    db.addEventListener('close', () => {
      this.#drop(db);
      if (!this.#isOver) this.#onLost();
    });
    return db;
  }

  /** A connection on which something has failed may be dead: the next reader or writer opens another. */
  #drop(db: IDBDatabase): void {
    db.close();
    if (!this.#isOver) this.#opened = null;
  }
}

function written(transaction: IDBTransaction, change: (items: Items) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('It was not stored.')));
    try {
      for (const store of transaction.objectStoreNames) change(transaction.objectStore(store));
      transaction.commit();
    } catch (error) {
      reject(error);
      transaction.abort();
    }
  });
}
