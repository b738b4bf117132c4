// Writes to a store that may fail, and what may be said of them. Where one has failed, everything is written anew,
// again and again, until that succeeds: only then is it called stored.
import { storeRetryMs } from '../../shared/limits.ts';
import type { ItemStore, Items, OpenItems } from './item-store.ts';
import type { Keeping } from './keeping.ts';

type LastingParts = {
  readonly open: OpenItems;
  /** Writes everything that must be in the store, whatever of it is there; what it gives is called once it is. */
  readonly all: (items: Items) => () => void;
  readonly onKeeping: () => void;
};

export class LastingWrites {
  readonly store: ItemStore;
  readonly #parts: LastingParts;
  #keeping: Keeping = 'stored';
  #failures = 0;
  #isTrying = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(parts: LastingParts) {
    this.#parts = parts;
    this.store = parts.open(() => this.failed(0));
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  /** `all` writes it, too, from now on. False: it is not stored yet. */
  async write(change: (items: Items) => void): Promise<boolean> {
    if (this.#isClosed || (this.#keeping !== 'stored' && !this.#isTrying)) return false;
    return this.#issue(change);
  }

  /** Waits for what is on its way, and says what became of it. */
  async settled(): Promise<Keeping> {
    await this.#writing;
    return this.#keeping;
  }

  /** Something is not in the store. */
  failed(againInMs: number = storeRetryMs): void {
    if (this.#isClosed) return;
    this.#failures++;
    if (!this.store.isOver) this.#timer ??= setTimeout(() => void this.#tryAgain(), againInMs);
    this.#say(this.store.isOver ? 'never' : 'unstored');
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.store.close();
  }

  async #tryAgain(): Promise<void> {
    this.#timer = null;
    const before = this.#failures;
    this.#isTrying = true;
    let onStored = (): void => undefined;
    // A disk that has failed once is not believed before it says that it has everything.
    const isStored = await this.#issue(items => {
      onStored = this.#parts.all(items);
    }, 'strict');
    this.#isTrying = false;
    if (isStored) onStored();
    if (isStored && this.#failures === before) this.#say('stored');
  }

  #issue(change: (items: Items) => void, durability?: 'strict'): Promise<boolean> {
    const written = this.store.write(change, durability).then(
      () => true,
      () => {
        this.failed();
        return false;
      },
    );
    this.#writing = Promise.all([this.#writing, written]);
    return written;
  }

  #say(keeping: Keeping): void {
    if (this.#isClosed || this.#keeping === keeping) return;
    this.#keeping = keeping;
    this.#parts.onKeeping();
  }
}
