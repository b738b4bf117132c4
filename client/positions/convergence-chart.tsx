// A small chart of how many stances accept and how many refuse, over the record's stances in their order; the same in words for whoever does not see it.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { historyPageMax } from '../../shared/limits.ts';
import { api } from '../session/api-client.ts';
import { useRow, useSession } from '../session/use-session.tsx';
import type { Moment } from './convergence.ts';
import { convergence } from './convergence.ts';

const [width, height] = [160, 36];
/** The newest so many stances are drawn; older ones are beyond what a small chart shows. */
const pagesMax = 5;

export function ConvergenceChart({ cells }: { cells: number }): ReactNode {
  const session = useSession();
  const { draft, id: seat } = session.seat;
  const newest = useRow(({ rows }) => rows.all('stances').reduce((latest, { at }) => Math.max(latest, at), 0));
  const pages = useInfiniteQuery({
    queryKey: ['stances', seat, newest],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.history(draft, {
        seat,
        kind: 'stance',
        limit: historyPageMax,
        cursor: pageParam === '' ? undefined : pageParam,
      }),
    getNextPageParam: (page, all) => (all.length < pagesMax ? page.next : null),
    placeholderData: previous => previous,
  });
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const moments = convergence(pages.data?.pages.flatMap(({ entries }) => entries) ?? []);
  const last = moments.at(-1);
  if (pages.isError) return <p className="quiet small">The chart cannot be shown: {pages.error.message}</p>;
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
