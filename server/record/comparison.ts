// Two moments of a draft set side by side: per point what was added and removed and by whom, moved and removed points, and what became of the threads, flags and
// stances beside them. Pure.

import type { ComparedPoint, Comparison, Piece } from '../../shared/api/record.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { pastEditsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { phrasesOf } from '../../shared/text/hunks.ts';
import type { Removed, Span } from './authorship.ts';
import { cut } from './authorship.ts';
import { thingsBetween, touchedLines } from './things-between.ts';

export type Side = {
  readonly at: number;
  readonly rows: RowReader;
  readonly people: readonly By[];
  readonly spansOf: (point: PointId) => readonly Span[];
  /** As `flatText` gives it. */
  readonly textOf: (point: PointId) => string;
  readonly isCovered: boolean;
};
/** A removal between the two moments, with who made it. */
export type Removal = Pick<Removed, 'point' | 'words'> & { readonly by: By };

export function compare(from: Side, to: Side, removals: readonly Removal[], party: PartyId | null): Comparison {
  const places = { before: placesOf(from.rows), after: placesOf(to.rows) };
  const moved = movedBetween(places.before, places.after);
  const things = thingsBetween(from.rows, to.rows).filter(({ by }) => party === null || by.party === party);
  const removalsOf = Map.groupBy(removals, ({ point }) => point);
  const ids = [...places.after.keys(), ...[...places.before.keys()].filter(point => !places.after.has(point))];
  const points = ids.flatMap((point): ComparedPoint[] => {
    const [before, after] = [places.before.get(point) ?? null, places.after.get(point) ?? null];
    const pieces = piecesOf(point, from, to, removalsOf.get(point) ?? []).map(piece => onlyBy(party, piece));
    const beside = things.filter(thing => thing.point === point).map(({ point: _, ...thing }) => thing);
    const isChanged = pieces.some(({ kind }) => kind !== 'same');
    const isElsewhere =
      party === null && (moved.has(point) || (before === null) !== (after === null) || before?.title !== after?.title);
    if (!isChanged && !isElsewhere && beside.length === 0) return [];
    const shown = ({ number, title }: Place) => ({ number, title });
    return [
      {
        point,
        before: before && shown(before),
        after: after && shown(after),
        isMoved: moved.has(point),
        pieces,
        things: beside,
      },
    ];
  });
  const count = (kind: string, ...changes: readonly string[]): number =>
    things.filter(thing => thing.kind === kind && changes.includes(thing.change)).length;
  return {
    from: from.at,
    to: to.at,
    points,
    summary: {
      changed: points.filter(
        ({ before, after, pieces }) => before && after && pieces.some(({ kind }) => kind !== 'same'),
      ).length,
      added: points.filter(({ before }) => before === null).length,
      removed: points.filter(({ after }) => after === null).length,
      moved: points.filter(({ isMoved }) => isMoved).length,
      threadsOpened: count('thread', 'appeared'),
      threadsClosed: count('thread', 'closed'),
      flagsRaised: count('flag', 'appeared'),
      flagsClosed: count('flag', 'closed'),
      stancesTaken: count('stance', 'appeared', 'changed'),
      redLinesTouched: touchedLines(from.rows, to.rows, party),
    },
    isCovered: from.isCovered || to.isCovered,
  };
}

type Place = { readonly number: number; readonly title: string; readonly theme: string };

function placesOf(rows: RowReader): ReadonlyMap<PointId, Place> {
  return new Map(
    outlineOf(rows).themes.flatMap(({ row: theme, points }) =>
      points.map(({ row, number }) => [row.id, { number, title: row.title, theme: theme.id }] as const),
    ),
  );
}

/** Points of both that changed theme or order: all but the longest run that kept its order. */
function movedBetween(before: ReadonlyMap<PointId, Place>, after: ReadonlyMap<PointId, Place>): ReadonlySet<PointId> {
  const places = [...after].flatMap(([point, { theme }]) => {
    const was = before.get(point);
    return was ? [{ point, was: was.number, isSameTheme: was.theme === theme }] : [];
  });
  const stayed = longestRising(
    places.filter(({ isSameTheme }) => isSameTheme).map(({ point, was }) => ({ point, was })),
  );
  return new Set(places.map(({ point }) => point).filter(point => !stayed.has(point)));
}

function longestRising(places: readonly { point: PointId; was: number }[]): ReadonlySet<PointId> {
  const best: { readonly length: number; readonly previous: number }[] = [];
  let last = -1;
  for (const [i, { was }] of places.entries()) {
    let [length, previous] = [1, -1];
    for (let j = 0; j < i; j++)
      if ((places[j]?.was ?? 0) < was && (best[j]?.length ?? 0) + 1 > length)
        [length, previous] = [(best[j]?.length ?? 0) + 1, j];
    best.push({ length, previous });
    if (length > (best[last]?.length ?? 0)) last = i;
  }
  const stayed = new Set<PointId>();
  for (let i = last; i >= 0; i = best[i]?.previous ?? -1) {
    const place = places[i];
    if (place) stayed.add(place.point);
  }
  return stayed;
}

function piecesOf(point: PointId, from: Side, to: Side, removals: readonly Removal[]): readonly Piece[] {
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
function onlyBy(party: PartyId | null, piece: Piece): Piece {
  if (party === null || piece.kind === 'same' || piece.by?.party === party) return piece;
  return { kind: 'same', text: piece.kind === 'added' ? piece.text : '', by: null };
}
