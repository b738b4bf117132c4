// Own work in IndexedDB, in the order it was done. Each tab keeps its items under its slot (browser-draft.ts), so that
// what is not sent stays with the copy that holds its words.
import * as idb from 'lib0/indexeddb';
import { z } from 'zod';
import type { Act } from '../../shared/acts/act.ts';
import type { ActId, PointId } from '../../shared/ids.ts';
import type { KeptWords, LeftWork, OwnWork, UnsentPoint, WorkItem } from './own-work.ts';
import { leftWork } from './own-work.ts';

const store = 'items';
/** `slot order name`. */
const Key = z.templateLiteral([z.string().regex(/^\w+$/), ' ', z.string().regex(/^\d+$/), ' ', z.string().min(1)]);
const Entry = z.object({ k: Key, v: z.string().transform(parseJson) });

export class IndexeddbOwnWork implements OwnWork {
  readonly #db: Promise<IDBDatabase | null>;
  readonly #slot: string;
  /** By what it is about: under which key it stands. */
  readonly #keys = new Map<string, string>();
  #writes: Promise<unknown>;
  #count = 0;
  #isLasting = true;

  constructor(name: string, slot: number | null) {
    this.#slot = slot === null ? 'none' : String(slot);
    this.#db = Promise.resolve()
      .then(() => idb.openDB(name, db => idb.createStores(db, [[store]])))
      .catch(() => {
        this.#isLasting = false; // a private window, a full disk: it lives as long as the page
        return null;
      });
    this.#writes = this.#db;
  }

  get isLasting(): boolean {
    return this.#isLasting;
  }

  async pointsIn(slot: number): Promise<number> {
    return leftWork((await this.#entries(String(slot))).map(({ v }) => v)).points.length;
  }

  async unsentSlots(): Promise<readonly number[]> {
    const unsent = (await this.#all()).filter(({ v }) => {
      const { acts, points } = leftWork([v]);
      return acts.length + points.length > 0;
    });
    return [...new Set(unsent.map(({ k }) => Number(partsOf(k).slot)))].filter(Number.isInteger);
  }

  async takeOver(slot: number): Promise<void> {
    for (const { k, v } of await this.#entries(String(slot))) {
      const { order, about } = partsOf(k);
      this.#write(items => {
        idb.put(items, storable(v), `${this.#slot} ${order} ${about}`);
        idb.del(items, k);
      });
    }
    await this.settled();
  }

  async left(): Promise<LeftWork> {
    await this.settled();
    const entries = await this.#entries(this.#slot);
    for (const { k } of entries) this.#keys.set(partsOf(k).about, k);
    return leftWork(entries.map(({ v }) => v));
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

  #put(about: string, item: WorkItem): void {
    const order = String(Date.now() * 1_000 + (this.#count++ % 1_000)).padStart(18, '0');
    const key = this.#keys.get(about) ?? `${this.#slot} ${order} ${about}`;
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

  async #entries(slot: string): Promise<readonly z.infer<typeof Entry>[]> {
    return (await this.#all()).filter(({ k }) => partsOf(k).slot === slot);
  }

  async #all(): Promise<readonly z.infer<typeof Entry>[]> {
    const db = await this.#db;
    const items = db && idb.transact(db, [store], 'readonly')[0];
    // by key, so that a slot's stand in their order
    const raw: unknown[] = items ? await idb.getAllKeysValues(items) : [];
    return raw.flatMap(each => Entry.safeParse(each).data ?? []);
  }
}

function partsOf(key: string): { readonly slot: string; readonly order: string; readonly about: string } {
  const [slot = '', order = '', ...about] = key.split(' ');
  return { slot, order, about: about.join(' ') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * lib0's types know only a few of the values that IndexedDB stores: as text it is one of them, and reads back as it
 * was.
 */
const storable = (item: unknown): string => JSON.stringify(item);
