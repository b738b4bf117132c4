// Two moments of a draft set side by side: per point what was added and removed and by whom, what became of its place,
// and what was done to the threads, flags and stances beside it. Pure: texts, rows, and what the record says was done
// between are handed in.
import type { ComparedPoint, Comparison, Piece, PlaceChange } from '../../shared/api/record.ts';
import type { Voice } from '../../shared/api/voice.ts';
import { voiceOf } from '../../shared/api/voice.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { Placed } from '../../shared/rows/outline-difference.ts';
import { outlineDifference } from '../../shared/rows/outline-difference.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { summaryOf } from './comparison-summary.ts';
import { onlyBy, piecesOf } from './pieces.ts';
import { placeChanges } from './place-changes.ts';
import type { Removal, Side } from './side.ts';
import type { DoneBetween } from './things-between.ts';
import { thingsBetween } from './things-between.ts';

/** What the record says of the stretch between: removals of words and acts, each oldest first. */
export type Between = { readonly removals: readonly Removal[]; readonly done: readonly DoneBetween[] };

/** `voice`: only what was done by these. */
export function compare(from: Side, to: Side, between: Between, voice: Voice | null): Comparison {
  const isMeant = (by: By | null): boolean => voice === null || (by !== null && voiceOf(by) === voice);
  const done = between.done.filter(({ by }) => isMeant(by));
  const onPlaces = between.done.filter(({ kind }) => kind.startsWith('point.') || kind.startsWith('theme.'));
  const { themes, points } = outlineDifference(outlineOf(from.rows), outlineOf(to.rows), moversIn(onPlaces));
  const changesOf = (placed: Placed<string>): PlaceChange[] =>
    placeChanges(placed, onPlaces).filter(({ by }) => isMeant(by));
  const things = thingsBetween(done, from.rows, to.rows);
  const removalsOf = Map.groupBy(between.removals, ({ point }) => point);
  const left = voice === null ? leftBehind(from, to) : new Map<PointId, PartyId[]>();
  const compared = points.map(({ id: point, ...placed }): ComparedPoint => {
    const pieces = piecesOf(point, from, to, removalsOf.get(point) ?? []);
    return {
      point,
      before: placed.before,
      after: placed.after,
      changes: changesOf({ id: point, ...placed }),
      pieces: [...(voice === null ? pieces : onlyBy(isMeant, pieces))],
      marks: { before: voice === null ? [...from.marksOf(point)] : [], after: [...to.marksOf(point)] },
      things: things.filter(thing => thing.point === point).map(({ point: _, ...thing }) => thing),
      leftBehind: left.get(point) ?? [],
    };
  });
  const comparison = {
    from: from.at,
    to: to.at,
    themes: themes
      .map(placed => ({ theme: placed.id, before: placed.before, after: placed.after, changes: changesOf(placed) }))
      .filter(({ changes }) => changes.length > 0),
    points: compared.filter(isTouched),
    redLines: things.filter(({ kind }) => kind === 'red-line').map(({ point: _, ...thing }) => thing),
    touched: touchedLines(from.rows, to.rows, isMeant),
    isCovered: from.isCovered || to.isCovered,
  };
  return { ...comparison, summary: summaryOf(comparison) };
}

const moversIn = (done: readonly DoneBetween[]): ReadonlySet<string> =>
  new Set(done.flatMap(({ kind, point, row }) => (kind.endsWith('.move') ? (point ?? row ?? []) : [])));

const isTouched = ({ changes, pieces, things, leftBehind }: ComparedPoint): boolean =>
  changes.length + things.length + leftBehind.length > 0 || pieces.some(isChange);

const isChange = ({ kind }: Piece): boolean => kind !== 'same';

/** Red lines that open flags touch now, and none did before. */
function touchedLines(before: RowReader, after: RowReader, isMeant: (by: By) => boolean): Comparison['touched'] {
  const touched = (rows: RowReader): ReadonlySet<string> =>
    new Set(
      rows
        .all('flags')
        .filter(({ state, by }) => state.kind === 'open' && isMeant(by))
        .map(({ redLine }) => redLine),
    );
  const were = touched(before);
  return [...touched(after)].flatMap(id => {
    const line = were.has(id) ? undefined : after.get('redLines', id);
    return line ? [{ redLine: line.id, party: line.party, statement: line.statement }] : [];
  });
}

/** Whose stances were to the words of the first moment, and are not to those of the second. */
function leftBehind(from: Side, to: Side): ReadonlyMap<PointId, PartyId[]> {
  const left = new Map<PointId, PartyId[]>();
  for (const { id, point, party, basis } of to.rows.all('stances')) {
    const was = from.rows.get('stances', id);
    if (was?.basis !== basis || from.wordingOf(point) !== basis || to.wordingOf(point) === basis) continue;
    left.set(point, [...(left.get(point) ?? []), party]);
  }
  return left;
}
