// What is unread for this member, and marking it as read: at once on this page, then on the server, for their other
// devices.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Reading, ReadingNews } from '../../shared/api/reading.ts';
import { PointId } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import { useFollowing } from '../session/use-following.ts';
import { useDraft, useLastChanges, useSession } from '../session/use-session.tsx';
import type { Unread } from '../ui/unread.ts';
import { nothingUnread, UnreadProvider } from '../ui/unread.ts';
import type { CaughtUp } from './unread-things.ts';
import {
  knownOf,
  nameOf,
  newestByOthers,
  newestOf,
  readUntil,
  unreadThings,
  withNews,
  withReading,
} from './unread-things.ts';

export type CatchUp = Unread &
  CaughtUp & {
    /** When the visit before this one ended; null: nothing to catch up with. */
    readonly since: number | null;
    readAll(): void;
    /** What was done to a point until then this member has read. */
    pointReadUntil(point: PointId): number;
  };

/** Another device may have read meanwhile. */
const askAgainMs = 60_000;
const nothing: ReadingNews = {
  since: null,
  first: null,
  all: 0,
  marks: {},
  news: { points: {}, threads: {}, besides: { count: 0, lately: 0, at: 0 } },
};
const nothingLately = { points: 0, threads: 0, besides: 0, unread: 0 };

const CatchUpContext = createContext<CatchUp>({
  ...nothingUnread,
  lately: nothingLately,
  older: 0,
  since: null,
  readAll: () => undefined,
  pointReadUntil: () => 0,
});
export const useCatchUp = (): CatchUp => useContext(CatchUpContext);

/** Draws nothing: its children hear of what is unread, and only when that changes. */
export function CatchUpProvider({ children }: { children: ReactNode }): ReactNode {
  const catchUp = useUnreadThings(usePointEntered());
  return (
    <CatchUpContext value={catchUp}>
      <UnreadProvider value={catchUp}>{children}</UnreadProvider>
    </CatchUpContext>
  );
}

/**
 * The point that one is in, while one looks at this page. Its verbs are no part of it: they ask what changed, or say
 * that it is read.
 */
function usePointEntered(): PointId | null {
  const [entered, setEntered] = useState<PointId | null>(null);
  useEffect(() => {
    const follow = (): void => {
      const within = document.activeElement;
      const article = within?.closest('[data-unread-verbs]')
        ? null
        : within?.closest<HTMLElement>('[data-point-article]');
      const isSeen = document.visibilityState === 'visible';
      setEntered((isSeen && PointId.safeParse(article?.dataset['pointArticle']).data) || null);
    };
    const events = ['focusin', 'focusout', 'visibilitychange'] as const;
    for (const event of events) document.addEventListener(event, follow);
    return () => {
      for (const event of events) document.removeEventListener(event, follow);
    };
  }, []);
  return entered;
}

/** Who is in a point reads what comes there: it is marked when they go in, and again when they leave. */
function useReadByBeing(entered: PointId | null, read: Unread['read']): void {
  useEffect(() => {
    if (entered === null) return;
    read({ point: entered });
    return () => read({ point: entered });
  }, [entered, read]);
}

function useUnreadThings(entered: PointId | null): CatchUp {
  const session = useSession();
  const { rows } = useDraft();
  const changes = useLastChanges();
  const { reading, mark } = useReading();
  const newest = useMemo(() => newestByOthers(reading, changes, session.me.member), [reading, changes, session]);
  const found = useSame(useMemo(() => unreadThings(rows, newest, reading, entered), [rows, newest, reading, entered]));
  // What was read is what the page knew of: no clock is asked, which might run ahead of the server's.
  const latest = useRef({ newest, reading });
  latest.current = { newest, reading };
  const read = useCallback<Unread['read']>(
    thing => {
      const { newest, reading } = latest.current;
      const at = 'point' in thing ? newest.points.get(thing.point) : newest.threads.get(thing.thread);
      if (at !== undefined && at > readUntil(reading, thing)) mark({ marks: { [nameOf(thing)]: at } });
    },
    [mark],
  );
  useReadByBeing(entered, read);
  const readAll = useCallback(() => mark({ all: newestOf(latest.current.newest, latest.current.reading) }), [mark]);
  const pointReadUntil = useCallback((point: PointId) => readUntil(latest.current.reading, { point }), []);
  return useMemo(
    () => ({ ...found, since: reading.since, read, readAll, pointReadUntil }),
    [found, reading.since, read, readAll, pointReadUntil],
  );
}

/**
 * What was read and what others did since, as the server knows it; acts are asked for when they come, words the session
 * hears by itself.
 */
function useReading(): { reading: ReadingNews; mark(change: Partial<Pick<Reading, 'all' | 'marks'>>): void } {
  const { draft, id: seat } = useSession().seat;
  const queries = useQueryClient();
  const key = useMemo(() => ['reading', seat], [seat]);
  const asked = useQuery({
    queryKey: key,
    queryFn: async () => {
      const known = queries.getQueryData<ReadingNews>(key) ?? nothing;
      const fresh = await api.reading(draft, seat, knownOf(known));
      return withNews(queries.getQueryData<ReadingNews>(key) ?? nothing, fresh);
    },
    refetchInterval: askAgainMs,
  });
  useFollowing(() => void asked.refetch(), 'acts');
  const { mutate: mark } = useMutation({
    networkMode: 'online', // waits for the connection: what was read stays read
    mutationFn: (change: Partial<Pick<Reading, 'all' | 'marks'>>) => api.markRead(draft, seat, change),
    onMutate: ({ all = 0, marks = {} }) =>
      queries.setQueryData<ReadingNews>(key, before => withReading(before ?? nothing, { all, marks })),
    onSuccess: answer => queries.setQueryData<ReadingNews>(key, before => withReading(before ?? nothing, answer)),
  });
  return { reading: asked.data ?? nothing, mark };
}

/** As it was, where it says the same: every letter that somebody types is a change; what is unread changes seldom. */
function useSame(next: CaughtUp): CaughtUp {
  const last = useRef(next);
  if (wordsOf(last.current) !== wordsOf(next)) last.current = next;
  return last.current;
}

const wordsOf = ({ points, threads, lately, older }: CaughtUp): string =>
  JSON.stringify([[...points], [...threads], lately, older]);
