// A member's draft as this browser holds it. Each open tab has a slot of its own, with its own copies and its own Yjs
// client id, so that no tab ever sends what another has written and not sent; what a closed tab has left in its slot,
// the next one takes over. All named by member and draft.
import * as Y from 'yjs';
import { z } from 'zod';
import type { DocPart, DraftId, MemberId } from '../../shared/ids.ts';
import { Receipts } from '../evidence/receipts.ts';
import type { BrowserStores } from '../local/browser-stores.ts';
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

  private constructor(stores: BrowserStores, place: Place) {
    this.#stores = stores;
    this.#place = place;
    this.work = stores.openWork(`nonpaper own work ${place.draft} ${place.member}`, place.slot);
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

  /** Into this tab's slot, what stands in that of a closed one. */
  async #takeOver(left: number, own: number): Promise<void> {
    const unsent = await this.work.pointsIn(left);
    for (const part of parts) {
      const head = this.#stores.read(this.#key('head', part, left), SeenHead);
      if (head === null && unsent === 0) continue;
      const doc = new Y.Doc();
      const into = this.#stores.openCopy(this.#copyName(part, own, 0), doc);
      await into.loaded;
      const from = this.#stores.openCopy(this.#copyName(part, left, 0), doc);
      await from.loaded; // what comes from the one goes into the other
      into.close();
      if (head && head.seq > (this.head(part)?.seq ?? -1)) this.noteHead(part, head);
      this.#giveUpCopy(part, left);
      this.#stores.write(this.#key('head', part, left), null);
      await from.forget();
    }
    await this.work.takeOver(left);
    // Unsent words under its client id are this tab's now: whoever comes into that slot must not write under it.
    if (unsent > 0) this.#stores.write(this.#key('client', 'text', left), null);
  }

  get isLasting(): boolean {
    return this.#place.slot !== null;
  }

  /** Takes no slot, not even for a moment: a tab that opens meanwhile would find it taken. */
  async hasLeftByClosedTab(): Promise<boolean> {
    const { draft, member, slot: own } = this.#place;
    const unsent = (await this.work.unsentSlots()).filter(slot => slot !== own);
    return (await this.#stores.notHeld(unsent.map(slot => `${slotsOf(draft, member)} ${slot}`))).length > 0;
  }

  head(part: DocPart): SeenHead | null {
    const { slot } = this.#place;
    return slot === null ? null : this.#stores.read(this.#key('head', part, slot), SeenHead);
  }

  noteHead(part: DocPart, head: SeenHead): void {
    const { slot } = this.#place;
    if (slot !== null) this.#stores.write(this.#key('head', part, slot), head);
  }

  openCopy(part: DocPart, which: 'present' | 'next', doc: Y.Doc): LocalCopy {
    const { slot } = this.#place;
    return slot === null ? noCopy : this.#stores.openCopy(this.#copyName(part, slot, which === 'next' ? 1 : 0), doc);
  }

  keepCopy(part: DocPart): void {
    const { slot } = this.#place;
    if (slot !== null) this.#giveUpCopy(part, slot);
  }

  giveUpCopies(): void {
    const { slot } = this.#place;
    if (slot !== null) this.#stores.write(this.#key('given-up', 'text', slot), true);
  }

  get hasGivenUpCopies(): boolean {
    const { slot } = this.#place;
    return slot !== null && this.#stores.read(this.#key('given-up', 'text', slot), z.boolean()) === true;
  }

  async forgetCopies(): Promise<void> {
    const { slot } = this.#place;
    if (slot === null) return;
    this.#stores.write(this.#key('given-up', 'text', slot), null);
    for (const part of parts) {
      const copy = this.#stores.openCopy(this.#copyName(part, slot, 0), new Y.Doc());
      this.#giveUpCopy(part, slot);
      this.#stores.write(this.#key('head', part, slot), null);
      await copy.forget();
    }
  }

  leaseClientId(): number | null {
    const { slot } = this.#place;
    if (slot === null) return null;
    return this.#stores.read(this.#key('client', 'text', slot), ClientId) ?? this.renewClientId();
  }

  renewClientId(): number {
    const { slot } = this.#place;
    const id = Math.max(2, new Y.Doc().clientID);
    if (slot !== null) this.#stores.write(this.#key('client', 'text', slot), id);
    return id;
  }

  /** From now on the slot's copy is the one beside it. */
  #giveUpCopy(part: DocPart, slot: number): void {
    this.#stores.write(this.#key('copy', part, slot), this.#generation(part, slot) + 1);
  }

  #generation(part: DocPart, slot: number): number {
    return this.#stores.read(this.#key('copy', part, slot), z.int()) ?? 0;
  }

  #copyName(part: DocPart, slot: number, ahead: 0 | 1): string {
    const { draft, member } = this.#place;
    return `nonpaper ${part} ${draft} ${member} ${slot} ${this.#generation(part, slot) + ahead}`;
  }

  #key(what: 'head' | 'copy' | 'client' | 'given-up', part: DocPart, slot: number): string {
    const { draft, member } = this.#place;
    return `nonpaper/${what}/${draft}/${member}/${part}/${slot}`;
  }
}

const slotsOf = (draft: DraftId, member: MemberId): string => `nonpaper slot ${draft} ${member}`;

const noCopy: LocalCopy = { loaded: Promise.resolve(), close: () => undefined, forget: () => Promise.resolve() };
