// A browser of a simulation: what it stores outlives its pages. Gives each page the stores and the own work that a real
// browser would; what the program makes of them (BrowserDraft) is the program's.
import * as Y from 'yjs';
import type { z } from 'zod';
import type { BrowserStores } from '../../../client/local/browser-stores.ts';
import type { Keeping } from '../../../client/local/keeping.ts';
import type { LocalCopy } from '../../../client/local/local-draft.ts';
import type { KeptWords, LeftWork, OwnWork, UnsentPoint, WorkItem } from '../../../client/local/own-work.ts';
import { leftWork } from '../../../client/local/own-work.ts';
import type { Act } from '../../../shared/acts/act.ts';
import type { ActId, PointId } from '../../../shared/ids.ts';

type Stored = { readonly slot: number; readonly item: WorkItem };

export class SimBrowser {
  readonly copies = new Map<string, Uint8Array[]>();
  readonly values = new Map<string, string>();
  readonly items = new Map<string, Stored>();
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
    return leftWork([...this.items.values()].map(({ item }) => item));
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
    return new SimOwnWork(this.#browser, this, slot ?? -1);
  }
}

class SimOwnWork implements OwnWork {
  readonly keeping = 'stored';
  readonly #browser: SimBrowser;
  readonly #page: SimPage;
  readonly #slot: number;

  constructor(browser: SimBrowser, page: SimPage, slot: number) {
    this.#browser = browser;
    this.#page = page;
    this.#slot = slot;
  }

  async pointsIn(wanted: number): Promise<number> {
    return [...this.#browser.items.values()].filter(({ slot, item }) => slot === wanted && item.kind === 'point')
      .length;
  }

  async unsentSlots(): Promise<readonly number[]> {
    const unsent = [...this.#browser.items.values()].filter(({ item }) => item.kind !== 'kept');
    return [...new Set(unsent.map(({ slot }) => slot))];
  }

  async takeOver(left: number): Promise<void> {
    for (const [key, { slot, item }] of this.#page.isGone ? [] : [...this.#browser.items]) {
      if (slot !== left) continue;
      this.#browser.items.delete(key);
      this.#put(key.slice(key.indexOf(' ') + 1), item);
    }
  }

  async left(): Promise<LeftWork> {
    return leftWork(
      [...this.#browser.items.values()].filter(({ slot }) => slot === this.#slot).map(({ item }) => item),
    );
  }

  putAct(act: Act): void {
    this.#put(`act:${act.id}`, { kind: 'act', act });
  }

  removeAct(act: ActId): void {
    this.#remove(`act:${act}`);
  }

  putPoint(unsent: UnsentPoint): void {
    this.#put(`point:${unsent.point}`, { kind: 'point', unsent });
  }

  removePoint(point: PointId): void {
    this.#remove(`point:${point}`);
  }

  putKept(kept: KeptWords): void {
    this.#put(`kept:${kept.id}:${kept.words}`, { kind: 'kept', kept });
  }

  removeKept(id: string): void {
    for (const key of this.#browser.items.keys())
      if (key.startsWith(`${this.#slot} kept:${id}:`)) this.#browser.items.delete(key);
  }

  async settled(): Promise<Keeping> {
    return this.keeping;
  }

  #put(about: string, item: WorkItem): void {
    if (!this.#page.isGone) this.#browser.items.set(`${this.#slot} ${about}`, { slot: this.#slot, item });
  }

  #remove(about: string): void {
    if (!this.#page.isGone) this.#browser.items.delete(`${this.#slot} ${about}`);
  }
}
