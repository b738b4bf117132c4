// The grid itself: one row a point, one column a party. Arrow keys move, Enter opens why, letters choose a stance for
// one's own delegation. Drawn so that a change draws its own row again and no other.
import type { KeyboardEvent, ReactNode } from 'react';
import { memo, startTransition, useEffect, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import type { Cell, Positions, PositionsLine } from '../../shared/rows/positions.ts';
import { totalsInWords } from '../../shared/rows/positions.ts';
import type { PartyRow, StanceKind } from '../../shared/rows/schema.ts';
import { stanceNames } from '../../shared/rows/stances.ts';
import type { SeenWords } from '../session/seen-words.ts';
import { wordsNow } from '../session/seen-words.ts';
import { useSession } from '../session/use-session.tsx';
import { isPressed, pressOf } from '../ui/keys/key-press.ts';
import { FlagMark } from '../ui/marks/flag-mark.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { pointStatuses } from '../ui/marks/point-status.ts';
import { StanceMark, stanceWords } from '../ui/marks/stance-mark.tsx';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { isMac } from '../ui/shortcut.ts';

export type CellPlace = { readonly point: PointId; readonly party: PartyId };

const keys: readonly (readonly [letter: string, stance: StanceKind])[] = [
  ['A', 'accept'],
  ['R', 'reservation'],
  ['C', 'change'],
  ['X', 'reject'],
  ['W', 'awaiting'],
];
const keyNames = keys.map(([letter, stance]) => `${letter.toLowerCase()} ${stanceNames[stance]}`).join(', ');

type GridProps = {
  readonly positions: Positions;
  readonly onOpen: (place: CellPlace) => void;
  /** The keyboard or the pointer came to a cell. */
  readonly onCome: (place: CellPlace) => void;
  /** A letter chose a stance for one's own delegation. */
  readonly onChoose: (point: PointId, chosen: ChosenStance) => void;
  readonly onPoint: (point: PointId) => void;
};

export type ChosenStance = { readonly stance: StanceKind; readonly seen: SeenWords };

export function PositionsGrid({ positions, onOpen, onCome, onChoose, onPoint }: GridProps): ReactNode {
  const session = useSession();
  const { parties, themes } = positions;
  const lines = themes.flatMap(theme => theme.lines);
  const [active, setActive] = useState<CellPlace | null>(null);
  /** The words of a point when one came to it: a letter chooses a stance on those. */
  const seen = useRef<{ readonly point: PointId; readonly words: SeenWords } | null>(null);
  const wordsSeen = (point: PointId): SeenWords => {
    if (point !== seen.current?.point) seen.current = { point, words: wordsNow(session, point) };
    return seen.current.words;
  };
  const come = (place: CellPlace): void => {
    wordsSeen(place.point);
    setActive(place);
    onCome(place);
  };
  const first = lines[0] && parties[0] ? { point: lines[0].row.id, party: parties[0].id } : null;
  const current = active && lines.some(({ row }) => row.id === active.point) ? active : first;
  const drawn = useDrawnRows(lines.length);
  let rowsLeft = drawn;
  const words = current === null ? '' : wordsAt(current, lines, parties);
  const mayTake = mayAct({ kind: 'stance.take' }, session.me, session.snapshot().rows).kind === 'yes';

  const focus = (place: CellPlace): void => {
    come(place);
    document.querySelector<HTMLElement>(`[data-cell="${place.point}/${place.party}"]`)?.focus();
  };
  useKeyboardStaysHere(lines, active?.point ?? null, row => {
    const line = lines[Math.min(row, lines.length - 1)];
    if (line && active) focus({ point: line.row.id, party: active.party });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(event.key, current, lines, parties);
    const press = pressOf(event.nativeEvent);
    const stance = keys.find(([letter]) => isPressed(letter, press, isMac))?.[1];
    if (next) focus(next);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(current);
    else if (stance && mayTake && current.party === session.me.party)
      onChoose(current.point, { stance, seen: wordsSeen(current.point) });
    else return;
    event.preventDefault();
  };
  const take = (wanted: number): number => {
    const given = Math.min(wanted, rowsLeft);
    rowsLeft -= given;
    return given;
  };
  return (
    <>
      <table
        className="positions-grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an interactive grid is a table by its markup (ARIA grid pattern)
        role="grid"
        aria-label="Points against parties"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">Point</th>
            {parties.map(({ id, code, colour, shape, name }) => (
              <th key={id} scope="col" data-party={id}>
                <PartyBadge code={code} colour={colour} shape={shape} name={name} />
              </th>
            ))}
            <th scope="col">Status</th>
          </tr>
        </thead>
        {themes.map(({ row, lines: own, totals }) => (
          <tbody key={row.id}>
            <tr className="positions-theme">
              <th scope="rowgroup">{row.title}</th>
              <td colSpan={parties.length + 1}>{totalsInWords(totals)}</td>
            </tr>
            {own.slice(0, take(own.length)).map(line => (
              <Line
                key={line.row.id}
                line={line}
                parties={parties}
                active={current?.point === line.row.id ? current.party : null}
                onOpen={onOpen}
                onActive={come}
                onPoint={onPoint}
              />
            ))}
          </tbody>
        ))}
      </table>
      {/* The cell that has the keyboard says it to eyes too, as its title does to a pointer. */}
      <p className="positions-cell-words" aria-hidden="true">
        {words}
      </p>
      <p className="quiet small positions-keys">
        Arrow keys move, Enter says why.
        {mayTake && ` In your column a letter chooses and Enter confirms: ${keyNames}.`}
      </p>
    </>
  );
}

/** A row that fits the filter no more takes the keyboard with it: the row in its place has it then. */
function useKeyboardStaysHere(
  lines: readonly PositionsLine[],
  active: PointId | null,
  goOn: (row: number) => void,
): void {
  const last = useRef(-1);
  const now = lines.findIndex(({ row }) => row.id === active);
  useEffect(() => {
    if (now < 0 && last.current >= 0 && document.activeElement === document.body) goOn(last.current);
    last.current = now;
  });
}

/** A screenful is drawn at once, the rest right after it has been shown; for paper all of it. */
const rowsAtOnce = 40;

function useDrawnRows(rows: number): number {
  const [isWhole, setIsWhole] = useState(rows <= rowsAtOnce);
  useEffect(() => {
    if (isWhole) return undefined;
    const frame = requestAnimationFrame(() => setTimeout(() => startTransition(() => setIsWhole(true))));
    return () => cancelAnimationFrame(frame);
  }, [isWhole]);
  return useIsPrinting() || isWhole ? rows : rowsAtOnce;
}

type LineProps = {
  readonly line: PositionsLine;
  readonly parties: readonly PartyRow[];
  readonly active: PartyId | null;
  readonly onOpen: (place: CellPlace) => void;
  readonly onActive: (place: CellPlace) => void;
  readonly onPoint: (point: PointId) => void;
};

const Line = memo(function Line({ line, parties, active, onOpen, onActive, onPoint }: LineProps): ReactNode {
  const { row, number, cells, status } = line;
  return (
    <tr data-status={status} data-point-row={row.id}>
      <th scope="row">
        <button type="button" className="positions-point" tabIndex={-1} onClick={() => onPoint(row.id)}>
          <span>{number}</span> {row.title}
        </button>
      </th>
      {cells.map((cell, index) => {
        const place = { point: row.id, party: cell.party };
        const words = cellWords(number, parties[index]?.code ?? '', cell);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid above takes the keys of all its cells
          <td
            key={cell.party}
            className="positions-cell"
            data-cell={`${row.id}/${cell.party}`}
            data-standing={cell.standing}
            tabIndex={active === cell.party ? 0 : -1}
            title={words}
            aria-label={words}
            onFocus={() => onActive(place)}
            onClick={() => onOpen(place)}
          >
            <StanceMark stance={cell.stance?.stance ?? 'none'} isStale={cell.isStale} />
            {cell.flags.length > 0 && (
              <span className="positions-flags">
                <FlagMark severity={cell.flags.some(({ severity }) => severity === 'crosses') ? 'crosses' : 'risks'} />
                {cell.flags.length}
              </span>
            )}
          </td>
        );
      })}
      <td className="positions-status" title={pointStatuses[status].meaning}>
        {pointStatuses[status].name}
      </td>
    </tr>
  );
}, isSameLine);

function isSameLine(before: LineProps, now: LineProps): boolean {
  const [a, b] = [before.line, now.line];
  return (
    before.active === now.active &&
    before.parties.length === now.parties.length &&
    before.parties.every((party, index) => party === now.parties[index]) &&
    a.row === b.row &&
    a.number === b.number &&
    a.status === b.status &&
    a.cells.every((cell, index) => isSameCell(cell, b.cells[index]))
  );
}

const isSameCell = (a: Cell, b: Cell | undefined): boolean =>
  b !== undefined &&
  a.stance === b.stance &&
  a.isStale === b.isStale &&
  a.standing === b.standing &&
  a.flags.length === b.flags.length &&
  a.flags.every((flag, index) => flag === b.flags[index]);

function cellWords(number: number, code: string, { stance, isStale, flags, standing }: Cell): string {
  const flagged =
    flags.length === 0
      ? ''
      : `, ${flags.length === 1 ? '1 flag' : `${flags.length} flags`}${standing === 'crossed' ? ', red line crossed' : ''}`;
  return `Point ${number}, ${code}: ${stanceWords(stance?.stance ?? 'none', isStale)}${flagged}`;
}

function wordsAt(place: CellPlace, lines: readonly PositionsLine[], parties: readonly PartyRow[]): string {
  const line = lines.find(({ row }) => row.id === place.point);
  const cell = line?.cells.find(({ party }) => party === place.party);
  const code = parties.find(({ id }) => id === place.party)?.code ?? '';
  return line && cell ? cellWords(line.number, code, cell) : '';
}

/** Where an arrow key, Home or End leads, or null for any other key. */
export function moved(
  key: string,
  from: CellPlace,
  lines: readonly PositionsLine[],
  parties: readonly PartyRow[],
): CellPlace | null {
  const row = lines.findIndex(line => line.row.id === from.point);
  const column = parties.findIndex(({ id }) => id === from.party);
  const at = (r: number, c: number): CellPlace => {
    const line = lines[Math.min(Math.max(0, r), lines.length - 1)];
    const party = parties[Math.min(Math.max(0, c), parties.length - 1)];
    return line && party ? { point: line.row.id, party: party.id } : from;
  };
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, parties.length - 1);
    default:
      return null;
  }
}
