// Threads with their comments, counted and ordered for reading. Pure views over rows.
import type { RowReader } from './row-store.ts';
import type { CommentRow, ThreadRow } from './schema.ts';

export type ThreadView = { readonly row: ThreadRow; readonly comments: readonly CommentRow[] };

export function threadsOf(rows: RowReader): readonly ThreadView[] {
  const comments = new Map<string, CommentRow[]>();
  for (const comment of rows.all('comments')) {
    const list = comments.get(comment.thread);
    if (list) list.push(comment);
    else comments.set(comment.thread, [comment]);
  }
  return rows.all('threads').map(row => ({ row, comments: (comments.get(row.id) ?? []).sort(byTime) }));
}

/** Server time never decreases, and ids break a tie, so all screens show one order. */
const byTime = (a: { at: number; id: string }, b: { at: number; id: string }): number =>
  a.at - b.at || (a.id < b.id ? -1 : 1);

/** Threads still to be settled (open, or with a resolution proposed), per point. */
export function openThreadCounts(rows: RowReader): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thread of rows.all('threads'))
    if (thread.state.kind !== 'resolved') counts.set(thread.point, (counts.get(thread.point) ?? 0) + 1);
  return counts;
}
