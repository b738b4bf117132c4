// What the server has told a member of where each of a draft's chains ends, kept in this browser for all their tabs,
// beyond slots, copies and seats: what it shows later has to lead on from there. Compares nothing by itself.
import { z } from 'zod';
import type { DocPart, DraftId, MemberId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { toldHeadsMax } from '../../shared/limits.ts';
import { SeenHead } from '../local/local-draft.ts';
import type { PlainStore } from './disputes.ts';
import { Disputes } from './disputes.ts';

const Told = z.strictObject({
  /** As far as the chain was seen to lead. */
  known: SeenHead,
  newest: SeenHead,
});
type Told = z.infer<typeof Told>;

const Kept = z.strictObject({
  /** When the draft was made that this was told of. */
  madeAt: z.int(),
  text: Told.nullable(),
  shared: Told.nullable(),
});
type Kept = z.infer<typeof Kept>;

/** Told, and not yet found in the chain that begins with `known`; oldest first. */
export type Unconfirmed = { readonly known: SeenHead; readonly told: readonly SeenHead[] };

export class Receipts {
  readonly disputes: Disputes;
  readonly #store: PlainStore;
  readonly #place: { readonly draft: DraftId; readonly member: MemberId };
  #kept: Kept | null;
  readonly #unconfirmed: Record<DocPart, SeenHead[]> = { text: [], shared: [] };

  constructor(store: PlainStore, draft: DraftId, member: MemberId) {
    this.#store = store;
    this.#place = { draft, member };
    this.disputes = new Disputes(store, `nonpaper/disputes/${draft}/${member}`);
    this.#kept = store.read(this.#key('told'), Kept);
    for (const part of ['text', 'shared'] as const) {
      const { newest, known } = this.#kept?.[part] ?? {};
      if (newest && newest.seq !== known?.seq) this.#unconfirmed[part].push(newest);
    }
  }

  /** Null: nothing was told of this draft yet. */
  get madeAt(): number | null {
    return this.#kept?.madeAt ?? null;
  }

  /** From here on, what is told is told of the draft that was made then. */
  begin(madeAt: number): void {
    if (this.#kept?.madeAt === madeAt) return;
    this.#kept = { madeAt, text: null, shared: null };
    for (const part of ['text', 'shared'] as const) this.#unconfirmed[part].length = 0;
    this.#write();
  }

  newest(part: DocPart): SeenHead | null {
    return this.#kept?.[part]?.newest ?? null;
  }

  tell(part: DocPart, head: SeenHead): void {
    if (!this.#kept || head.seq === 0) return;
    const told = this.#kept[part];
    if (told && head.seq <= told.newest.seq) return;
    this.#kept = { ...this.#kept, [part]: { known: told?.known ?? head, newest: head } };
    if (!told) return;
    this.#unconfirmed[part].push(head);
    if (this.#unconfirmed[part].length > toldHeadsMax) this.#unconfirmed[part].shift();
  }

  unconfirmed(part: DocPart): Unconfirmed | null {
    const known = this.#kept?.[part]?.known;
    const told = this.#unconfirmed[part];
    return known && told.length > 0 ? { known, told: [...told] } : null;
  }

  confirm(part: DocPart, known: SeenHead): void {
    const told = this.#kept?.[part];
    if (!this.#kept || !told) return;
    this.#kept = { ...this.#kept, [part]: { ...told, known } };
    this.#unconfirmed[part] = this.#unconfirmed[part].filter(({ seq }) => seq > known.seq);
    this.save();
  }

  /** The evidence is kept; what is told from now on is held against what was shown. */
  dispute(part: DocPart, told: SeenHead, shown: SeenHead, now: number): void {
    this.disputes.keep({ kind: 'past', doc: docName(this.#place.draft, part), told, shown }, now);
    if (!this.#kept) return;
    this.#kept = { ...this.#kept, [part]: shown.seq === 0 ? null : { known: shown, newest: shown } };
    this.#unconfirmed[part].length = 0;
    this.#write();
  }

  /** The first key that was seen is the server's, until its member has been shown that it is another. */
  seeKey(key: string, now: number): void {
    const told = this.#store.read(this.#key('key'), z.string());
    if (told !== null && told !== key) this.disputes.keep({ kind: 'key', told, shown: key }, now);
    if (told !== key) this.#store.write(this.#key('key'), key);
  }

  /** Into the browser, with what other tabs were told. */
  save(): void {
    const stored = this.#store.read(this.#key('told'), Kept);
    if (this.#kept) this.#store.write(this.#key('told'), stored ? merged(this.#kept, stored) : this.#kept);
  }

  #write(): void {
    if (this.#kept) this.#store.write(this.#key('told'), this.#kept);
  }

  #key(what: 'told' | 'key'): string {
    return `nonpaper/${what}/${this.#place.draft}/${this.#place.member}`;
  }
}

function merged(mine: Kept, stored: Kept): Kept {
  if (stored.madeAt !== mine.madeAt) return stored.madeAt > mine.madeAt ? stored : mine;
  return { ...mine, text: further(mine.text, stored.text), shared: further(mine.shared, stored.shared) };
}

function further(one: Told | null, other: Told | null): Told | null {
  if (!one || !other) return one ?? other;
  const later = (a: SeenHead, b: SeenHead): SeenHead => (b.seq > a.seq ? b : a);
  return { known: later(one.known, other.known), newest: later(one.newest, other.newest) };
}
