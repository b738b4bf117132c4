// How much was done when, by party, above the timeline; and the control for choosing a period. Two handles on one line of time, for pointer and keys.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Density } from '../../shared/api/record.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { momentWords } from '../ui/relative-time.tsx';

const buckets = 120;
const height = 48;
const steps = 500;

type Period = { readonly from: number | null; readonly to: number | null };

export function DensityStrip({ from, to, onChange }: Period & { onChange: (period: Period) => void }): ReactNode {
  const { seat } = useSession();
  const density = useQuery({
    queryKey: ['density', seat.id, buckets],
    queryFn: () => api.density(seat.draft, seat.id, buckets),
    refetchInterval: 60_000,
  });
  if (!density.data || density.data.to === density.data.from) return null;
  return <Strip density={density.data} from={from} to={to} onChange={onChange} />;
}

type StripProps = Period & { density: Density; onChange: (period: Period) => void };

function Strip({ density, from, to, onChange }: StripProps): ReactNode {
  const [dragged, setDragged] = useState<Period | null>(null);
  useEffect(() => setDragged(null), []);
  const shown = dragged ?? { from, to };
  const start = shown.from ?? density.from;
  const end = shown.to ?? density.to;
  const step = Math.max(1, Math.round((density.to - density.from) / steps));
  const set = (period: Period): void => setDragged(period);
  const settle = (): void => {
    if (dragged) onChange(dragged);
    setDragged(null);
  };
  const handle = (label: string, value: number, chosen: (at: number) => Period): ReactNode => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={momentWords(value)}
      min={density.from}
      max={density.to}
      step={step}
      value={value}
      onChange={event => set(chosen(event.target.valueAsNumber))}
      onPointerUp={settle}
      onKeyUp={settle}
      onBlur={settle}
    />
  );
  return (
    <div className="density">
      <Bars density={density} from={start} to={end} />
      <div className="density-handles">
        {handle('Period from', start, at => ({ from: Math.min(at, end), to: shown.to }))}
        {handle('Period to', end, at => ({ from: shown.from, to: Math.max(at, start) }))}
      </div>
      <p className="density-words">
        <span>
          {momentWords(start)} to {momentWords(end)}
        </span>
        <Legend density={density} />
        {(from !== null || to !== null) && (
          <button type="button" className="button-quiet" onClick={() => onChange({ from: null, to: null })}>
            Whole time
          </button>
        )}
      </p>
    </div>
  );
}

/** Whose bars these are, and how much each did: the colours alone say it to nobody who does not see them. */
function Legend({ density }: { density: Density }): ReactNode {
  const { rows } = useDraft();
  const withoutParty = rows.all('circulations').length > 0 ? 'Secretariat, readers' : 'Secretariat';
  return density.counts.map(({ party: id, entries }) => {
    const party = id === null ? undefined : rows.get('parties', id);
    const all = entries.reduce((sum, count) => sum + count, 0);
    return (
      <span key={id ?? ''}>
        {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : withoutParty} {all}
      </span>
    );
  });
}

function Bars({ density, from, to }: { density: Density; from: number; to: number }): ReactNode {
  const { rows } = useDraft();
  const sums = Array.from({ length: buckets }, (_, i) =>
    density.counts.reduce((sum, { entries }) => sum + (entries[i] ?? 0), 0),
  );
  const most = Math.max(1, ...sums);
  const xOf = (at: number): number => ((at - density.from) / (density.to - density.from)) * buckets;
  return (
    <svg className="density-bars" viewBox={`0 0 ${buckets} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="density-period" x={xOf(from)} y={0} width={Math.max(0.5, xOf(to) - xOf(from))} height={height} />
      {stacks(density, most).map(({ party, path }) => {
        const colour = party === null ? undefined : rows.get('parties', party)?.colour;
        return (
          <path
            key={party ?? ''}
            className={colour === undefined ? 'density-bar' : `density-bar party-${colour}`}
            d={path}
          />
        );
      })}
    </svg>
  );
}

/** One path for each party, its bars standing on those of the parties before it. */
function stacks(
  { counts }: Density,
  most: number,
): readonly { readonly party: string | null; readonly path: string }[] {
  const tops = new Array<number>(buckets).fill(height);
  return counts.map(({ party, entries }) => {
    const bars = entries.flatMap((count, i) => {
      if (count === 0) return [];
      const tall = Math.max(1, (count / most) * (height - 2));
      tops[i] = (tops[i] ?? height) - tall;
      return [`M${i} ${tops[i]}h0.85v${tall}h-0.85z`];
    });
    return { party, path: bars.join('') };
  });
}
