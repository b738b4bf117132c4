// Words of mine that the server refused to take as they were sent, put into the document as the server has it. Goes by
// Yjs's own ids, not by comparing texts: what the server knows is left alone, what it does not know is written as a new
// edit at the same place, what I had taken out is taken out, and what I had marked is marked. Line ends are letters
// like others. What others marked otherwise meanwhile stays as they have it.
import * as Y from 'yjs';
import { mayMark } from '../../shared/text/allow-list.ts';
import { flowOf } from '../../shared/text/flow.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { HalfMoves } from './moved-words.ts';
import { noMoves } from './moved-words.ts';
import type { Letter } from './sending/lettered.ts';
import { asIKnewIt, asILeftIt, asItStands } from './sending/lettered.ts';

/** `nowhere`: the point has no text, or another one than I wrote in. */
export type PutBack = 'all' | 'without-marks' | 'nowhere';

/** `isWanted`: of my new letters, which; then nothing else is put back. */
export function putBack(
  mine: Y.Doc,
  theirs: Y.Doc,
  point: string,
  { isWanted, moved = noMoves }: { readonly isWanted?: (id: Y.ID) => boolean; readonly moved?: HalfMoves } = {},
): PutBack {
  const [from, into] = [flowOf(bodyOf(mine, point)), flowOf(bodyOf(theirs, point))];
  if (!from || !into || !Y.compareIDs(from._item?.id ?? null, into._item?.id ?? null)) return 'nowhere';
  // All of it before anything is written: that makes more known.
  const left = new Map(asILeftIt(mine, theirs, point).map(letter => [nameOf(letter.id), letter]));
  const knew = new Map(asIKnewIt(mine, theirs, point).map(letter => [nameOf(letter.id), letter]));
  const stands = asItStands(theirs, point);
  const comes = (id: Y.ID): boolean => !moved.staysOut(point, id) && (isWanted?.(id) ?? true);
  const inserts = unsentIn(from, theirs, placesIn(into), left, comes);
  const others = isWanted ? [] : stands;
  const goes = (id: Y.ID): boolean => !moved.stays(point, id);
  const deletes = deletedIn(others, { knew, left }, goes, new Set(inserts.map(({ at }) => at)));
  const { marks, isWhole } = markedIn(others, { knew, left });
  theirs.transact(() => {
    for (const { at, length, set } of marks) into.format(at, length, set);
    // From the end, so that none moves the next; at one place what goes out first, then what comes in, the last first.
    for (const edit of [...deletes, ...inserts.toReversed()].sort((a, b) => b.at - a.at)) {
      if ('length' in edit) into.delete(edit.at, edit.length);
      else into.insert(edit.at, edit.words, allowed(edit.set));
    }
  }, 'put back');
  return isWhole && inserts.every(({ set }) => isAllowed(set)) ? 'all' : 'without-marks';
}

type Letters = ReadonlyMap<string, Letter>;
type Sides = { readonly knew: Letters; readonly left: Letters };
type Insert = { readonly at: number; readonly words: string } & Pick<Letter, 'set' | 'mark'>;
type Delete = { readonly at: number; readonly length: number };

const nameOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`;

/** My new words, each behind what stood before it as I left it, be that still there or not. */
function unsentIn(
  from: Y.XmlText,
  theirs: Y.Doc,
  placeAfter: PlaceAfter,
  left: Letters,
  isWanted: (id: Y.ID) => boolean,
): readonly Insert[] {
  const inserts: Insert[] = [];
  let [at, isOpen] = [0, false];
  for (let item = from._start; item !== null; item = item.right) {
    const { client, clock } = item.id;
    const known = Math.min(item.length, Math.max(0, Y.getState(theirs.store, client) - clock));
    if (known > 0) [at, isOpen] = [placeAfter(Y.createID(client, clock + known - 1)) ?? at, false];
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    for (let i = known; i < item.length; i++) {
      const id = Y.createID(client, clock + i);
      if (!isWanted(id)) continue;
      const { set = {}, mark = '' } = left.get(nameOf(id)) ?? {};
      const words = item.content.str.charAt(i); // as it is written: a break within a line is no end of one
      const last = inserts.at(-1);
      if (isOpen && last?.mark === mark) inserts[inserts.length - 1] = { ...last, words: last.words + words };
      else inserts.push({ at, words, set, mark });
      isOpen = true;
    }
  }
  return inserts;
}

type PlaceAfter = (id: Y.ID) => number | null;

/** The place right after a letter, also where that was taken out; null where it is none of this text. */
function placesIn(text: Y.XmlText): PlaceAfter {
  const starts = new Map<Y.Item | Y.GC, number>();
  let length = 0;
  for (let item = text._start; item !== null; item = item.right) {
    starts.set(item, length);
    if (isShown(item)) length += item.length;
  }
  return id => {
    const item = text.doc ? Y.getItem(text.doc.store, id) : null;
    const start = item ? starts.get(item) : undefined;
    if (!item || start === undefined) return null;
    return item instanceof Y.Item && isShown(item) ? start + id.clock - item.id.clock + 1 : start;
  };
}

const isShown = (item: Y.Item): boolean => !item.deleted && item.countable;

/** In runs. Each ends where something comes in, so that its letters stand side by side until it goes. */
function deletedIn(
  stands: readonly Letter[],
  { knew, left }: Sides,
  goes: (id: Y.ID) => boolean,
  ends: ReadonlySet<number>,
): readonly Delete[] {
  const runs: Delete[] = [];
  for (const [at, { id }] of stands.entries()) {
    const name = nameOf(id);
    if (!knew.has(name) || left.has(name) || !goes(id)) continue;
    const last = runs.at(-1);
    if (last && last.at + last.length === at && !ends.has(at))
      runs[runs.length - 1] = { ...last, length: last.length + 1 };
    else runs.push({ at, length: 1 });
  }
  return runs;
}

type Mark = Delete & { readonly set: Record<string, unknown> };

/** Of letters that both of us have: what I changed on them, where nobody else has changed the same. */
function markedIn(stands: readonly Letter[], { knew, left }: Sides): { marks: readonly Mark[]; isWhole: boolean } {
  const marks: Mark[] = [];
  let isWhole = true;
  for (const [at, { id, set: now }] of stands.entries()) {
    const [before, after] = [knew.get(nameOf(id)), left.get(nameOf(id))];
    if (!before || !after || before.mark === after.mark) continue;
    const missing = Object.keys({ ...before.set, ...after.set }).filter(
      key => before.set[key] !== after.set[key] && now[key] !== after.set[key],
    );
    const set = Object.fromEntries(missing.map(key => [key, after.set[key] ?? null]));
    const isFree = missing.every(key => now[key] === before.set[key]) && isAllowed(set);
    isWhole &&= isFree;
    if (!isFree || missing.length === 0) continue;
    const last = marks.at(-1);
    if (last && last.at + last.length === at && JSON.stringify(last.set) === JSON.stringify(set))
      marks[marks.length - 1] = { ...last, length: last.length + 1 };
    else marks.push({ at, length: 1, set });
  }
  return { marks, isWhole };
}

const isAllowed = (set: Letter['set']): boolean => Object.entries(set).every(([key, value]) => mayMark(key, value));
const allowed = (set: Letter['set']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(set).filter(([key, value]) => mayMark(key, value)));
