// How much was done when, by party, above the timeline; and the control for choosing a period. Two handles on one line
// of time, for pointer and keys.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Density } from '../../shared/api/record.ts';
import type { Voice } from '../../shared/api/voice.ts';
import { useDensity } from '../session/use-density.ts';
import { useDraft } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import type { Period } from './period.ts';
import { chosenPeriod, stepOf } from './period.ts';
import { densityBuckets as buckets, isPartyVoice, voicesWithoutParty } from './voices.ts';

const height = 48;

export function DensityStrip({ from, to, onChange }: Period & { onChange: (period: Period) => void }): ReactNode {
  const density = useDensity(buckets);
  if (density.isPending) return <p className="quiet">Counting what was done when</p>;
  if (!density.data)
    return (
      <p role="alert">
        How much was done when cannot be shown: {density.error.message}{' '}
        <button type="button" className="button" onClick={() => void density.refetch()}>
          Try again
        </button>
      </p>
    );
  if (density.data.to === density.data.from) return <p className="quiet">All of it was done at one moment.</p>;
  return <Strip density={density.data} from={from} to={to} onChange={onChange} />;
}

type StripProps = Period & { density: Density; onChange: (period: Period) => void };

function Strip({ density, from, to, onChange }: StripProps): ReactNode {
  const [dragged, setDragged] = useState<Period | null>(null);
  const shown = dragged ?? { from, to };
  const start = shown.from ?? density.from;
  const end = shown.to ?? density.to;
  const settle = (): void => {
    if (dragged) onChange(chosenPeriod(density, dragged));
    setDragged(null);
  };
  const handle = (label: string, value: number, chosen: (at: number) => Period): ReactNode => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={momentWords(value)}
      min={density.from}
      max={density.to}
      step={stepOf(density)}
      value={value}
      onChange={event => setDragged(chosen(event.target.valueAsNumber))}
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
  return density.counts.map(({ voice, entries }) => {
    const party = isPartyVoice(voice) ? rows.get('parties', voice) : undefined;
    return (
      <span key={voice}>
        {party && <PartyBadge code={party.code} colour={party.colour} shape={party.shape} />}
        {!isPartyVoice(voice) && voicesWithoutParty[voice]} {entries.reduce((sum, count) => sum + count, 0)}
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
      {stacks(density, most).map(({ voice, path }) => {
        const colour = isPartyVoice(voice) ? rows.get('parties', voice)?.colour : undefined;
        return (
          <path key={voice} className={colour === undefined ? 'density-bar' : `density-bar party-${colour}`} d={path} />
        );
      })}
    </svg>
  );
}

/** One path for each voice, its bars standing on those of the voices before it. */
function stacks({ counts }: Density, most: number): readonly { readonly voice: Voice; readonly path: string }[] {
  const tops = new Array<number>(buckets).fill(height);
  return counts.map(({ voice, entries }) => {
    const bars = entries.flatMap((count, i) => {
      if (count === 0) return [];
      const tall = Math.max(1, (count / most) * (height - 2));
      tops[i] = (tops[i] ?? height) - tall;
      return [`M${i} ${tops[i]}h0.85v${tall}h-0.85z`];
    });
    return { voice, path: bars.join('') };
  });
}
