// The History tab: who did what and when, newest first, with filters; live. Opens on annotations and structure; edits of the words are a switch.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { actKinds } from '../../shared/acts/permissions.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { MemberId, PartyId, PointId as PointIdSchema } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { HistoryFilter } from './history-filters.tsx';
import { HistoryFilters } from './history-filters.tsx';
import { historyWords } from './history-words.ts';
import { useFollowing } from './use-following.ts';
import './history.css';

const pageLength = 50;

export function HistoryTab({
  onPoint,
  onThread,
}: {
  onPoint: (point: PointId) => void;
  onThread: (thread: ThreadId) => void;
}): ReactNode {
  const session = useSession();
  const [filter, setFilter] = useState<HistoryFilter>({
    subject: 'annotations',
    withText: false,
    member: '',
    party: '',
    point: '',
  });
  const { draft, id: seat } = session.seat;
  const pages = useInfiniteQuery({
    queryKey: ['history', seat, filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.history(draft, {
        seat,
        limit: pageLength,
        cursor: pageParam === '' ? undefined : pageParam,
        kind: kindsAsked(filter),
        member: MemberId.safeParse(filter.member).data,
        party: PartyId.safeParse(filter.party).data,
        point: PointIdSchema.safeParse(filter.point).data,
      }),
    getNextPageParam: page => page.next,
    placeholderData: previous => previous,
  });
  useFollowing(() => void pages.refetch());
  const entries = pages.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <main id="text" tabIndex={-1} className="history" aria-labelledby="history-title">
      <h1 id="history-title">History</h1>
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
      {pages.isSuccess && entries.length === 0 && <p className="quiet">Nothing here matches these filters.</p>}
      <ol className="history-list">
        {entries.map(entry => (
          <Entry key={entry.id} entry={entry} onPoint={onPoint} onThread={onThread} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? 'Loading older entries' : 'Load older entries'}
        </button>
      )}
    </main>
  );
}

type EntryProps = { entry: HistoryItem; onPoint: (point: PointId) => void; onThread: (thread: ThreadId) => void };

function Entry({ entry, onPoint, onThread }: EntryProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const number = entry.point === null ? undefined : numbersOf(outlineOf(rows)).get(entry.point);
  const party = entry.by.party === null ? undefined : rows.get('parties', entry.by.party);
  const { point, thread } = entry;
  const go =
    thread !== null ? () => onThread(thread) : point !== null && number !== undefined ? () => onPoint(point) : null;
  const words = historyWords(entry, number === undefined ? null : `point ${number}`);
  return (
    <li>
      <span className="history-who">
        {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : null} {entry.by.name}
      </span>
      {go ? (
        <button type="button" className="history-what" onClick={go}>
          {words}
        </button>
      ) : (
        <span className="history-what">{words}</span>
      )}
      <RelativeTime at={entry.to} now={() => session.serverNow()} />
    </li>
  );
}

/** Subjects as the server filters them. */
function kindsAsked({ subject, withText }: HistoryFilter): string {
  const subjects = {
    annotations: ['thread', 'comment', 'red-line', 'flag', 'stance', 'point', 'theme', 'draft'],
    standing: ['red-line', 'flag', 'stance'],
    threads: ['thread', 'comment'],
    outline: ['point', 'theme', 'draft'],
    people: ['member', 'party'],
    all: [...new Set(actKinds.map(kind => kind.split('.')[0] ?? kind))],
  };
  return [...subjects[subject], ...(withText ? ['text'] : [])].join(',');
}
