// One point's words at two moments as pieces: what stayed, what was added and by whom, what was removed and by whom.
// Pure.
import type { Piece } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { pastEditsMax } from '../../shared/limits.ts';
import type { By } from '../../shared/rows/schema.ts';
import { phrasesOf } from '../../shared/text/hunks.ts';
import { cut } from './authorship.ts';
import type { Removal, Side } from './side.ts';

export function piecesOf(point: PointId, from: Side, to: Side, removals: readonly Removal[]): readonly Piece[] {
  const [before, after] = [from.textOf(point), to.textOf(point)];
  const pieces: Piece[] = [];
  let [was, is] = [0, 0];
  for (const { at, removed, added } of [
    ...phrasesOf(before, after, pastEditsMax),
    { at: before.length, removed: '', added: '' },
  ]) {
    const same = before.slice(was, at);
    if (same !== '') pieces.push({ kind: 'same', text: same, by: null });
    is += same.length;
    if (removed !== '') pieces.push({ kind: 'removed', text: removed, by: removerOf(removed, removals) });
    let place = is;
    for (const { length, by } of cut(to.spansOf(point), is, is + added.length)) {
      pieces.push({ kind: 'added', text: after.slice(place, place + length), by: to.people[by] ?? null });
      place += length;
    }
    was = at + removed.length;
    is += added.length;
  }
  return pieces;
}

/** Who took these words out: the newest removal that has them, or of their longest word. */
function removerOf(removed: string, removals: readonly Removal[]): By | null {
  const words = removed.trim();
  const whole = removals.findLast(each => each.words.includes(words));
  if (whole) return whole.by;
  const longest = words.split(/\s+/).reduce((a, b) => (b.length > a.length ? b : a), '');
  return (
    removals.findLast(
      each => each.words.includes(longest) || (each.words.length > 2 && words.includes(each.words.trim())),
    )?.by ?? null
  );
}

/** What others did is shown as what stands: their additions are there, their removals are not. */
export const onlyBy = (isMeant: (by: By | null) => boolean, pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map(piece =>
    piece.kind === 'same' || isMeant(piece.by)
      ? piece
      : { kind: 'same', text: piece.kind === 'added' ? piece.text : '', by: null },
  );
