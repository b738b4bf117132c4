// Taking a stance: what a party says to a point, and to which words of it. Agreeing to other words than those that
// stand is refused. What was taken by mistake is undone right after.
import { stanceUndoMs } from '../budget-limits.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { StanceRow } from '../rows/schema.ts';
import { stanceId } from '../rows/stances.ts';
import { wordingId } from '../text/wording.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function takeStance(act: ActOf<'stance.take'>, { rows, actor, at, wordsOf }: ActContext): ActResult {
  const point = rows.get('points', act.point);
  if (!point) return refused('not-found', 'There is no such point.');
  if (point.state.kind === 'removed')
    return refused('point-removed', `This point was removed by ${point.state.by.name}.`);
  const party = actor.party === null ? undefined : rows.get('parties', actor.party);
  if (party?.state.kind !== 'present') return refused('not-found', 'Your delegation is not in this draft.');
  const words = wordsOf(point.id);
  if (wordingId(words) !== act.basis)
    return refused('words-changed', 'The text changed while you decided. Read it as it stands, then take your stance.');
  const id = stanceId(point.id, party.id);
  const before = rows.get('stances', id);
  const { stance, reason, basis } = act;
  if (before && before.stance === stance && before.reason === reason && before.basis === basis)
    return refused('already-so', 'This is the stance of your delegation already.');
  if (!rows.get('wordings', basis)) rows.put('wordings', { id: basis, point: point.id, text: words });
  rows.put('stances', { id, point: point.id, party: party.id, stance, reason, basis, by: actor, at });
  if (before && before.basis !== basis) dropUnused(rows, before.basis);
  return done({
    point: point.id,
    row: id,
    facts: { party: party.code, was: before?.stance ?? null, now: stance, reason },
  });
}

/** Whoever took it takes it back, as long as nothing was declared since. */
export function undoStance(act: ActOf<'stance.undo'>, { rows, actor, at, takenBy }: ActContext): ActResult {
  const taken = takenBy?.(act.taken);
  if (!taken || at - taken.put.at > stanceUndoMs)
    return refused('too-late', 'It is too late to undo this stance. Take another one instead.');
  const { put, before } = taken;
  if (put.by.member !== actor.member || put.point !== act.point)
    return refused('not-allowed', 'Only whoever took this stance can undo it.');
  if (!isSame(rows.get('stances', put.id), put))
    return refused('already-so', 'Your delegation has another stance by now.');
  if (before) {
    const { row, words } = before;
    if (words !== null && !rows.get('wordings', row.basis))
      rows.put('wordings', { id: row.basis, point: row.point, text: words });
    rows.put('stances', row);
  } else rows.remove('stances', put.id);
  dropUnused(rows, put.basis);
  const party = rows.get('parties', put.party)?.code ?? null;
  return done({
    point: put.point,
    row: put.id,
    facts: { party, was: put.stance, now: before?.row.stance ?? null },
  });
}

const isSame = (one: StanceRow | undefined, { at, by, stance, reason, basis }: StanceRow): boolean =>
  one?.at === at &&
  one.by.member === by.member &&
  one.stance === stance &&
  one.reason === reason &&
  one.basis === basis;

function dropUnused(rows: RowStore, wording: string): void {
  if (!rows.all('stances').some(({ basis }) => basis === wording)) rows.remove('wordings', wording);
}
