// A browser's database in memory, which outlives its pages; it can be full, unreadable, or closed under its writer.
import type { Item, Items, OpenItems } from '../../client/local/item-store.ts';

export class FakeDatabase {
  #items = new Map<string, unknown>();
  #next = 1;
  /** Refuses what is written, as a full disk does. */
  isFull = false;
  isUnreadable = false;
  readonly #lost = new Set<() => void>();

  get size(): number {
    return this.#items.size;
  }

  readonly open: OpenItems = onLost => {
    let isOver = false;
    this.#lost.add(onLost);
    return {
      read: async () => {
        if (this.isUnreadable) throw new Error('unreadable');
        return this.items;
      },
      write: async change => {
        await Promise.resolve();
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
        const before = new Map(this.#items);
        try {
          change(this.#writable);
        } catch (error) {
          this.#items = before; // all of it, or nothing
          throw error;
        }
      },
      get isOver() {
        return isOver;
      },
      close: () => {
        isOver = true;
        this.#lost.delete(onLost);
      },
    };
  };

  /** The browser closes it, and what was in it is gone. */
  isLost(): void {
    this.#items.clear();
    for (const onLost of this.#lost) onLost();
  }

  get items(): readonly Item[] {
    return [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => ({ k, v }));
  }

  readonly #writable: Items = {
    put: (value, key = String(this.#next++).padStart(9, '0')) => this.#items.set(key, value),
    delete: key => this.#items.delete(key),
    clear: () => this.#items.clear(),
  };
}
