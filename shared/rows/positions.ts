// Where everybody stands: from rows to the grid of points against parties, its sums, and what awaits whom. Pure views;
// wordings are handed in.
import type { PartyId, PointId } from '../ids.ts';
import { byRank, outlineOf } from './outline.ts';
import type { RowReader } from './row-store.ts';
import type { FlagRow, PartyRow, PointRow, RedLineRow, StanceRow, ThemeRow } from './schema.ts';
import { stanceId } from './stances.ts';

/**
 * What the open flags against a red line make it. Disputed flags count for nothing, claimed ones for a risk, until the
 * owner affirms.
 */
export type LineStanding = 'respected' | 'at-risk' | 'crossed' | 'withdrawn';

export type Cell = {
  readonly party: PartyId;
  readonly stance: StanceRow | null;
  /** The words have changed since the stance was taken. */
  readonly isStale: boolean;
  /** Open flags on this point against this party's red lines, disputed ones included. */
  readonly flags: readonly FlagRow[];
  readonly standing: 'none' | 'at-risk' | 'crossed';
};

/**
 * Contested: somebody cannot accept, or a red line is crossed. Agreed: all accept these words. Close: all accept, some
 * with a reservation or an earlier wording.
 */
export type PointStatus = 'agreed' | 'close' | 'open' | 'contested';

export type PositionsLine = {
  readonly row: PointRow;
  readonly number: number;
  readonly cells: readonly Cell[];
  readonly status: PointStatus;
};

export type Totals = { readonly [S in PointStatus]: number };
type PositionsTheme = {
  readonly row: ThemeRow;
  readonly lines: readonly PositionsLine[];
  readonly totals: Totals;
};
export type Positions = {
  readonly parties: readonly PartyRow[];
  readonly themes: readonly PositionsTheme[];
  readonly totals: Totals;
};

export const isLineLive = (line: RedLineRow | undefined): boolean =>
  line !== undefined && line.states.at(-1)?.state !== 'withdrawn';

/** Open, and against a red line that still stands. */
export const isFlagLive = (flag: FlagRow, rows: RowReader): boolean =>
  flag.state.kind === 'open' &&
  isLineLive(rows.get('redLines', flag.redLine)) &&
  rows.get('parties', flag.owner)?.state.kind === 'present';

const weigh = (flags: readonly FlagRow[]): Cell['standing'] =>
  flags.some(({ answer, severity }) => answer.kind === 'affirmed' && severity === 'crosses')
    ? 'crossed'
    : flags.some(({ answer }) => answer.kind !== 'disputed')
      ? 'at-risk'
      : 'none';

export function lineStanding(line: RedLineRow, flags: readonly FlagRow[]): LineStanding {
  if (!isLineLive(line)) return 'withdrawn';
  const standing = weigh(flags.filter(flag => flag.redLine === line.id && flag.state.kind === 'open'));
  return standing === 'none' ? 'respected' : standing;
}

export const presentParties = (rows: RowReader): readonly PartyRow[] =>
  rows
    .all('parties')
    .filter(({ state }) => state.kind === 'present')
    .sort(byRank);

export function positionsOf(rows: RowReader, wordingOf: (point: PointId) => string): Positions {
  const parties = presentParties(rows);
  const flags = new Map<string, FlagRow[]>();
  for (const flag of rows.all('flags')) {
    if (!isFlagLive(flag, rows)) continue;
    const key = stanceId(flag.point, flag.owner);
    const known = flags.get(key);
    if (known) known.push(flag);
    else flags.set(key, [flag]);
  }
  const lineOf = (row: PointRow, number: number): PositionsLine => {
    const wording = wordingOf(row.id);
    const cells = parties.map((party): Cell => {
      const key = stanceId(row.id, party.id);
      const stance = rows.get('stances', key) ?? null;
      const own = flags.get(key) ?? [];
      return {
        party: party.id,
        stance,
        isStale: stance !== null && stance.basis !== wording,
        flags: own,
        standing: weigh(own),
      };
    });
    return { row, number, cells, status: statusOf(cells) };
  };
  const themes = outlineOf(rows).themes.map(({ row, points }) => {
    const lines = points.map(point => lineOf(point.row, point.number));
    return { row, lines, totals: totalsOf(lines) };
  });
  return { parties, themes, totals: totalsOf(themes.flatMap(({ lines }) => lines)) };
}

function statusOf(cells: readonly Cell[]): PointStatus {
  const isContested = cells.some(({ stance, standing }) => stance?.stance === 'reject' || standing === 'crossed');
  if (isContested) return 'contested';
  const says = (cell: Cell, ...stances: readonly StanceRow['stance'][]): boolean =>
    cell.stance !== null && stances.includes(cell.stance.stance);
  if (cells.length > 0 && cells.every(cell => says(cell, 'accept') && !cell.isStale)) return 'agreed';
  if (cells.length > 0 && cells.every(cell => says(cell, 'accept', 'reservation'))) return 'close';
  return 'open';
}

function totalsOf(lines: readonly PositionsLine[]): Totals {
  const totals = { agreed: 0, close: 0, open: 0, contested: 0 };
  for (const { status } of lines) totals[status]++;
  return totals;
}

/** "11 agreed, 9 nearly agreed, 3 open, 5 contested". */
export const totalsInWords = ({ agreed, close, open, contested }: Totals): string =>
  `${agreed} agreed, ${close} nearly agreed, ${open} open, ${contested} contested`;

export type Awaited =
  | { readonly kind: 'flag'; readonly point: PointId; readonly flag: FlagRow }
  | { readonly kind: 'stance'; readonly point: PointId; readonly stance: StanceRow }
  | { readonly kind: 'resolution'; readonly point: PointId; readonly thread: string };

/**
 * What waits for one delegation: claims on its red lines, stances the text has left behind, resolutions proposed for
 * its threads.
 */
export function awaitedFrom(
  party: PartyId,
  rows: RowReader,
  wordingOf: (point: PointId) => string,
): readonly Awaited[] {
  const isHere = (point: PointId): boolean => rows.get('points', point)?.state.kind !== 'removed';
  return [
    ...rows
      .all('flags')
      .filter(
        flag => flag.owner === party && flag.answer.kind === 'claimed' && isFlagLive(flag, rows) && isHere(flag.point),
      )
      .map((flag): Awaited => ({ kind: 'flag', point: flag.point, flag })),
    ...rows
      .all('stances')
      .filter(stance => stance.party === party && isHere(stance.point) && stance.basis !== wordingOf(stance.point))
      .map((stance): Awaited => ({ kind: 'stance', point: stance.point, stance })),
    ...rows
      .all('threads')
      .filter(({ by, state, point }) => by.party === party && state.kind === 'proposed' && isHere(point))
      .map((thread): Awaited => ({ kind: 'resolution', point: thread.point, thread: thread.id })),
  ];
}
