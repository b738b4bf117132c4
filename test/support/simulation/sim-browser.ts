// A browser of a simulation: what it stores outlives its pages. Gives each page the stores and the own work that a real
// browser would; what the program makes of them (BrowserDraft) is the program's.
import * as Y from 'yjs';
import type { z } from 'zod';
import type { BrowserStores } from '../../../client/local/browser-stores.ts';
import type { ItemStore } from '../../../client/local/item-store.ts';
import type { LocalCopy } from '../../../client/local/local-draft.ts';
import type { LeftWork, OwnWork } from '../../../client/local/own-work.ts';
import { leftWork } from '../../../client/local/own-work.ts';
import { StoredWork } from '../../../client/local/stored-work.ts';
import { FakeDatabase } from '../fake-item-store.ts';

export class SimBrowser {
  readonly copies = new Map<string, Uint8Array[]>();
  readonly values = new Map<string, string>();
  readonly work = new FakeDatabase();
  /** Name to page. */
  readonly locks = new Map<string, number>();
  /** Whoever does something alone. */
  busy: Promise<void> = Promise.resolve();
  #nextPage = 1;

  newPage(): SimPage {
    const page = this.#nextPage++;
    return new SimPage(this, page);
  }

  /** Everything that waits in it, whichever page put it there. */
  waiting(): LeftWork {
    return leftWork(this.work.items.map(({ v }) => JSON.parse(String(v))));
  }
}

export class SimPage implements BrowserStores {
  readonly #browser: SimBrowser;
  readonly #page: number;
  #isGone = false;

  constructor(browser: SimBrowser, page: number) {
    this.#browser = browser;
    this.#page = page;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** The page is gone: whatever of it still runs writes nothing any more. */
  crash(): void {
    this.#isGone = true;
    for (const [name, page] of this.#browser.locks) if (page === this.#page) this.#browser.locks.delete(name);
  }

  read<T>(key: string, schema: z.ZodType<T>): T | null {
    return schema.safeParse(JSON.parse(this.#browser.values.get(key) ?? 'null')).data ?? null;
  }

  write(key: string, value: unknown): boolean {
    if (!this.#isGone) this.#browser.values.set(key, JSON.stringify(value));
    return true;
  }

  openCopy(name: string, doc: Y.Doc): LocalCopy {
    const updates = this.#browser.copies.get(name) ?? [];
    this.#browser.copies.set(name, updates);
    const stored = [...updates];
    const load = (): void => {
      for (const update of stored) Y.applyUpdate(doc, update);
    };
    Y.transact(doc, load, 'copy', false);
    let isOpen = true;
    doc.on('update', (update: Uint8Array) => {
      if (isOpen && !this.#isGone) updates.push(update);
    });
    const close = (): void => {
      isOpen = false;
    };
    const forget = async (): Promise<void> => {
      close();
      if (!this.#isGone) this.#browser.copies.delete(name);
    };
    return {
      loaded: Promise.resolve('read'),
      keeping: 'stored',
      settled: () => Promise.resolve('stored'),
      close,
      forget,
    };
  }

  async hold(name: string): Promise<(() => void) | null> {
    if (this.#isGone || this.#browser.locks.has(name)) return null;
    this.#browser.locks.set(name, this.#page);
    return () => void this.#browser.locks.delete(name);
  }

  async notHeld(names: readonly string[]): Promise<readonly string[]> {
    return names.filter(name => !this.#browser.locks.has(name));
  }

  alone<T>(_name: string, run: () => Promise<T>): Promise<T> {
    const after = this.#browser.busy.then(run);
    this.#browser.busy = after.then(
      () => undefined,
      () => undefined,
    );
    return after;
  }

  async forget(isMeant: (name: string) => boolean): Promise<void> {
    const { values, copies } = this.#browser;
    for (const kept of [values, copies]) for (const name of kept.keys()) if (isMeant(name)) kept.delete(name);
  }

  openWork(_name: string, slot: number | null): OwnWork {
    return new StoredWork(
      onLost => this.#openItems(onLost),
      slot,
      () => undefined,
    );
  }

  #openItems(onLost: () => void): ItemStore {
    const store = this.#browser.work.open(onLost);
    return {
      read: () => store.read(),
      write: change => store.write(items => !this.#isGone && change(items)),
      isOver: false,
      close: () => store.close(),
    };
  }
}
