// A small chart of how many stances accept and how many refuse, over the record's stances in their order; the same in
// words for whoever does not see it.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import type { HistoryItem } from '../../shared/api/contract.ts';
import { historyPageMax } from '../../shared/limits.ts';
import { api } from '../api/api-client.ts';
import { useRow, useSession } from '../session/use-session.tsx';
import type { Moment } from './convergence.ts';
import { convergence } from './convergence.ts';

const [width, height] = [160, 36];
/** The newest so many stances are drawn; older ones are beyond what a small chart shows. */
const pagesMax = 5;
const settledAfterMs = 1_500;

export function ConvergenceChart({ cells }: { cells: number }): ReactNode {
  const session = useSession();
  const { draft, id: seat } = session.seat;
  const newest = useRow(({ rows }) => rows.all('stances').reduce((latest, { at }) => Math.max(latest, at), 0));
  const { data, isError, error, refetch } = useQuery({
    queryKey: ['stances', seat],
    queryFn: async () => {
      const entries: HistoryItem[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < pagesMax && cursor !== null; page++) {
        const answer = await api.history(draft, { seat, kind: 'stance', limit: historyPageMax, cursor });
        entries.push(...answer.entries);
        cursor = answer.next;
      }
      return entries;
    },
  });
  const moments = useMemo(() => convergence(data ?? []), [data]);
  // Stances come in bursts, and the whole line is asked for: once they pause.
  const seen = useRef(newest);
  useEffect(() => {
    if (seen.current === newest) return undefined;
    const timer = setTimeout(() => {
      seen.current = newest;
      void refetch();
    }, settledAfterMs);
    return () => clearTimeout(timer);
  }, [newest, refetch]);
  const last = moments.at(-1);
  if (isError) return <p className="quiet small">The chart cannot be shown: {error.message}</p>;
  if (!last) return null;
  return (
    <figure className="convergence">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <path className="convergence-accepting" d={line(moments, ({ accepting }) => accepting, cells)} />
        <path className="convergence-refusing" d={line(moments, ({ refusing }) => refusing, cells)} />
      </svg>
      <figcaption className="small quiet">
        {last.accepting} of {cells} stances accept (solid), {last.refusing} refuse (dashed), over time
      </figcaption>
    </figure>
  );
}

/** One step for each stance taken. */
function line(moments: readonly Moment[], of: (moment: Moment) => number, cells: number): string {
  const x = (index: number): number => (index / Math.max(1, moments.length - 1)) * width;
  const y = (value: number): number => height - 1 - (value / Math.max(1, cells)) * (height - 2);
  return moments
    .map((moment, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(of(moment)).toFixed(1)}`)
    .join('');
}
