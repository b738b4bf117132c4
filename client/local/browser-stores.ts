// What a browser offers to keep things in, as few plain calls: small values at once (localStorage), copies of documents
// and own work (IndexedDB), names that one tab holds at a time (Web Locks). A browser that forbids any of it behaves as
// one that forgets, and says so. Knows nothing of drafts.
import type * as Y from 'yjs';
import type { z } from 'zod';
import { IndexeddbItems } from './item-store.ts';
import type { LocalCopy } from './local-draft.ts';
import type { OwnWork } from './own-work.ts';
import { StoredCopy } from './stored-copy.ts';
import { StoredWork } from './stored-work.ts';

export interface BrowserStores {
  read<T>(key: string, schema: z.ZodType<T>): T | null;
  /** Null: removes it. False: it is not stored. */
  write(key: string, value: unknown): boolean;
  /** `onKeeping`: what becomes of its changes is another thing now. */
  openCopy(name: string, doc: Y.Doc, onKeeping: () => void): LocalCopy;
  /**
   * Holds a name until the function that comes back is called, or this tab is gone. Null: another tab has it, or there
   * are no locks.
   */
  hold(name: string): Promise<(() => void) | null>;
  /** Of these names, those that no tab holds; none where there are no locks. */
  notHeld(names: readonly string[]): Promise<readonly string[]>;
  /** Runs when no other tab does anything under this name. */
  alone<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Removes all values and databases of such a name. */
  forget(isMeant: (name: string) => boolean): Promise<void>;
  /** Own work of a member at a draft, as the tab in this slot keeps it; null: as nobody after it will find it. */
  openWork(name: string, slot: number | null, onKeeping: () => void): OwnWork;
}

export const browserStores: BrowserStores = {
  read: (key, schema) => {
    try {
      return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null;
    } catch {
      return null; // storage that is closed to us, or not ours
    }
  },

  write: (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // full, or closed to us
    }
  },

  openCopy: (name, doc, onKeeping) =>
    new StoredCopy({
      open: onLost => new IndexeddbItems({ name, store: 'updates', make: copyStores }, onLost),
      remove: () => deleted(name),
      doc,
      onKeeping,
    }),

  hold: name =>
    new Promise(resolve => {
      if (!('locks' in navigator)) return resolve(null);
      const request = navigator.locks.request(name, { ifAvailable: true }, lock => {
        if (lock !== null) return new Promise<void>(release => resolve(release));
        resolve(null);
        return undefined;
      });
      request.catch(() => resolve(null)); // a browser that forbids locks here: as if none were free
    }),

  notHeld: async names => {
    if (!('locks' in navigator)) return [];
    const { held = [] } = await navigator.locks.query();
    return names.filter(name => held.every(lock => lock.name !== name));
  },

  alone: (name, run) => ('locks' in navigator ? navigator.locks.request(name, run) : run()),

  forget: async isMeant => {
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage)) if (isMeant(key)) storage.removeItem(key);
    const databases = (await indexedDB.databases?.()) ?? [];
    await Promise.all(databases.map(({ name }) => (name !== undefined && isMeant(name) ? deleted(name) : undefined)));
  },

  openWork: (name, slot, onKeeping) =>
    new StoredWork(onLost => new IndexeddbItems({ name, store: 'items', make: [['items']] }, onLost), slot, onKeeping),
};

/** As y-indexeddb made them. */
const copyStores = [['updates', { autoIncrement: true }], ['custom']] as const;

/** Where another tab has it open, it goes when that one closes: nobody waits for it. */
function deleted(name: string): Promise<void> {
  return new Promise(resolve => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve());
  });
}
