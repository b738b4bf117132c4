// Where the server has shown another past than it told, or another key: a member's evidence at one draft, kept in this
// browser whatever becomes of the copies, the seat and the draft. It leaves the page's head only when its member has
// noted it, and the list never.
import { z } from 'zod';
import { DocName } from '../../shared/ids.ts';
import { disputesMax } from '../../shared/limits.ts';
import { newActId } from '../local/act-id.ts';
import { SeenHead } from '../local/local-draft.ts';

const kept = { id: z.string(), at: z.int(), notedAt: z.int().nullable() };
export const Dispute = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('past'), doc: DocName, told: SeenHead, shown: SeenHead, ...kept }),
  z.strictObject({ kind: z.literal('key'), told: z.string(), shown: z.string(), ...kept }),
]);
export type Dispute = z.infer<typeof Dispute>;

type Found<D = Dispute> = D extends Dispute ? Omit<D, keyof typeof kept> : never;

/** Where a few plain values are kept: localStorage, in a browser. */
export interface PlainStore {
  read<T>(key: string, schema: z.ZodType<T>): T | null;
  /** Null: removes it. False: it is not stored. */
  write(key: string, value: unknown): boolean;
}

export class Disputes {
  readonly #store: PlainStore;
  readonly #key: string;
  #all: readonly Dispute[] = [];
  #areStored = true;

  constructor(store: PlainStore, key: string) {
    this.#store = store;
    this.#key = key;
    this.#all = this.#stored();
  }

  /** Oldest first. The same list as long as nothing is new. */
  all(): readonly Dispute[] {
    return this.#all;
  }

  /** False: this page alone has the newest of them. */
  get areStored(): boolean {
    return this.#areStored;
  }

  /** What waits to be noted already is kept once, however often it is met. */
  keep(found: Found, now: number): void {
    const isKnown = ({ notedAt, ...each }: Dispute): boolean => notedAt === null && isSame(each, found);
    this.#put(all => (all.some(isKnown) ? all : [...all, { ...found, id: newActId(), at: now, notedAt: null }]));
  }

  note(id: string, now: number): void {
    this.#put(all => all.map(each => (each.id === id ? { ...each, notedAt: now } : each)));
  }

  #put(change: (all: readonly Dispute[]) => readonly Dispute[]): void {
    this.#all = withinBound(change(this.#stored()));
    this.#areStored = this.#store.write(this.#key, this.#all);
  }

  /** With what other tabs have kept there; in a browser that stores nothing, what this page has. */
  #stored(): readonly Dispute[] {
    const stored = this.#store.read(this.#key, z.array(Dispute)) ?? [];
    return [...stored, ...this.#all.filter(({ id }) => !stored.some(each => each.id === id))];
  }
}

function isSame(one: Found, other: Found): boolean {
  if (one.kind === 'past' && other.kind === 'past')
    return one.doc === other.doc && one.told.seq === other.told.seq && one.told.hash === other.told.hash;
  return one.kind === 'key' && other.kind === 'key' && one.told === other.told && one.shown === other.shown;
}

function withinBound(all: readonly Dispute[]): readonly Dispute[] {
  const tooMany = Math.max(0, all.length - disputesMax);
  const gone = all.filter(({ notedAt }) => notedAt !== null).slice(0, tooMany);
  return all.filter(each => !gone.includes(each)).slice(0, disputesMax);
}

export function disputeWords(dispute: Dispute): string {
  if (dispute.kind === 'key') return 'Its public key is not the one that this browser saw first.';
  const { doc, told, shown } = dispute;
  const isShorter = shown.seq < told.seq;
  return isShorter
    ? `The record of ${doc} is shorter than the one it told you of.`
    : `The record of ${doc} is another one than it told you of.`;
}

export const toldIn = ({ told }: Dispute): string => headWords(told);
export const shownIn = ({ shown }: Dispute): string => headWords(shown);
const headWords = (head: SeenHead | string): string =>
  typeof head === 'string' ? head : `entry ${head.seq}, ${head.hash}`;

/** To hand to others. Its last line is as the verifier takes it. */
export function disputeText(dispute: Dispute): string {
  const about = dispute.kind === 'past' ? `Nonpaper, record of ${dispute.doc}` : 'Nonpaper, public key of the server';
  return [
    about,
    `Told:  ${toldIn(dispute)}`,
    `Shown: ${shownIn(dispute)}`,
    `Found: ${new Date(dispute.at).toISOString()}`,
    dispute.kind === 'past' ? receiptOption(dispute.doc, dispute.told) : `--key ${dispute.told}`,
  ].join('\n');
}

/** As the verifier's command takes it. */
export const receiptOption = (doc: DocName, { seq, hash }: SeenHead): string => `--receipt ${doc} ${seq} ${hash}`;
