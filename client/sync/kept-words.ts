// The words that are kept for a member because they could not stay where they were written: shown until the member
// dismisses them, also after a reload.
import type { Act } from '../../shared/acts/act.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { newActId } from '../local/act-id.ts';
import { pointOf, saidIn } from '../local/act-words.ts';
import type { KeptWords, OwnWork } from '../local/own-work.ts';
import { nextInOrder } from './kept/in-order.ts';
import type { Refused, Run, TypedOn } from './kept/one-run.ts';
import { heldFrom, isLike, isSoonAfter, refusedPiece, withPiece, wordsOfRun } from './kept/one-run.ts';
import type { Unsent } from './sending/unsent-points.ts';
import type { Untaken } from './sending/untaken.ts';
import { quoted, untakenBetween } from './sending/untaken.ts';

type Work = Pick<OwnWork, 'putKept' | 'removeKept'>;

export type KeptParts = {
  onChange(): void;
  /** What is typed there now is not taken. */
  isBarred(point: PointId): boolean;
  /** The first key of a run was held there. */
  onHeld(point: PointId): void;
};

/** `isOpen`: the point has not taken a word since, so that what is typed on goes behind it. */
type Entry = { readonly run: Run; readonly isOpen: boolean };

export class KeptList {
  readonly #work: Work;
  readonly #parts: KeptParts;
  #all: readonly KeptWords[];
  /** Without those of which blanks alone were typed, so far. */
  #shown: readonly KeptWords[];
  /** What of them has come in pieces, by their ids. */
  readonly #entries = new Map<string, Entry>();

  constructor(left: readonly KeptWords[], work: Work, parts: KeptParts) {
    this.#all = left;
    this.#shown = left;
    this.#work = work;
    this.#parts = parts;
  }

  all(): readonly KeptWords[] {
    return this.#shown;
  }

  /** Each by itself. */
  keep(kept: readonly KeptWords[]): void {
    if (kept.length === 0) return;
    for (const words of kept) this.#put(words, null);
    this.#parts.onChange();
  }

  /** What the server refused goes before what was typed on behind it: one refusal, one entry. */
  refused(refused: readonly Refused[]): void {
    if (refused.length === 0) return;
    for (const each of refused) {
      const { kept } = each;
      const piece = refusedPiece(each);
      const behind = piece && this.#typedOnAfter(each);
      const entry = behind && this.#entries.get(behind.id);
      if (behind && entry) this.#put({ ...kept, id: behind.id }, { ...entry, run: withPiece(entry.run, piece) });
      else this.#put(kept, piece && { run: [piece], isOpen: this.#isBarred(kept) });
    }
    this.#parts.onChange();
  }

  /** `typedOn`: all that was typed on where it is not taken, again at each key. */
  add(at: number, point: PointId | null, words: string, reason: string, typedOn?: TypedOn): void {
    if (typedOn) this.#typedOn(typedOn, { point, words, reason, at });
    else if (words.trim() !== '') this.keep([{ id: newActId(), point, words, reason, at }]);
  }

  /** Rights may have changed: what was kept at a point that takes words again is over, and nothing joins it. */
  barsChanged(): void {
    for (const { id, point } of this.#all) {
      const entry = this.#entries.get(id);
      if (entry?.isOpen && !this.#isBarred({ point })) this.#entries.set(id, { ...entry, isOpen: false });
    }
  }

  /** It goes behind what was refused or typed on there just before; where there is nothing such, it stands alone. */
  #typedOn(typedOn: TypedOn, { words, ...about }: Omit<KeptWords, 'id'>): void {
    const { id, elsewhere } = typedOn;
    const known = this.#entryWith(id);
    if (!known && about.point !== null) this.#parts.onHeld(about.point);
    const kept = known ?? (elsewhere ? undefined : this.#openAt({ id, words, ...about }));
    const { run = [], isOpen = true } = (kept && this.#entries.get(kept.id)) ?? {};
    const order = run.find(piece => piece.id === id)?.order ?? nextInOrder();
    const longer = withPiece(run, { ...typedOn, words, tail: '', rest: '', isTypedOn: true, order });
    const told =
      elsewhere && elsewhere.over.trim() !== ''
        ? { told: `You meant to replace ${quoted([elsewhere.over.trim()])}.` }
        : {};
    this.#put({ id, words, ...about, ...told, ...kept, at: about.at }, { run: longer, isOpen });
    this.#parts.onChange();
  }

  dismiss(id: string): void {
    this.#entries.delete(id);
    this.#work.removeKept(id);
    this.#all = this.#all.filter(words => words.id !== id);
    this.#shown = this.#all.filter(each => !this.#isBlank(each));
    this.#parts.onChange();
  }

  #isBarred({ point }: Pick<KeptWords, 'point'>): boolean {
    return point !== null && this.#parts.isBarred(point);
  }

  #runOf({ id }: KeptWords): Run {
    return this.#entries.get(id)?.run ?? [];
  }

