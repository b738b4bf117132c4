// Own work in IndexedDB. Each open page (tab) keeps its items under a name of its own, which it holds by a Web Lock; what stands under a name that nobody
// holds was left by a page that is closed, and the next one takes it over.
import * as idb from 'lib0/indexeddb';
import { z } from 'zod';
import type { Act } from '../../shared/acts/act.ts';
import type { ActId, DraftId, MemberId, PointId } from '../../shared/ids.ts';
import type { KeptWords, LeftWork, OwnWork, UnsentPoint, WorkItem } from './own-work.ts';
import { leftWork } from './own-work.ts';

const store = 'items';
/** `tab order name`: items of one tab stand in the order they were put. */
const Key = z.templateLiteral([z.string().regex(/^\w+$/), ' ', z.string().regex(/^\d+$/), ' ', z.string().min(1)]);
const Entry = z.object({ k: Key, v: z.string().transform(parseJson) });

export class IndexeddbOwnWork implements OwnWork {
  readonly #name: string;
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join('x');
  readonly #db: Promise<IDBDatabase | null>;
  readonly #released = new AbortController();
  /** By what it is about: under which key it stands. */
  readonly #keys = new Map<string, string>();
  #writes: Promise<unknown>;
  #count = 0;
  #isLasting = true;

  constructor(draft: DraftId, member: MemberId) {
    this.#name = `nonpaper own work ${draft} ${member}`;
    this.#holdName();
    this.#db = Promise.resolve()
      .then(() => idb.openDB(this.#name, db => idb.createStores(db, [[store]])))
      .catch(() => {
        this.#isLasting = false; // a private window, a full disk: it lives as long as the page
        return null;
      });
    this.#writes = this.#db;
  }

  get isLasting(): boolean {
    return this.#isLasting;
  }

  async takeOver(): Promise<LeftWork> {
    const take = async (): Promise<LeftWork> => {
      const held = await this.#heldTabs();
      const entries = await this.#entries();
      const left = entries.filter(({ k }) => !held.has(partsOf(k).tab));
      for (const { k, v } of left) {
        const { order, about } = partsOf(k);
        const key = `${this.#tab} ${order} ${about}`;
        this.#keys.set(about, key);
        this.#write(items => {
          idb.put(items, storable(v), key);
          idb.del(items, k);
        });
      }
      await this.settled();
      return leftWork(left.sort((a, b) => partsOf(a.k).order.localeCompare(partsOf(b.k).order)).map(({ v }) => v));
    };
    // One at a time, so that of two pages opened together one takes each item.
    return 'locks' in navigator ? navigator.locks.request(`${this.#name} take over`, take) : take();
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
    this.#put(`kept:${kept.id}`, { kind: 'kept', kept });
  }

  removeKept(id: string): void {
    this.#remove(`kept:${id}`);
  }

  async settled(): Promise<void> {
    await this.#writes;
  }

  close(): void {
    this.#released.abort();
    void this.#writes.then(async () => (await this.#db)?.close());
  }

  #put(about: string, item: WorkItem): void {
    const order = String(Date.now() * 1_000 + (this.#count++ % 1_000)).padStart(18, '0');
    const key = this.#keys.get(about) ?? `${this.#tab} ${order} ${about}`;
    this.#keys.set(about, key);
    this.#write(items => idb.put(items, storable(item), key));
  }

  #remove(about: string): void {
    const key = this.#keys.get(about);
    if (key === undefined) return;
    this.#keys.delete(about);
    this.#write(items => idb.del(items, key));
  }

  #write(change: (items: IDBObjectStore) => unknown): void {
    this.#writes = Promise.all([this.#db, this.#writes])
      .then(([db]) => {
        const items = db && idb.transact(db, [store])[0];
        return items ? change(items) : undefined;
      })
      .catch(() => {
        this.#isLasting = false;
      });
  }

  async #entries(): Promise<readonly z.infer<typeof Entry>[]> {
    const db = await this.#db;
    const items = db && idb.transact(db, [store], 'readonly')[0];
    const raw: unknown[] = items ? await idb.getAllKeysValues(items) : [];
    return raw.flatMap(each => Entry.safeParse(each).data ?? []);
  }

  #holdName(): void {
    if (!('locks' in navigator)) return;
    const release = new Promise<void>(resolve => this.#released.signal.addEventListener('abort', () => resolve()));
    navigator.locks.request(`${this.#name} tab ${this.#tab}`, () => release).catch(() => undefined);
  }

  async #heldTabs(): Promise<ReadonlySet<string>> {
    if (!('locks' in navigator)) return new Set([this.#tab]);
    const { held = [] } = await navigator.locks.query();
    const prefix = `${this.#name} tab `;
    return new Set([
      this.#tab,
      ...held.flatMap(({ name }) => (name?.startsWith(prefix) ? name.slice(prefix.length) : [])),
    ]);
  }
}

function partsOf(key: string): { readonly tab: string; readonly order: string; readonly about: string } {
  const [tab = '', order = '', ...about] = key.split(' ');
  return { tab, order, about: about.join(' ') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** lib0's types know only a few of the values that IndexedDB stores: as text it is one of them, and reads back as it was. */
const storable = (item: unknown): string => JSON.stringify(item);
