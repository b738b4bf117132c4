// What others did since a member last read it, by the record's own lines and, for words, by what the session hears
// live. Pure.
import type { News, Reading, ReadingNews } from '../../shared/api/reading.ts';
import type { MemberId, PointId, ThreadId } from '../../shared/ids.ts';
import { PointId as PointIdSchema, ThreadId as ThreadIdSchema } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';

export type UnreadThings = { readonly points: ReadonlySet<PointId>; readonly threads: ReadonlySet<ThreadId> };
export type CaughtUp = UnreadThings & {
  /**
   * What others did since the last visit and "all as read", read since or not; `unread`: how many of the points and
   * threads are.
   */
  readonly lately: {
    readonly points: number;
    readonly threads: number;
    readonly besides: number;
    readonly unread: number;
  };
  /** What is unread from before the last visit. */
  readonly older: number;
};
type Change = { readonly by: By; readonly at: number };
type Newest = { readonly points: ReadonlyMap<PointId, number>; readonly threads: ReadonlyMap<ThreadId, number> };
export type Stop = { readonly point: PointId } | { readonly thread: ThreadId };

/**
 * A first visit has nothing unread: everything would be. Nor has the point that one is in: what comes there is read as
 * it comes.
 */
export function unreadThings(
  rows: RowReader,
  newest: Newest,
  reading: ReadingNews,
  entered: PointId | null = null,
): CaughtUp {
  const { since, all } = reading;
  const lately = since === null ? Number.POSITIVE_INFINITY : Math.max(since, all);
  const isLate = (at: number): boolean => at > lately;
  const points = [...newest.points].filter(([id]) => rows.get('points', id) !== undefined);
  const threads = [...newest.threads].filter(([id]) => rows.get('threads', id) !== undefined);
  const unreadPoints = points.filter(([point, at]) => point !== entered && at > readUntil(reading, { point }));
  const unreadThreads = threads.filter(([thread, at]) => at > readUntil(reading, { thread }));
  const unread = [...unreadPoints, ...unreadThreads];
  const unreadLately = unread.filter(([, at]) => isLate(at)).length;
  const besides = besidesOf(reading);
  return {
    points: new Set(unreadPoints.map(([point]) => point)),
    threads: new Set(unreadThreads.map(([thread]) => thread)),
    lately: {
      points: points.filter(([, at]) => isLate(at)).length,
      threads: threads.filter(([, at]) => isLate(at)).length,
      besides: besides.lately,
      unread: unreadLately,
    },
    older: unread.length - unreadLately + besides.count - besides.lately,
  };
}

/** When others last did something to each point and thread. `changes`: who last changed the words of each point. */
export function newestByOthers({ news }: ReadingNews, changes: ReadonlyMap<PointId, Change>, me: MemberId): Newest {
  const points = new Map(Object.entries(news.points).map(([id, at]) => [PointIdSchema.parse(id), at]));
  for (const [point, { by, at }] of changes)
    if (by.member !== me && at > (points.get(point) ?? 0)) points.set(point, at);
  return { points, threads: new Map(Object.entries(news.threads).map(([id, at]) => [ThreadIdSchema.parse(id), at])) };
}

/** What others did to it until then is no news. On a first visit nothing is. */
export function readUntil({ first, all, marks }: Reading, thing: Stop): number {
  return first === null ? Number.POSITIVE_INFINITY : Math.max(first, all, marks[nameOf(thing)] ?? 0);
}

/** As a mark names it. */
export const nameOf = (thing: Stop): string => ('point' in thing ? `point-${thing.point}` : `thread-${thing.thread}`);

/** Until when everything is read once all of this is. */
export const newestOf = (newest: Newest, { news }: ReadingNews): number =>
  Math.max(0, news.besides.at, ...newest.points.values(), ...newest.threads.values());

/** How far the page knows the news of points and threads. */
export const knownOf = ({ news }: ReadingNews): number =>
  Math.max(0, ...Object.values(news.points), ...Object.values(news.threads));

/** The answer to "what is new since what I know", put to what was known. */
export const withNews = (known: ReadingNews, fresh: ReadingNews): ReadingNews => ({
  ...withReading(fresh, known),
  news: {
    points: later(known.news.points, fresh.news.points),
    threads: later(known.news.threads, fresh.news.threads),
    besides: fresh.news.besides,
  },
});

/** Marks never go back, in whatever order answers arrive. */
export const withReading = <R extends Reading>(reading: R, { all, marks }: Pick<Reading, 'all' | 'marks'>): R => ({
  ...reading,
  all: Math.max(reading.all, all),
  marks: later(reading.marks, marks),
});

const later = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> => ({
  ...a,
  ...Object.fromEntries(Object.entries(b).map(([what, at]) => [what, Math.max(at, a[what] ?? 0)])),
});

/** Counted by the server, which may not know yet that all is read. */
const besidesOf = ({ all, news: { besides } }: ReadingNews): News['besides'] =>
  besides.at > all ? besides : { count: 0, lately: 0, at: 0 };
