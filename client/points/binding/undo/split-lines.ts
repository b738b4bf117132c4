// Where a line that a step had styled begins and ends by now: others split it, join it, and take its end away. Reads
// alone.
import * as Y from 'yjs';
import type { Attributes, Dressed } from '../../../../shared/text/change-flow.ts';
import { lineEnd } from '../../../../shared/text/flow.ts';
import type { Letters } from '../../../../shared/text/letter-ids.ts';
import type { Worn } from './worn-letters.ts';
import { idsIn } from './worn-letters.ts';

/** What undo and redo have brought back in its place. */
export function standsNow({ doc }: Y.XmlText, id: Y.ID): Y.ID {
  for (let at = id; ; ) {
    const item = doc && Y.getState(doc.store, at.client) > at.clock ? Y.getItem(doc.store, at) : null;
    if (!(item instanceof Y.Item) || item.redone === null) return at;
    at = Y.createID(item.redone.client, item.redone.clock + at.clock - item.id.clock);
  }
}

/**
 * Where the line began: behind these ends of lines before it, at whose places others may have put their own since.
 * Behind the last of all letters where none of them follows.
 */
export function beginsBehind(
  flow: Y.XmlText,
  places: ReadonlyMap<string, number>,
  length: number,
  ends: readonly Letters[],
): number {
  const begins = ends.flatMap(idsIn).map(({ client, clock }) => {
    const id = standsNow(flow, Y.createID(client, clock));
    const at = places.get(`${id.client}:${id.clock}`);
    if (at !== undefined) return at + 1;
    const item = flow.doc && Y.getItem(flow.doc.store, id);
    const next = item instanceof Y.Item ? livingBeside(item, 'right') : null;
    return next ? (places.get(`${next.id.client}:${next.id.clock}`) ?? 0) : length;
  });
  return Math.max(0, ...begins);
}

/**
 * The lines right before that were split from this one since: with letters that stood then, and newer ends. `begin`:
 * where it began.
 */
export function firstSplitOff(
  now: readonly Worn[],
  end: number,
  begin: number,
  isNewer: (letter: Worn) => boolean,
): number {
  let first = end;
  let [at, hasOld] = [-1, false];
  for (let i = end - 1; i >= begin - 1; i--) {
    const letter = i < begin ? undefined : now[i];
    if (letter && !letter.isEnd) {
      hasOld ||= !isNewer(letter);
      continue;
    }
    if (at >= 0 && !hasOld) break;
    if (at >= 0) first = at;
    if (!letter || !isNewer(letter)) break;
    [at, hasOld] = [i, false];
  }
  return first;
}

/**
 * Its end was taken away: by a join, and what the line has become part of ends further on, or another's undo has put an
 * end in its place. Null: the line went whole.
 */
export function endTakenAway(
  now: readonly Worn[],
  flow: Y.XmlText,
  id: Y.ID | undefined,
  { before, after }: Pick<Dressed, 'before' | 'after'>,
): number | null {
  if (!id || !flow.doc || !isStyle({ ...before, ...after })) return null;
  const gone = Y.getItem(flow.doc.store, id);
  if (!(gone instanceof Y.Item)) return null;
  const left = livingBeside(gone, 'left');
  if (left?.content.str.endsWith(lineEnd)) return standsFor(left, id, flow.doc) ? placeOf(now, left.lastId) : null;
  let item = left && livingBeside(gone, 'right');
  while (item && !item.content.str.includes(lineEnd)) item = livingBeside(item, 'right');
  if (!item) return null;
  return placeOf(now, Y.createID(item.id.client, item.id.clock + item.content.str.indexOf(lineEnd)));
}

function placeOf(now: readonly Worn[], { client, clock }: Y.ID): number | null {
  const at = now.findIndex(letter => letter.key === `${client}:${clock}`);
  return at < 0 ? null : at;
}

type Living = Y.Item & { readonly content: Y.ContentString };
const isLiving = (item: Y.Item): item is Living => !item.deleted && item.content instanceof Y.ContentString;

function livingBeside(item: Y.Item, side: 'left' | 'right'): Living | null {
  for (let next = item[side]; next; next = next[side]) if (isLiving(next)) return next;
  return null;
}

/** Yjs puts what comes back right before what it comes back for. */
function standsFor({ rightOrigin }: Y.Item, { client, clock }: Y.ID, { store }: Y.Doc): boolean {
  for (let id = rightOrigin; id; ) {
    if (id.client === client && id.clock === clock) return true;
    const item: Y.Item | Y.GC = Y.getItem(store, id);
    id = item instanceof Y.Item && item.deleted ? item.rightOrigin : null;
  }
  return false;
}

const styleNames = ['line', 'level', 'start', 'align', 'indent'];
export const isStyle = (set: Attributes): boolean => styleNames.some(name => Object.hasOwn(set, name));
