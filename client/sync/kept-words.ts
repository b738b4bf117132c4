// The words that are kept for a member because they could not stay where they were written: shown until the member
// dismisses them, also after a reload.
import type { Act } from '../../shared/acts/act.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { newActId } from '../local/act-id.ts';
import { pointOf, saidIn } from '../local/act-words.ts';
import type { KeptWords, OwnWork } from '../local/own-work.ts';
import type { Piece, Run, TypedOn } from './kept/one-run.ts';
import { isSameRun, refusedPiece, withPiece, wordsOfRun } from './kept/one-run.ts';
import type { Unsent } from './sending/unsent-points.ts';
import type { Untaken } from './sending/untaken.ts';
import { untakenBetween } from './sending/untaken.ts';

export class KeptList {
  readonly #work: Pick<OwnWork, 'putKept' | 'removeKept'>;
  readonly #onChange: () => void;
  #all: readonly KeptWords[];
  /** What entries are made of that may still go on, by their ids. */
  readonly #runs = new Map<string, Run>();

  constructor(left: readonly KeptWords[], work: Pick<OwnWork, 'putKept' | 'removeKept'>, onChange: () => void) {
    this.#all = left;
    this.#work = work;
    this.#onChange = onChange;
  }

  all(): readonly KeptWords[] {
    return this.#all;
  }

  /** What was refused joins what has been typed on behind it already. */
  keep(kept: readonly KeptWords[]): void {
    if (kept.length === 0) return;
    for (const words of kept) {
      const piece = refusedPiece(words);
      const behind = piece && this.#runBeside(words, run => run.every(({ isTypedOn }) => isTypedOn));
      if (behind) this.#putRun({ ...words, id: behind.id }, withPiece(this.#runOf(behind.id), piece));
      else this.#putRun(words, piece ? [piece] : []);
    }
    this.#onChange();
  }

  /** `typedOn`: all that was typed on where it is not taken, again at each key. */
  add(at: number, point: PointId | null, words: string, reason: string, typedOn?: TypedOn): void {
    if (typedOn) this.#typedOn({ ...typedOn, words, tail: '', isTypedOn: true }, { point, reason, at });
    else if (words.trim() !== '') this.keep([{ id: newActId(), point, words, reason, at }]);
  }

  /** It goes behind what was refused or typed on there just before; where there is nothing such, it stands alone. */
  #typedOn(piece: Piece, about: Pick<KeptWords, 'point' | 'reason' | 'at'>): void {
    const { id, words } = piece;
    const told = { id, words, ...about };
    const entry = this.#entryWith(id) ?? this.#runBeside(told, run => run.length > 0) ?? told;
    const run = withPiece(this.#runOf(entry.id), piece);
    if (wordsOfRun(run).trim() === '') return this.dismiss(entry.id);
    this.#putRun({ ...entry, at: about.at }, run);
    this.#onChange();
  }

  dismiss(id: string): void {
    this.#runs.delete(id);
    this.#work.removeKept(id);
    this.#all = this.#all.filter(words => words.id !== id);
    this.#onChange();
  }

  #runOf(id: string): Run {
    return this.#runs.get(id) ?? [];
  }

  #entryWith(piece: string): KeptWords | undefined {
    return this.#all.find(({ id }) => this.#runOf(id).some(each => each.id === piece));
  }

  #runBeside(told: Omit<KeptWords, 'words'>, is: (run: Run) => boolean): KeptWords | undefined {
    return this.#all.findLast(each => isSameRun(each, told) && each.id !== told.id && is(this.#runOf(each.id)));
  }

  #putRun(entry: KeptWords, run: Run): void {
    if (run.length > 0) this.#runs.set(entry.id, run);
    const kept = run.length > 0 ? { ...entry, words: wordsOfRun(run) } : entry;
    this.#work.putKept(kept);
    this.#all = [...this.#all.filter(({ id }) => id !== kept.id), kept];
  }
}

/** What of a member's changes to a point was not taken; nothing where nothing was lost. */
export function keptOf(
  { words, told, asLeft, tail = '' }: Untaken,
  about: { readonly point: PointId; readonly reason: string; readonly at: number },
): readonly KeptWords[] {
  if (words === '' && told === '') return [];
  const { point, reason, at } = about;
  return [
    {
      id: `${point}-${at}`,
      point,
      words,
      reason,
      at,
      ...(told === '' ? {} : { told }),
      ...(asLeft === '' ? {} : { asLeft }),
      ...(words === '' ? {} : { tail }),
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
