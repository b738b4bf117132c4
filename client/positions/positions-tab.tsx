// Where everybody stands: points by theme against parties, live; sums in words; filters; and beside it, on Enter, why
// one party stands where it does.
import type { CSSProperties, ReactNode } from 'react';
import { useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { unreachable } from '../../shared/assert.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import type { Awaited, Positions, PositionsLine } from '../../shared/rows/positions.ts';
import { awaitedFrom, positionsOf, totalsInWords } from '../../shared/rows/positions.ts';
import { useDraft, useSession, useWordsVersion } from '../session/use-session.tsx';
import { keepKeyboardInText } from '../ui/keys/keyboard-stays.ts';
import { LegendButton } from '../ui/legend/legend-button.tsx';
import { removalWords } from '../ui/point-name.ts';
import { useHeldWhilePressed } from '../ui/presses/held-while-pressed.ts';
import { setSearchParams, useSearchParam } from '../ui/search-params.ts';
import { ConvergenceChart } from './convergence-chart.tsx';
import type { CellPlace, ChosenStance } from './positions-grid.tsx';
import { PositionsGrid } from './positions-grid.tsx';
import './positions.css';
import './positions-print.css';

export type PositionsTabProps = {
  readonly onPoint: (point: PointId) => void;
  /** Reasons, red lines, flags and threads of one cell, which other features draw. */
  readonly detail: (point: PointId, party: PartyId) => ReactNode;
  /** What waits for one delegation, each thing with what can be done about it. */
  readonly awaitedList: (things: readonly Awaited[], party: PartyId) => ReactNode;
  /** The form for a stance of one's own delegation that a letter has chosen. */
  readonly stanceForm: (point: PointId, chosen: ChosenStance, onClose: () => void) => ReactNode;
};

const Filter = z.enum(['all', 'contested', 'crossing', 'flagged', 'stale', 'awaiting']);
type Filter = z.infer<typeof Filter>;

/** In the address, so that "3 things await UKR" leads to them. */
const setFilter = (filter: Filter): void => setSearchParams({ show: filter === 'all' ? null : filter }, 'replace');

export function PositionsTab({ onPoint, detail, awaitedList, stanceForm }: PositionsTabProps): ReactNode {
  const session = useSession();
  const { rows, isLoaded } = useDraft();
  const version = useWordsVersion();
  const filter = Filter.safeParse(useSearchParam('show')).data ?? 'all';
  const [opened, setOpened] = useState<CellPlace | null>(null);
  const [choosing, setChoosing] = useState<{ readonly point: PointId; readonly chosen: ChosenStance } | null>(null);
  const { party } = session.me;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the words that `wordingOf` reads
  const positions = useMemo(() => positionsOf(rows, point => session.wordingOf(point)), [rows, version, session]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise
  const awaited = useMemo(
    () => (party === null ? [] : awaitedFrom(party, rows, point => session.wordingOf(point))),
    [party, rows, version, session],
  );
  const fitting = useMemo(
    () => filtered(positions, filter, new Set(awaited.map(({ point }) => point))),
    [positions, filter, awaited],
  );
  const list = useRef<HTMLDivElement>(null);
  const shown = useHeldWhilePressed(list, fitting);
  const code = party === null ? null : (rows.get('parties', party)?.code ?? null);
  const columns: CSSProperties & { '--parties': number } = { '--parties': positions.parties.length };
  if (!isLoaded) return <p className="quiet positions">Loading the positions</p>;
  return (
    <main id="text" tabIndex={-1} className="positions" aria-labelledby="positions-title" style={columns}>
      <header className="positions-head">
        <div>
          <h1 id="positions-title">Where we stand</h1>
          <p className="positions-sum" aria-live="polite">
            {totalsInWords(positions.totals)}.
          </p>
        </div>
        <ConvergenceChart cells={positions.parties.length * shownLines(positions)} />
      </header>
      <div className="positions-choices">
        <fieldset className="positions-filters">
          <legend className="visually-hidden">Which points to show</legend>
          {Filter.options
            .filter(each => each !== 'awaiting' || code !== null)
            .map(each => (
              <button
                key={each}
                type="button"
                className="button-quiet"
                aria-pressed={filter === each}
                onClick={() => setFilter(each)}
              >
                {filterName(each, code)}
              </button>
            ))}
        </fieldset>
        <LegendButton parties={positions.parties} isReader={false} />
      </div>
      <p className="positions-on-paper">Shown here: {filterName(filter, code)}.</p>
      <div className="positions-body" data-open={opened !== null || undefined}>
        <div ref={list} className="positions-scroll">
          {filter === 'awaiting' && party !== null && awaitedList(awaited, party)}
          {shown.themes.length > 0 ? (
            <PositionsGrid
              positions={shown}
              onOpen={setOpened}
              onCome={place => setOpened(before => before && place)}
              onChoose={(point, chosen) => setChoosing({ point, chosen })}
              onPoint={onPoint}
            />
          ) : (
            filter !== 'awaiting' && <p className="quiet">No point matches this filter.</p>
          )}
        </div>
        {opened && (
          <Panel place={opened} positions={positions} onClose={() => setOpened(null)} onPoint={onPoint}>
            {detail(opened.point, opened.party)}
          </Panel>
        )}
      </div>
      {choosing && stanceForm(choosing.point, choosing.chosen, () => setChoosing(null))}
    </main>
  );
}

type PanelProps = {
  place: CellPlace;
  positions: Positions;
  children: ReactNode;
  onClose: () => void;
  onPoint: (point: PointId) => void;
};

function Panel({ place, positions, children, onClose, onPoint }: PanelProps): ReactNode {
  const { rows } = useDraft();
  // Whoever is filling something in here goes on when others remove the point.
  const known = useRef<PositionsLine>(undefined);
  const found = positions.themes.flatMap(({ lines }) => lines).find(({ row }) => row.id === place.point);
  if (found) known.current = found;
  const line = known.current?.row.id === place.point ? known.current : undefined;
  const party = positions.parties.find(({ id }) => id === place.party);
  if (!line || !party) return null;
  const close = (): void => {
    onClose();
    document.querySelector<HTMLElement>(`[data-cell="${place.point}/${place.party}"]`)?.focus();
    requestAnimationFrame(keepKeyboardInText); // the point may have left the filter
  };
  return (
    <aside
      className="positions-panel"
      aria-label={`Point ${line.number}, ${party.code}`}
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2>
          {found ? `Point ${line.number}, ` : ''}
          {line.row.title}: {party.code}
        </h2>
        <button type="button" className="button-quiet" onClick={close}>
          Close
        </button>
      </header>
      {!found && <p role="status">{removalWords(rows.get('points', place.point))}</p>}
      {children}
      {found && (
        <button type="button" className="button" onClick={() => onPoint(place.point)}>
          Go to the text of point {line.number}
        </button>
      )}
    </aside>
  );
}

const shownLines = ({ themes }: Positions): number => themes.reduce((sum, { lines }) => sum + lines.length, 0);

function filterName(filter: Filter, code: string | null): string {
  switch (filter) {
    case 'all':
      return 'All points';
    case 'contested':
      return 'Contested';
    case 'crossing':
      return 'Crossing red lines';
    case 'flagged':
      return 'Flagged';
    case 'stale':
      return 'Stale stances';
    case 'awaiting':
      return `Awaiting ${code ?? 'us'}`;
    default:
      return unreachable(filter);
  }
}

function filtered(positions: Positions, filter: Filter, awaited: ReadonlySet<PointId>): Positions {
  if (filter === 'all') return positions;
  const fits = ({ row, cells, status }: PositionsLine): boolean => {
    switch (filter) {
      case 'contested':
        return status === 'contested';
      case 'crossing':
        return cells.some(({ standing }) => standing === 'crossed');
      case 'flagged':
        return cells.some(({ flags }) => flags.length > 0);
      case 'stale':
        return cells.some(({ isStale }) => isStale);
      case 'awaiting':
        return awaited.has(row.id);
      default:
        return unreachable(filter);
    }
  };
  const themes = positions.themes
    .map(theme => ({ ...theme, lines: theme.lines.filter(fits) }))
    .filter(({ lines }) => lines.length > 0);
  return { ...positions, themes };
}
