// The picture of the rows that the page draws: the document's rows with what waiting acts would change laid over them.
// Pure but for the reading.
import type { Act } from '../../shared/acts/act.ts';
import { unknownHeads, unknownLettersLeft } from '../../shared/acts/act-context.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import type { DraftView } from '../../shared/api/contract.ts';
import type { PointId } from '../../shared/ids.ts';
import type { DocRows } from '../../shared/rows/row-store.ts';
import { OverlayRows } from '../../shared/rows/row-store.ts';
import type { DraftSnapshot } from './session.ts';

export type SnapshotParts = {
  readonly rows: DocRows;
  readonly waiting: readonly Act[];
  readonly view: Pick<DraftView, 'seat' | 'members'>;
  readonly at: number;
  readonly isLoaded: boolean;
  readonly ended: string | null;
  wordsOf(point: PointId): string;
};

export function takeSnapshot({
  rows: below,
  waiting,
  view,
  at,
  isLoaded,
  ended,
  wordsOf,
}: SnapshotParts): DraftSnapshot {
  const { member, name, party, role } = view.seat;
  const members = new Map(view.members.map(each => [each.id, each]));
  const rows = new OverlayRows(below);
  const actor = { member, name, party, role };
  const ahead = { heads: unknownHeads, lettersLeft: unknownLettersLeft };
  // Each a moment later than the one before, and than all that was said, whatever this clock says: so it keeps its
  // place.
  let next = waiting.length === 0 ? at : Math.max(at, newestIn(below) + 1);
  for (const act of waiting) runAct(act, { rows, actor, at: next++, members, ...ahead, wordsOf });
  return { rows, pending: new Set(waiting.map(({ id }) => id)), members, isLoaded, ended };
}

/** When the newest thing was said, by the server's clock. */
const newestIn = (rows: DocRows): number =>
  rows.all('threads').reduce((newest, { lastAt }) => Math.max(newest, lastAt), 0);
