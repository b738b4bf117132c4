// A member's draft as this browser holds it. Each open tab has a slot of its own, with its own copies and its own Yjs
// client id, so that no tab ever sends what another has written and not sent; what a closed tab has left in its slot,
// the next one takes over. All named by member and draft.
import * as Y from 'yjs';
import { z } from 'zod';
import type { DocPart, DraftId, MemberId } from '../../shared/ids.ts';
import { Receipts } from '../evidence/receipts.ts';
import type { BrowserStores } from '../local/browser-stores.ts';
import type { Keeping } from '../local/keeping.ts';
import { worstOf } from '../local/keeping.ts';
import type { LocalCopy, LocalDraft } from '../local/local-draft.ts';
import { SeenHead } from '../local/local-draft.ts';
import type { OwnWork } from '../local/own-work.ts';

/** Tabs of one member at one draft whose work outlives them. One more keeps nothing: it has no slot. */
const slots = 8;
const ClientId = z.int().min(2).max(0xffffffff); // 0 is nobody, 1 is the server
const parts = ['text', 'shared'] as const;

type Place = {
  readonly draft: DraftId;
  readonly member: MemberId;
  /** Null: none was free, or this browser has no locks. */
  readonly slot: number | null;
};

export class BrowserDraft implements LocalDraft {
  readonly work: OwnWork;
  /** The member's, whichever tab was told, and in one that has no slot. */
  readonly receipts: Receipts;
  readonly #stores: BrowserStores;
  readonly #place: Place;
  readonly #listeners = new Set<() => void>();
  /** Of the text, where own words stand. */
  #copies: readonly LocalCopy[] = [];
  /** A copy that could not be read may hold words under this tab's client id that nobody knows. */
  #hasUnread = false;
  /** Values that the browser has not stored. */
  readonly #unstored = new Map<string, unknown>();

  private constructor(stores: BrowserStores, place: Place) {
    this.#stores = stores;
    this.#place = place;
    this.work = stores.openWork(`nonpaper own work ${place.draft} ${place.member}`, place.slot, this.#told);
    this.receipts = new Receipts(stores, place.draft, place.member);
  }

  /**
   * Takes a slot for as long as this tab lives, and what closed tabs have left in theirs. One tab at a time: each looks
   * at all slots.
   */
  static open(stores: BrowserStores, draft: DraftId, member: MemberId): Promise<BrowserDraft> {
    const name = slotsOf(draft, member);
    return stores.alone(name, async () => {
      const free = new Map<number, () => void>();
      for (let slot = 0; slot < slots; slot++) {
        const release = await stores.hold(`${name} ${slot}`);
        if (release) free.set(slot, release);
      }
      const [own = null, ...left] = free.keys();
      const local = new BrowserDraft(stores, { draft, member, slot: own });
      for (const slot of left) {
        if (own !== null) await local.#takeOver(slot, own);
        free.get(slot)?.();
      }
      return local;
    });
  }

  /** Into this tab's slot, what stands in that of a closed one; it stays there where it cannot be stored here. */
  async #takeOver(left: number, own: number): Promise<void> {
    const unsent = await this.work.pointsIn(left);
    for (const part of parts) {
      const head = this.#read(this.#key('head', part, left), SeenHead);
      if (head === null && unsent === 0) continue;
      const doc = new Y.Doc();
      const into = this.#stores.openCopy(this.#copyName(part, own, 0), doc, ignore);
      await into.loaded;
      const from = this.#stores.openCopy(this.#copyName(part, left, 0), doc, ignore);
      const isRead = (await from.loaded) === 'read'; // what comes from the one goes into the other
      const isStored = (await into.settled()) === 'stored' && isRead;
      into.close();
      from.close();
      if (!isStored) return;
      if (head && head.seq > (this.head(part)?.seq ?? -1)) this.noteHead(part, head);
      this.#replaceCopy(part, left);
      this.#write(this.#key('head', part, left), null);
      await from.forget();
    }
    await this.work.takeOver(left);
    // Unsent words under its client id are this tab's now: whoever comes into that slot must not write under it.
    if (unsent > 0) this.#write(this.#key('client', 'text', left), null);
  }

