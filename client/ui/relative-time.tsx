// A moment as people say it ("5 min ago"), exact on hover and to machines. Follows the clock by itself; the caller
// brings the server's clock. On paper, where no clock runs, it is a date.
import { useSyncExternalStore } from 'react';
import { isDoubtful } from '../../shared/doubtful-time.ts';
import { useIsPrinting } from './printing/printing.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Older than this, a date says more than a count of days. */
const relativeUpToMs = 7 * day;
const tickMs = 20_000;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Both in milliseconds since 1970 by the server's clock; `now` is asked again as time passes. */
export function RelativeTime({ at, now }: { at: number; now: () => number }) {
  const words = useSyncExternalStore(onTick, () => relativeWords(at, now()));
  const isPrinting = useIsPrinting();
  return (
    <time className="relative-time" dateTime={new Date(at).toISOString()} title={titleWords(at, now())}>
      {isPrinting ? paperWords(at) : words}
    </time>
  );
}

export function relativeWords(at: number, now: number): string {
  if (isDoubtful(at, now)) return 'time in doubt';
  const past = Math.max(0, now - at); // an act of our own, not yet stamped by the server, may lie a little ahead
  if (past < minute) return 'just now';
  if (past < hour) return relative.format(-Math.floor(past / minute), 'minute').replace('.', '');
  if (past < day) return `${Math.floor(past / hour)} h ago`;
  if (past < relativeUpToMs) return relative.format(-Math.floor(past / day), 'day');
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayOnly : dayAndYear).format(at);
}

const titleWords = (at: number, now: number): string =>
  isDoubtful(at, now) ? `${exactWords(at)}, by a clock of the server that was ahead` : exactWords(at);

export const exactWords = (at: number): string => exact.format(at);
/** "14:02", for sentences about a moment of today. */
export const clockWords = (at: number): string => clock.format(at);

/** "23 Nov 2026, 14:02", for paper, which is read when nobody knows. */
export const paperWords = (at: number): string => `${dayAndYear.format(at)}, ${clock.format(at)}`;

/** "23 Nov, 14:02". */
export const momentWords = (at: number): string => `${dayOnly.format(at)}, ${clock.format(at)}`;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all times on the page. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
