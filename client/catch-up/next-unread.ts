// The way through what is unread, in reading order: a point, then its threads, then the next point; removed points come
// last. Pure.
import { outlineOf } from '../../shared/rows/outline.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { Stop, UnreadThings } from './unread-things.ts';
import { nameOf } from './unread-things.ts';

/**
 * The stop after (or before, with -1) the one that was last gone to; around the end it begins again. Null: nothing is
 * unread.
 */
export function nextUnread(rows: RowReader, unread: UnreadThings, last: Stop | null, step: 1 | -1): Stop | null {
  const threads = Map.groupBy(rows.all('threads'), ({ point }) => point);
  const { themes, removed } = outlineOf(rows);
  const points = [...themes.flatMap(theme => theme.points.map(({ row }) => row)), ...removed];
  const all = points.flatMap(({ id: point }): Stop[] => [
    { point },
    ...(threads.get(point) ?? []).map(({ id: thread }) => ({ thread })),
  ]);
  const at = all.findIndex(stop => last !== null && nameOf(stop) === nameOf(last));
  const from = at < 0 && step < 0 ? 0 : at; // who goes back first of all goes to the end
  const isUnread = (stop: Stop): boolean =>
    'point' in stop ? unread.points.has(stop.point) : unread.threads.has(stop.thread);
  for (let i = 1; i <= all.length; i++) {
    const stop = all[(((from + step * i) % all.length) + all.length) % all.length];
    if (stop && isUnread(stop)) return stop;
  }
  return null;
}