  #isBlank(kept: KeptWords): boolean {
    return this.#entries.has(kept.id) && kept.words.trim() === '';
  }

  #entryWith(piece: string): KeptWords | undefined {
    return this.#all.find(each => this.#runOf(each).some(({ id }) => id === piece));
  }

  /** The first that was held after these letters were written: those of an earlier lock were held before. */
  #typedOnAfter({ kept, order }: Refused): KeptWords | undefined {
    return this.#all
      .flatMap(each => ({ each, from: heldFrom(this.#runOf(each)) ?? 0 }))
      .filter(({ each, from }) => from > order && isLike(each, kept))
      .toSorted((a, b) => a.from - b.from)[0]?.each;
  }

  /** The last that was begun or gone on with there. */
  #openAt(told: KeptWords): KeptWords | undefined {
    const last = (each: KeptWords): number => Math.max(...this.#runOf(each).map(({ order }) => order));
    return this.#all
      .filter(each => this.#entries.get(each.id)?.isOpen && isLike(each, told) && isSoonAfter(each, told))
      .toSorted((a, b) => last(b) - last(a))[0];
  }

  /** Where it stood, or as the last. */
  #put(kept: KeptWords, entry: Entry | null): void {
    const now = entry ? { ...kept, words: wordsOfRun(entry.run) } : kept;
    if (entry) this.#entries.set(now.id, entry);
    else this.#entries.delete(now.id);
    if (this.#isBlank(now)) this.#work.removeKept(now.id);
    else this.#work.putKept(now);
    const stands = this.#all.some(({ id }) => id === now.id);
    this.#all = stands ? this.#all.map(each => (each.id === now.id ? now : each)) : [...this.#all, now];
    this.#shown = this.#all.filter(each => !this.#isBlank(each));
  }
}

/** What of a member's changes to a point was not taken; nothing where nothing was lost. */
export function keptOf(
  { words, told, asLeft, tail = '', rest }: Untaken,
  about: { readonly point: PointId; readonly reason: string; readonly at: number },
): readonly KeptWords[] {
  if (words === '' && told === '') return [];
  const { point, reason, at } = about;
  return [
    {
      id: newActId(), // two may be refused in one millisecond
      point,
      words,
      reason,
      at,
      ...(told === '' ? {} : { told }),
      ...(asLeft === '' ? {} : { asLeft }),
      ...(words === '' ? {} : { tail }),
      ...(rest === undefined ? {} : { rest }),
    },
  ];
}

/** All that a member had not sent, to copy: the seat is gone and nothing of it will be sent. */
export function keptFrom(
  points: readonly Unsent[],
  acts: readonly Act[],
  { reason, at }: { readonly reason: string; readonly at: number },
): readonly KeptWords[] {
  return [
    ...points.flatMap(({ point, base, mine, isMine }) =>
      keptOf(untakenBetween(base, mine, isMine), { point, reason, at }),
    ),
    ...keptFromActs(acts, { rows: null, reason, at }),
  ];
}

/** What was said in acts that are not sent. */
export const keptFromActs = (
  acts: readonly Act[],
  { rows, reason, at }: { readonly rows: RowReader | null; readonly reason: string; readonly at: number },
): readonly KeptWords[] =>
  acts
    .map(act => ({ id: act.id, point: pointOf(act, rows), words: saidIn(act), reason, at }))
    .filter(({ words }) => words !== '');
