// Which points and threads others have changed since a member last read them. Pure.
import type { Reading } from '../../shared/api/reading.ts';
import type { MemberId, PointId, ThreadId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, FlagRow } from '../../shared/rows/schema.ts';

export type UnreadThings = { readonly points: ReadonlySet<PointId>; readonly threads: ReadonlySet<ThreadId> };
type Change = { readonly by: By; readonly at: number };

/** `changes`: who last changed the words of each point. A first visit has nothing unread: everything would be. */
export function unreadThings(
  rows: RowReader,
  changes: ReadonlyMap<PointId, Change>,
  reading: Reading,
  me: MemberId,
): UnreadThings {
  const points = new Set<PointId>();
  const threads = new Set<ThreadId>();
  if (reading.since === null) return { points, threads };
  const until = Math.max(reading.since, reading.all);
  const isNew = (what: string, { by, at }: Change): boolean =>
    by.member !== me && at > Math.max(until, reading.marks[what] ?? 0);
  const standing = new Set(rows.all('points').flatMap(({ id, state }) => (state.kind === 'removed' ? [] : [id])));
  const note = (point: PointId, change: Change): void => {
    if (standing.has(point) && isNew(`point-${point}`, change)) points.add(point);
  };
  for (const [point, change] of changes) note(point, change);
  for (const { point, by, at } of rows.all('stances')) note(point, { by, at });
  for (const flag of rows.all('flags')) note(flag.point, lastOfFlag(flag));
  const said = Map.groupBy(rows.all('comments'), ({ thread }) => thread);
  for (const { id, by, at, lastAt, state } of rows.all('threads')) {
    const comments = said.get(id) ?? [];
    const newest = comments.reduce<Change>((last, each) => (each.at >= last.at ? each : last), { by, at });
    const settled = state.kind === 'open' ? null : { by: state.by, at: state.at };
    const last = settled && settled.at >= newest.at ? settled : newest;
    if (isNew(`thread-${id}`, { by: last.by, at: Math.max(last.at, last.by.member === me ? 0 : lastAt) }))
      threads.add(id);
  }
  return { points, threads };
}

function lastOfFlag({ by, at, lastAt, answer, state }: FlagRow): Change {
  if (state.kind !== 'open' && state.at >= lastAt) return { by: state.by, at: state.at };
  if (answer.kind !== 'claimed' && answer.at >= lastAt) return { by: answer.by, at: answer.at };
  return { by, at: Math.max(at, lastAt) };
}
