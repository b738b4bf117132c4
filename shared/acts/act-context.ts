// What an act runs in: rows, who acts, when, and what the documents hold. All handed in, so that acts know no clock and
// no chance.
import type { ActId, MemberId, PointId } from '../ids.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { By, Head, StanceRow } from '../rows/schema.ts';
import type { Member } from './act.ts';

const unknown: Head = { seq: 0, hash: '' };
/** For whoever runs an act ahead of the server. */
export const unknownHeads = { text: unknown, shared: unknown };
export const unknownLettersLeft = (): number => Number.POSITIVE_INFINITY;

/** What an act that took a stance has put, and what stood before: the row and the words it was given to, or none. */
export type TakenStance = {
  readonly put: StanceRow;
  readonly before: { readonly row: StanceRow; readonly words: string | null } | null;
};

export type ActContext = {
  readonly rows: RowStore;
  readonly actor: By;
  /** What rows and entries are stamped with. */
  readonly at: number;
  /** By which it is judged what is over, where that is another time (rule L17). */
  readonly clock?: number;
  readonly members: ReadonlyMap<MemberId, Member>;
  /** Both documents' newest entries just before this act; only the server knows them. */
  readonly heads: { readonly text: Head; readonly shared: Head };
  /** How many letters the draft's points may still grow by; only the server knows. */
  readonly lettersLeft: (wanted: number) => number;
  /** What an act has just taken; only the server knows, and not for long. */
  readonly takenBy?: (act: ActId) => TakenStance | undefined;
  /** The canonical text of a point as it stands. */
  readonly wordsOf: (point: PointId) => string;
};
