// What a member has done that the server does not have yet, kept in this browser beyond the page: acts that wait,
// points with unsent words, words kept for copying. One store for each member and draft, so that nobody inherits
// another's. Says what is kept; stored-work.ts keeps it.
import { z } from 'zod';
import { Act } from '../../shared/acts/act.ts';
import type { ActId } from '../../shared/ids.ts';
import { PointId } from '../../shared/ids.ts';
import { saidIn } from './act-words.ts';
import type { Keeping } from './keeping.ts';

/** A point with words of mine that are not acknowledged. `base` is its canonical text before the first of them. */
export const UnsentPoint = z.strictObject({ point: PointId, base: z.string() });
export type UnsentPoint = z.infer<typeof UnsentPoint>;

/**
 * What could not stay where it was written, e.g. because the point was locked meanwhile. `point` is null where it
 * belongs to none.
 */
export const KeptWords = z.strictObject({
  id: z.string(),
  point: PointId.nullable(),
  /** The member's own; empty: there were none. */
  words: z.string(),
  reason: z.string(),
  at: z.int(),
  /** What else of theirs was not taken, in a sentence, e.g. a deletion. */
  told: z.string().optional(),
  /** How the point read as they left it, where that is what there is to copy. */
  asLeft: z.string().optional(),
  /** What goes between them and what was typed on behind them: blanks, or a sign that they are not one stretch. */
  tail: z.string().optional(),
  /** Others' letters at their end, which are left out where something was typed on behind them. */
  rest: z.string().optional(),
});
export type KeptWords = z.infer<typeof KeptWords>;

export const WorkItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('act'), act: Act }),
  z.strictObject({ kind: z.literal('point'), unsent: UnsentPoint }),
  z.strictObject({ kind: z.literal('kept'), kept: KeptWords }),
]);
export type WorkItem = z.infer<typeof WorkItem>;

/** What pages that are closed by now have left behind. */
export type LeftWork = {
  /** In the order they were made. */
  readonly acts: readonly Act[];
  readonly points: readonly UnsentPoint[];
  readonly kept: readonly KeptWords[];
};

export interface OwnWork {
  /** What becomes of it when the page is closed. */
  readonly keeping: Keeping;
  /** How many points with unsent words stand in another slot. */
  pointsIn(slot: number): Promise<number>;
  /** The slots in which acts or unsent words stand, this one's too. */
  unsentSlots(): Promise<readonly number[]>;
  /** What stands in another slot, whose tab is closed, comes into this one. */
  takeOver(slot: number): Promise<void>;
  /** What earlier tabs have left in this slot. */
  left(): Promise<LeftWork>;
  putAct(act: Act): void;
  removeAct(act: ActId): void;
  putPoint(unsent: UnsentPoint): void;
  removePoint(point: PointId): void;
  putKept(kept: KeptWords): void;
  removeKept(id: string): void;
  /** Everything put or removed so far is in the store, or could not be written. */
  settled(): Promise<Keeping>;
}

/** Sorts out a store's items, which stand in the order they were put. */
export function leftWork(items: Iterable<unknown>): LeftWork {
  const left = { acts: [] as Act[], points: new Map<PointId, UnsentPoint>(), kept: [] as KeptWords[] };
  for (const raw of items) {
    const item = WorkItem.safeParse(raw).data;
    if (item?.kind === 'act') left.acts.push(item.act);
    else if (item?.kind === 'kept') left.kept.push(item.kept);
    else if (item && !left.points.has(item.unsent.point)) left.points.set(item.unsent.point, item.unsent);
    else if (!item) left.kept.push(...fromAnotherVersion(raw));
  }
  return { acts: left.acts, points: [...left.points.values()], kept: left.kept };
}

/** An act that this version cannot read still holds somebody's text. */
function fromAnotherVersion(raw: unknown): readonly KeptWords[] {
  const act = z.object({ act: z.looseObject({ id: z.string() }) }).safeParse(raw).data?.act;
  const words = saidIn(act);
  if (!act || words === '') return [];
  const reason = 'It was written in another version of this page, and cannot be sent by this one.';
  return [{ id: act.id, point: null, words, reason, at: 0 }];
}
