// What others have done since the page was opened and what has not been in the window yet, in reading order. Pure but
// for the look at the window that is handed in.
import type { PointId } from '../../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../../shared/rows/outline.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import type { By } from '../../../shared/rows/schema.ts';
import { threadsOf } from '../../../shared/rows/threads.ts';
import type { Stop } from '../../catch-up/unread-things.ts';
import type { LastChange } from '../../session/session.ts';

/** Where something was done last, and when by the server's clock, in ms since 1970. */
type Doing = { readonly at: number; readonly point: PointId; readonly stop: Stop };
export type Doings = ReadonlyMap<string, Doing>;

export type Arrivals = {
  /** When each was last in the window, or at the opening of the page; null: nothing was looked at yet. */
  readonly known: ReadonlyMap<string, number> | null;
  readonly stops: readonly (Stop & { readonly place: string })[];
};
export const noArrivals: Arrivals = { known: null, stops: [] };

type Told = { readonly by: By; readonly at: number };

/** Of everybody but `me`: comments and settlements by thread, and what was said by each flag. */
export function saidByOthers(rows: RowReader, me: string): Doings {
  const newest = (told: readonly Told[]): number =>
    told.reduce((latest, { by, at }) => (by.member === me ? latest : Math.max(latest, at)), 0);
  const found = new Map<string, Doing>();
  for (const { row, comments } of threadsOf(rows)) {
    const at = newest([...comments, ...(row.state.kind === 'open' ? [] : [row.state])]);
    if (at > 0) found.set(`thread-${row.id}`, { at, point: row.point, stop: { thread: row.id } });
  }
  for (const { id, point, by, at: raised, answer, state } of rows.all('flags')) {
    const at = newest([
      { by, at: raised },
      ...(answer.kind === 'claimed' ? [] : [answer]),
      ...(state.kind === 'open' ? [] : [state]),
    ]);
    if (at > 0) found.set(`flag-${id}`, { at, point, stop: { point } });
  }
  return found;
}

/** The words of points that somebody else changed last. */
export const wordsByOthers = (changes: ReadonlyMap<PointId, LastChange>, me: string): Doings =>
  new Map(
    [...changes].flatMap(([point, { by, at }]): [string, Doing][] =>
      by.member === me ? [] : [[`point-${point}`, { at, point, stop: { point } }]],
    ),
  );

export function arrivals(
  before: Arrivals,
  doings: Doings,
  rows: RowReader,
  isSeen: (point: PointId) => boolean,
): Arrivals {
  if (before.known === null) return { known: new Map([...doings].map(([name, { at }]) => [name, at])), stops: [] };
  const known = new Map(before.known);
  const numbers = numbersOf(outlineOf(rows));
  const fresh: { readonly stop: Stop; readonly number: number }[] = [];
  for (const [name, { at, point, stop }] of doings) {
    const number = numbers.get(point);
    if (at <= (known.get(name) ?? 0)) continue;
    if (number === undefined || isSeen(point)) known.set(name, at);
    else fresh.push({ stop, number });
  }
  fresh.sort((a, b) => a.number - b.number);
  return { known, stops: fresh.map(({ stop, number }) => ({ ...stop, place: `point ${number}` })) };
}
