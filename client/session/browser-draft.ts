// A member's draft as this browser holds it: documents by y-indexeddb, own work in IndexedDB, and in localStorage what is small and needed at once: who
// sits in a seat, how far each document had come, which copy is the present one. All named by member and draft.
import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { z } from 'zod';
import { DraftView } from '../../shared/api/contract.ts';
import type { DocPart, DraftId, MemberId, SeatId } from '../../shared/ids.ts';
import { leaseClientId } from './client-id-lease.ts';
import type { LocalCopy, LocalDraft } from './local-draft.ts';
import { SeenHead } from './local-draft.ts';
import { IndexeddbOwnWork } from './own-work-indexeddb.ts';

const SeenView = z.strictObject({ view: DraftView, at: z.int() });
export type SeenView = z.infer<typeof SeenView>;

const viewKey = (seat: SeatId): string => `nonpaper/view/${seat}`;

export const seenView = (seat: SeatId): SeenView | null => read(viewKey(seat), SeenView);
export const noteView = (view: DraftView, at: number): void => write(viewKey(view.seat.id), { view, at });
export const forgetView = (seat: SeatId): void => write(viewKey(seat), null);

export class BrowserDraft implements LocalDraft {
  readonly work: IndexeddbOwnWork;
  readonly #draft: DraftId;
  readonly #member: MemberId;

  constructor(draft: DraftId, member: MemberId) {
    this.#draft = draft;
    this.#member = member;
    this.work = new IndexeddbOwnWork(draft, member);
  }

  head(part: DocPart): SeenHead | null {
    return read(this.#key('head', part), SeenHead);
  }

  noteHead(part: DocPart, head: SeenHead): void {
    write(this.#key('head', part), head);
  }

  openCopy(part: DocPart, which: 'present' | 'next', doc: Y.Doc): LocalCopy {
    return openIndexeddbCopy(this.#copyName(part, this.#generation(part) + (which === 'next' ? 1 : 0)), doc);
  }

  keepCopy(part: DocPart): void {
    write(this.#key('copy', part), this.#generation(part) + 1);
  }

  async forgetCopies(): Promise<void> {
    for (const part of ['text', 'shared'] as const) {
      const name = this.#copyName(part, this.#generation(part));
      // Another tab may hold it open: the next page takes a new one, whenever this is gone.
      this.keepCopy(part);
      write(this.#key('head', part), null);
      indexedDB.deleteDatabase(name);
    }
    await this.work.settled();
  }

  leaseClientId(until: AbortSignal): Promise<number | null> {
    return leaseClientId(this.#draft, this.#member, until);
  }

  #generation(part: DocPart): number {
    return read(this.#key('copy', part), z.int()) ?? 0;
  }

  #copyName(part: DocPart, generation: number): string {
    return `nonpaper ${part} ${this.#draft} ${this.#member} ${generation}`;
  }

  #key(what: 'head' | 'copy', part: DocPart): string {
    return `nonpaper/${what}/${this.#draft}/${this.#member}/${part}`;
  }
}

function openIndexeddbCopy(name: string, doc: Y.Doc): LocalCopy {
  const copy = new IndexeddbPersistence(name, doc);
  const ignore = (): undefined => undefined;
  const unavailable = copy._db.then(() => new Promise<never>(ignore), ignore); // opened: what counts then is that it has loaded
  return {
    loaded: Promise.race([copy.whenSynced, unavailable]).then(ignore),
    close: () => void copy.destroy().catch(ignore),
    forget: () => copy.clearData().catch(ignore),
  };
}

function read<T>(key: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null; // storage that is closed to us, or not ours
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The browser's storage is full or closed to us: the page works, but does not open without a connection.
  }
}
