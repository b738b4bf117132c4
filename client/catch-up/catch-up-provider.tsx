// What is unread for this member, and marking it as read: at once on this page, then on the server, for their other devices.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import type { Reading } from '../../shared/api/reading.ts';
import { PointId } from '../../shared/ids.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useLastChanges, useSession } from '../session/use-session.tsx';
import type { Unread } from '../ui/unread.ts';
import { nothingUnread, UnreadProvider } from '../ui/unread.ts';
import { unreadThings } from './unread-things.ts';

export type CatchUp = Unread & {
  /** When the visit before this one ended; null: nothing to catch up with. */
  readonly since: number | null;
  readAll(): void;
};

/** Another device may have read meanwhile. */
const askAgainMs = 60_000;
const nothing: Reading = { since: null, all: 0, marks: {} };

const CatchUpContext = createContext<CatchUp>({ ...nothingUnread, since: null, readAll: () => undefined });
export const useCatchUp = (): CatchUp => useContext(CatchUpContext);

/** Draws nothing: its children hear of what is unread, and only when that changes. */
export function CatchUpProvider({ children }: { children: ReactNode }): ReactNode {
  const catchUp = useUnreadThings();
  useReadByEntering(catchUp.read);
  return (
    <CatchUpContext value={catchUp}>
      <UnreadProvider value={catchUp}>{children}</UnreadProvider>
    </CatchUpContext>
  );
}

/** Who goes into a point has read it. */
function useReadByEntering(read: Unread['read']): void {
  useEffect(() => {
    const follow = (): void => {
      const article = document.activeElement?.closest<HTMLElement>('[data-point-article]');
      const point = PointId.safeParse(article?.dataset['pointArticle']).data;
      if (point) read({ point });
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [read]);
}

function useUnreadThings(): CatchUp {
  const session = useSession();
  const queries = useQueryClient();
  const { rows } = useDraft();
  const changes = useLastChanges();
  const { draft, id: seat } = session.seat;
  const key = useMemo(() => ['reading', seat], [seat]);
  const asked = useQuery({ queryKey: key, queryFn: () => api.reading(draft, seat), refetchInterval: askAgainMs });
  const reading = asked.data ?? nothing;
  const { mutate } = useMutation({
    mutationFn: (change: Partial<Pick<Reading, 'all' | 'marks'>>) => api.markRead(draft, seat, change),
    onMutate: change =>
      queries.setQueryData<Reading>(key, before => {
        const { since, all, marks } = before ?? nothing;
        return { since, all: Math.max(all, change.all ?? 0), marks: { ...marks, ...change.marks } };
      }),
    onSuccess: answer => queries.setQueryData(key, answer),
  });
  const found = useMemo(
    () => unreadThings(rows, changes, reading, session.me.member),
    [rows, changes, reading, session],
  );
  // Every letter that somebody types is a change; what is unread changes seldom.
  const points = useSame(found.points);
  const threads = useSame(found.threads);
  const read = useCallback<Unread['read']>(
    thing => {
      const [what, isUnread] =
        'point' in thing
          ? [`point-${thing.point}`, points.has(thing.point)]
          : [`thread-${thing.thread}`, threads.has(thing.thread)];
      if (isUnread) mutate({ marks: { [what]: session.serverNow() } });
    },
    [mutate, points, threads, session],
  );
  const readAll = useCallback(() => mutate({ all: session.serverNow() }), [mutate, session]);
  return useMemo(
    () => ({ since: reading.since, points, threads, read, readAll }),
    [reading.since, points, threads, read, readAll],
  );
}

/** The set as it was, where the new one holds the same. */
function useSame<T>(next: ReadonlySet<T>): ReadonlySet<T> {
  const last = useRef(next);
  const isSame = last.current.size === next.size && [...next].every(each => last.current.has(each));
  if (!isSame) last.current = next;
  return last.current;
}
