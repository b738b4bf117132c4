// What the strip about one's last visit says, in words. Pure.
import type { CaughtUp } from './unread-things.ts';

type Lately = CaughtUp['lately'];

/** "3 points and 1 thread, and 2 other things"; null: nothing. */
export function latelyWords({ points, threads, besides }: Lately): string | null {
  const placed = [...counted(points, 'point'), ...counted(threads, 'thread')].join(' and ');
  const words = [...(placed === '' ? [] : [placed]), ...counted(besides, 'other thing')].join(', and ');
  return words === '' ? null : words;
}

/** How much of that is still to be read, where that is not all of it; and what is from before. */
export function unreadWords({ lately, older }: Pick<CaughtUp, 'lately' | 'older'>): string {
  return [...partlyRead(lately), ...fromBefore(older)].join(' ');
}

/** Other things are read all at once only. */
function partlyRead({ points, threads, besides, unread }: Lately): readonly string[] {
  if (unread === points + threads) return [];
  if (unread === 0) return [besides === 0 ? 'You have read all of it.' : 'You have read the points and threads.'];
  return [unread === 1 ? '1 of them is unread.' : `${unread} of them are unread.`];
}

const fromBefore = (older: number): readonly string[] =>
  older === 0 ? [] : [older === 1 ? '1 older change is still unread.' : `${older} older changes are still unread.`];

const counted = (count: number, one: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${one}s`];
