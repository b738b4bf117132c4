// The way through what is unread, in reading order: a point, then its threads, then the next point. Pure.
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { UnreadThings } from './unread-things.ts';

export type Stop = { readonly point: PointId } | { readonly thread: ThreadId };

/** The stop after (or before, with -1) the one that was last gone to; around the end it begins again. Null: nothing is unread. */
export function nextUnread(rows: RowReader, unread: UnreadThings, last: Stop | null, step: 1 | -1): Stop | null {
  const threads = Map.groupBy(rows.all('threads'), ({ point }) => point);
  const all = outlineOf(rows).themes.flatMap(theme =>
    theme.points.flatMap(({ row: { id: point } }): Stop[] => [
      { point },
      ...(threads.get(point) ?? []).map(({ id: thread }) => ({ thread })),
    ]),
  );
  const from = all.findIndex(stop => last !== null && keyOf(stop) === keyOf(last));
  const isUnread = (stop: Stop): boolean =>
    'point' in stop ? unread.points.has(stop.point) : unread.threads.has(stop.thread);
  for (let i = 1; i <= all.length; i++) {
    const stop = all[(((from + step * i) % all.length) + all.length) % all.length];
    if (stop && isUnread(stop)) return stop;
  }
  return null;
}

const keyOf = (stop: Stop): string => ('point' in stop ? `point ${stop.point}` : `thread ${stop.thread}`);
