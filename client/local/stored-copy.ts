// A document's copy in the browser: each change as it comes, now and then all of them as one. Laid out as y-indexeddb
// lays it out, whose copies it opens.
import * as Y from 'yjs';
import type { Item, Items, OpenItems } from './item-store.ts';
import { LastingWrites } from './lasting-writes.ts';
import type { Loaded, LocalCopy } from './local-draft.ts';

/** With so many changes, a copy is written as one. */
const changesMax = 500;

type CopyParts = {
  readonly open: OpenItems;
  /** Deletes the store. */
  readonly remove: () => Promise<void>;
  readonly doc: Y.Doc;
  readonly onKeeping: () => void;
};

export class StoredCopy implements LocalCopy {
  readonly loaded: Promise<Loaded>;
  readonly #doc: Y.Doc;
  readonly #remove: () => Promise<void>;
  readonly #writes: LastingWrites;
  #isRead = false;
  #isClosed = false;
  #changes = 0;

  constructor({ open, remove, doc, onKeeping }: CopyParts) {
    this.#doc = doc;
    this.#remove = remove;
    this.#writes = new LastingWrites({ open, all: items => this.#writeWhole(items), onKeeping });
    this.loaded = this.#load();
    doc.on('update', this.#onUpdate);
    doc.on('destroy', this.close);
  }

  get keeping(): LocalCopy['keeping'] {
    return this.#isClosed ? 'closed' : this.#writes.keeping;
  }

  async settled(): Promise<LocalCopy['keeping']> {
    await this.#writes.settled();
    return this.keeping;
  }

  readonly close = (): void => {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#doc.off('update', this.#onUpdate);
    this.#doc.off('destroy', this.close);
    this.#writes.close();
  };

  forget(): Promise<void> {
    this.close();
    return this.#remove();
  }

  async #load(): Promise<Loaded> {
    try {
      const stored = await this.#writes.store.read();
      if (!this.#isClosed) this.#take(stored);
      return 'read';
    } catch {
      this.#writes.failed();
      return 'unreadable';
    }
  }

  #take(stored: readonly Item[]): void {
    const apply = (): void => {
      for (const { v } of stored) if (v instanceof Uint8Array) Y.applyUpdate(this.#doc, v);
    };
    Y.transact(this.#doc, apply, this, false);
    this.#isRead = true;
    this.#changes += stored.length;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#changes++;
    const isTooMany = this.#isRead && this.#changes >= changesMax;
    void this.#writes.write(items => (isTooMany ? this.#writeWhole(items) : items.put(update)));
  };

  /** In the place of what is there, unless that was never read: then it holds more. */
  #writeWhole(items: Items): () => void {
    if (this.#isRead) items.clear();
    items.put(Y.encodeStateAsUpdate(this.#doc));
    this.#changes = 1;
    return () => undefined;
  }
}
