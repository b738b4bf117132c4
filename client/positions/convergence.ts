// How the parties drew together or apart: from the stances of the record, oldest first, how many were accepting and how
// many not at each moment. Pure.
import type { HistoryItem } from '../../shared/api/contract.ts';
import { StanceKind } from '../../shared/rows/schema.ts';

export type Moment = { readonly at: number; readonly accepting: number; readonly refusing: number };

const isAccepting = (stance: StanceKind | undefined): boolean => stance === 'accept' || stance === 'reservation';

/** `entries` as the history gives them: newest first. */
export function convergence(entries: readonly HistoryItem[]): readonly Moment[] {
  const stances = new Map<string, StanceKind>();
  let [accepting, refusing] = [0, 0];
  return entries.toReversed().flatMap(({ kind, point, facts, to }): Moment[] => {
    if ((kind !== 'stance.take' && kind !== 'stance.undo') || point === null) return [];
    const now = StanceKind.safeParse(facts['now']).data; // none: what was undone was the first
    const place = `${point}/${String(facts['party'])}`;
    const before = stances.get(place);
    if (now) stances.set(place, now);
    else stances.delete(place);
    accepting += Number(isAccepting(now)) - Number(isAccepting(before));
    refusing += Number(now === 'reject') - Number(before === 'reject');
    return [{ at: to, accepting, refusing }];
  });
}