  keeping(): Keeping {
    if (this.#place.slot === null) return 'never';
    const copies = this.#copies.flatMap(({ keeping }) => (keeping === 'closed' ? [] : [keeping]));
    // Where it is not known which copy is the slot's, the next page opens an old one.
    const place = parts.some(part => this.#unstored.has(this.#key('copy', part, this.#place.slot ?? 0)));
    return worstOf([this.work.keeping, ...copies, place ? 'unstored' : 'stored']);
  }

  watchKeeping(listener: () => void, until: AbortSignal): void {
    this.#listeners.add(listener);
    until.addEventListener('abort', () => this.#listeners.delete(listener));
  }

  readonly #told = (): void => {
    for (const listener of this.#listeners) listener();
  };

  /** Takes no slot, not even for a moment: a tab that opens meanwhile would find it taken. */
  async hasLeftByClosedTab(): Promise<boolean> {
    const { draft, member, slot: own } = this.#place;
    const unsent = (await this.work.unsentSlots()).filter(slot => slot !== own);
    return (await this.#stores.notHeld(unsent.map(slot => `${slotsOf(draft, member)} ${slot}`))).length > 0;
  }

  head(part: DocPart): SeenHead | null {
    const { slot } = this.#place;
    return slot === null ? null : this.#read(this.#key('head', part, slot), SeenHead);
  }

  noteHead(part: DocPart, head: SeenHead): void {
    const { slot } = this.#place;
    if (slot !== null) this.#write(this.#key('head', part, slot), head);
  }

  openCopy(part: DocPart, which: 'present' | 'next', doc: Y.Doc): LocalCopy {
    const { slot } = this.#place;
    if (slot === null) return noCopy;
    const ahead = which === 'next' ? 1 : 0;
    const copy = this.#stores.openCopy(this.#copyName(part, slot, ahead), doc, this.#told);
    if (part === 'shared') return copy;
    this.#copies = [...this.#copies.filter(({ keeping }) => keeping !== 'closed'), copy];
    void copy.loaded.then(loaded => {
      this.#hasUnread ||= loaded === 'unreadable';
    });
    return copy;
  }

  replacePresentCopy(part: DocPart): void {
    const { slot } = this.#place;
    if (slot !== null) this.#replaceCopy(part, slot);
  }

  markCopiesStale(): void {
    const { slot } = this.#place;
    if (slot !== null) this.#write(this.#key('given-up', 'text', slot), true);
  }

  get areCopiesStale(): boolean {
    const { slot } = this.#place;
    return slot !== null && this.#read(this.#key('given-up', 'text', slot), z.boolean()) === true;
  }

  async deleteCopies(): Promise<void> {
    const { slot } = this.#place;
    if (slot === null) return;
    this.#write(this.#key('given-up', 'text', slot), null);
    for (const part of parts) {
      const copy = this.#stores.openCopy(this.#copyName(part, slot, 0), new Y.Doc(), ignore);
      this.#replaceCopy(part, slot);
      this.#write(this.#key('head', part, slot), null);
      await copy.forget();
    }
  }

  leaseClientId(): number | null {
    const { slot } = this.#place;
    if (slot === null) return null;
    const known = this.#hasUnread ? null : this.#read(this.#key('client', 'text', slot), ClientId);
    return known ?? this.renewClientId();
  }

  renewClientId(): number {
    const { slot } = this.#place;
    const id = Math.max(2, new Y.Doc().clientID);
    if (slot !== null) this.#write(this.#key('client', 'text', slot), id);
    return id;
  }

  /** From now on the slot's copy is the one beside it. */
  #replaceCopy(part: DocPart, slot: number): void {
    this.#write(this.#key('copy', part, slot), this.#generation(part, slot) + 1);
  }

  #generation(part: DocPart, slot: number): number {
    return this.#read(this.#key('copy', part, slot), z.int()) ?? 0;
  }

  #copyName(part: DocPart, slot: number, ahead: 0 | 1): string {
    const { draft, member } = this.#place;
    return `nonpaper ${part} ${draft} ${member} ${slot} ${this.#generation(part, slot) + ahead}`;
  }

  #read<T>(key: string, schema: z.ZodType<T>): T | null {
    if (!this.#unstored.has(key)) return this.#stores.read(key, schema);
    return schema.safeParse(this.#unstored.get(key)).data ?? null;
  }

  /** What was not stored is tried again with the next value. */
  #write(key: string, value: unknown): void {
    const before = this.keeping();
    this.#unstored.set(key, value);
    for (const [name, each] of [...this.#unstored]) if (this.#stores.write(name, each)) this.#unstored.delete(name);
    if (this.keeping() !== before) this.#told();
  }

  #key(what: 'head' | 'copy' | 'client' | 'given-up', part: DocPart, slot: number): string {
    const { draft, member } = this.#place;
    return `nonpaper/${what}/${draft}/${member}/${part}/${slot}`;
  }
}

const slotsOf = (draft: DraftId, member: MemberId): string => `nonpaper slot ${draft} ${member}`;

const ignore = (): void => undefined;

const noCopy: LocalCopy = {
  loaded: Promise.resolve('unreadable'),
  keeping: 'never',
  settled: () => Promise.resolve('never'),
  close: ignore,
  forget: () => Promise.resolve(),
};
