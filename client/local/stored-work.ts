// Own work as items of a store, in the order it was done. Each tab keeps its items under its slot (browser-draft.ts),
// so that what is not sent stays with the copy that holds its words. The page has all of its own, whatever is stored.
import { z } from 'zod';
import type { Act } from '../../shared/acts/act.ts';
import type { ActId, PointId } from '../../shared/ids.ts';
import type { Items, OpenItems } from './item-store.ts';
import type { Keeping } from './keeping.ts';
import { LastingWrites } from './lasting-writes.ts';
import type { KeptWords, LeftWork, OwnWork, UnsentPoint, WorkItem } from './own-work.ts';
import { leftWork } from './own-work.ts';

/** `slot order name`. */
const Key = z.templateLiteral([z.string().regex(/^\w+$/), ' ', z.string().regex(/^\d+$/), ' ', z.string().min(1)]);
const Entry = z.object({ k: Key, v: z.string() });
type Entry = z.infer<typeof Entry>;

export class StoredWork implements OwnWork {
  readonly #writes: LastingWrites;
  readonly #slot: string;
  /** This slot's, by key, as text. */
  readonly #items = new Map<string, string>();
  /** Keys that may still be in the store, and are not to be. */
  readonly #removed = new Set<string>();
  #count = 0;

  constructor(open: OpenItems, slot: number | null, onKeeping: () => void) {
    this.#slot = slot === null ? 'none' : String(slot);
    this.#writes = new LastingWrites({ open, all: items => this.#writeAll(items), onKeeping });
  }

  get keeping(): Keeping {
    return this.#writes.keeping;
  }

  async pointsIn(slot: number): Promise<number> {
    return workIn(await this.#entries(String(slot))).points.length;
  }

  async unsentSlots(): Promise<readonly number[]> {
    const unsent = (await this.#all()).filter(entry => {
      const { acts, points } = workIn([entry]);
      return acts.length + points.length > 0;
    });
    return [...new Set(unsent.map(({ k }) => Number(partsOf(k).slot)))].filter(Number.isInteger);
  }

  async takeOver(slot: number): Promise<void> {
    for (const { k, v } of await this.#entries(String(slot))) {
      const { order, about } = partsOf(k);
      const key = `${this.#slot} ${order} ${about}`;
      this.#items.set(key, v);
      this.#removed.add(k);
      this.#write([k], items => {
        items.put(v, key);
        items.delete(k);
      });
    }
    await this.settled();
  }

  async left(): Promise<LeftWork> {
    await this.settled();
    for (const { k, v } of await this.#entries(this.#slot))
      if (!this.#items.has(k) && !this.#removed.has(k)) this.#items.set(k, v);
    const byKey = [...this.#items].sort(([a], [b]) => (a < b ? -1 : 1));
    return workIn(byKey.map(([, v]) => ({ v })));
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

  settled(): Promise<Keeping> {
    return this.#writes.settled();
  }

  #put(about: string, item: WorkItem): void {
    const order = String(Date.now() * 1_000 + (this.#count++ % 1_000)).padStart(18, '0');
    const [key = `${this.#slot} ${order} ${about}`] = this.#keysOf(about);
    const text = JSON.stringify(item);
    this.#items.set(key, text);
    this.#write([], items => items.put(text, key));
  }

  #remove(about: string): void {
    for (const key of this.#keysOf(about)) {
      this.#items.delete(key);
      this.#removed.add(key);
      this.#write([key], items => items.delete(key));
    }
  }

  #keysOf(about: string): readonly string[] {
    return [...this.#items.keys()].filter(key => partsOf(key).about === about);
  }

  #write(removed: readonly string[], change: (items: Items) => void): void {
    void this.#writes.write(change).then(isStored => isStored && this.#areRemoved(removed));
  }

  #writeAll(items: Items): () => void {
    const removed = [...this.#removed];
    for (const key of removed) items.delete(key);
    for (const [key, text] of this.#items) items.put(text, key);
    return () => this.#areRemoved(removed);
  }

  #areRemoved(keys: readonly string[]): void {
    for (const key of keys) this.#removed.delete(key);
  }

  async #entries(slot: string): Promise<readonly Entry[]> {
    return (await this.#all()).filter(({ k }) => partsOf(k).slot === slot);
  }

  /** What cannot be read is not there for now. */
  async #all(): Promise<readonly Entry[]> {
    const raw = await this.#writes.store.read().catch(() => {
      this.#writes.failed();
      return [];
    });
    return raw.flatMap(each => Entry.safeParse(each).data ?? []);
  }
}

const workIn = (entries: readonly Pick<Entry, 'v'>[]): LeftWork => leftWork(entries.map(({ v }) => parseJson(v)));

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
