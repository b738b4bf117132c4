// The words that are kept for a member because they could not stay where they were written: shown until the member
// dismisses them, also after a reload.
import type { Act } from '../../shared/acts/act.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { newActId } from './act-id.ts';
import { pointOf, saidIn } from './act-words.ts';
import type { KeptWords, OwnWork } from './own-work.ts';
import type { Unsent } from './sending/unsent-points.ts';
import type { Untaken } from './sending/untaken.ts';
import { untakenBetween } from './sending/untaken.ts';

export class KeptList {
  readonly #work: Pick<OwnWork, 'putKept' | 'removeKept'>;
  readonly #onChange: () => void;
  #all: readonly KeptWords[];

  constructor(left: readonly KeptWords[], work: Pick<OwnWork, 'putKept' | 'removeKept'>, onChange: () => void) {
    this.#all = left;
    this.#work = work;
    this.#onChange = onChange;
  }

  all(): readonly KeptWords[] {
    return this.#all;
  }

  keep(kept: readonly KeptWords[]): void {
    if (kept.length === 0) return;
    for (const words of kept) this.#work.putKept(words);
    const ids = new Set(kept.map(({ id }) => id));
    this.#all = [...this.#all.filter(({ id }) => !ids.has(id)), ...kept];
    this.#onChange();
  }

  /** Under an id that is kept already: in its place. */
  add(at: number, point: PointId | null, words: string, reason: string, id: string = newActId()): void {
    if (words.trim() === '') this.dismiss(id);
    else this.keep([{ id, point, words, reason, at }]);
  }

  dismiss(id: string): void {
    this.#work.removeKept(id);
    this.#all = this.#all.filter(words => words.id !== id);
    this.#onChange();
  }
}

/** What of a member's changes to a point was not taken; nothing where nothing was lost. */
export function keptOf(
  { words, told, asLeft }: Untaken,
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
    },
  ];
}

/** All that a member had not sent, to copy: the seat is gone and nothing of it will be sent. */
export function keptFrom(points: readonly Unsent[], acts: readonly Act[], at: number): readonly KeptWords[] {
  const reason = 'Not sent before you lost your seat.';
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
