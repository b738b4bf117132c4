// One Yjs client id per browser and member, used again after a reload, so that ids do not pile up in the draft (each costs every later
// transaction). A tab holds its id by a Web Lock; a second tab gets the next slot.
import { z } from 'zod';

const slots = 8;
const ClientId = z.coerce.number().int().min(2).max(0xffffffff);

/** The id to write under once the document has synced, or null: keep the random one (no Web Locks, or all slots taken). */
export async function leaseClientId(draft: string, member: string, until: AbortSignal): Promise<number | null> {
  if (!('locks' in navigator)) return null;
  for (let slot = 0; slot < slots; slot++) {
    const name = `nonpaper client id ${draft} ${member} ${slot}`;
    if (await holdLock(name, until)) return storedId(name);
  }
  return null;
}

function holdLock(name: string, until: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    const held = navigator.locks.request(name, { ifAvailable: true }, lock => {
      resolve(lock !== null);
      if (lock === null) return undefined;
      return new Promise<void>(release => until.addEventListener('abort', () => release(), { once: true }));
    });
    held.catch(() => resolve(false)); // a browser that forbids locks here: as if none were free
  });
}

function storedId(name: string): number {
  const stored = ClientId.safeParse(localStorage.getItem(name)).data;
  if (stored !== undefined) return stored;
  const [fresh = 2] = crypto.getRandomValues(new Uint32Array(1));
  const id = Math.max(2, fresh); // 0 is nobody, 1 is the server
  localStorage.setItem(name, String(id));
  return id;
}
