// The History tab: who did what and when, newest first, with filters that stand in the address; live. Versions and
// comparing above it. Opens on annotations and structure; edits of the words are a switch.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import { useFollowing } from '../session/use-following.ts';
import { useSession } from '../session/use-session.tsx';
import { DensityStrip } from './density-strip.tsx';
import { askedBy, useHistoryFilter } from './history-filter.ts';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryList } from './history-list.tsx';
import { Proof } from './proof.tsx';
import type { VersionsProps } from './versions.tsx';
import { Versions } from './versions.tsx';
import './history.css';
import './history-print.css';

const pageLength = 100;
/** With more of them loaded, each change would ask for all anew. */
const pagesFollowed = 3;

export type HistoryTabProps = {
  readonly onPoint: (point: PointId) => void;
  readonly onThread: (thread: ThreadId) => void;
} & VersionsProps;

export function HistoryTab({ onPoint, onThread, onMoment, onCompare, sent }: HistoryTabProps): ReactNode {
  const session = useSession();
  const [filter, setFilter] = useHistoryFilter();
  const { draft, id: seat } = session.seat;
  const pages = useInfiniteQuery({
    queryKey: ['history', seat, filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.history(draft, {
        seat,
        limit: pageLength,
        cursor: pageParam === '' ? undefined : pageParam,
        ...askedBy(filter),
      }),
    getNextPageParam: page => page.next,
    placeholderData: previous => previous,
  });
  const queries = useQueryClient();
  const [hasNewer, setHasNewer] = useState(false);
  useFollowing(() => {
    // Asking anew would call off the older page that is on its way.
    if ((pages.data?.pages.length ?? 0) <= pagesFollowed && !pages.isFetchingNextPage) void pages.refetch();
    else setHasNewer(true);
  });
  const showNewer = (): void => {
    setHasNewer(false);
    void queries.resetQueries({ queryKey: ['history', seat, filter] });
  };
  const entries = pages.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <main id="text" tabIndex={-1} className="history" aria-labelledby="history-title">
      <h1 id="history-title">History</h1>
      <Versions onMoment={onMoment} onCompare={onCompare} sent={sent} />
      <Proof />
      <h2>Timeline</h2>
      <DensityStrip from={filter.from} to={filter.to} onChange={setFilter} />
      <HistoryFilters filter={filter} onChange={setFilter} />
      {pages.isPending && <p className="quiet">Loading the history</p>}
      {pages.isError && (
        <p role="alert">
          The history cannot be shown: {pages.error.message}{' '}
          <button type="button" className="button" onClick={() => void pages.refetch()}>
            Try again
          </button>
        </p>
      )}
      {pages.isSuccess && entries.length === 0 && (
        <p className="quiet">
          {pages.hasNextPage ? 'Nothing newer matches; looking further back' : 'Nothing here matches these filters.'}
        </p>
      )}
      {hasNewer && (
        <button type="button" className="button" onClick={showNewer}>
          Newer entries have come: show them
        </button>
      )}
      <HistoryList
        entries={entries}
        more={pages.hasNextPage ? () => void pages.fetchNextPage({ cancelRefetch: false }) : null}
        isLoading={pages.isFetching}
        onPoint={onPoint}
        onThread={onThread}
        onMoment={onMoment}
      />
    </main>
  );
}
