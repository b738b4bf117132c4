// Which letter stands now for one that was deleted and brought back by undo or redo. Yjs tells that only to the copy
// that pressed undo; every copy can see it: what comes back stands right before what went, and says so (`rightOrigin`).
// What somebody typed there says the same, so the words have to agree as well. Writes nothing.
import * as Y from 'yjs';
import type { FlatText } from '../point-text.ts';

/** What is known of the words around a letter, and on which side of it they go on; '' where it is not known itself. */
export type Around = {
  readonly before: string;
  readonly letter: string;
  readonly after: string;
  readonly words: 'before' | 'after';
};

const aroundMax = 16;

/** Of the letter at an offset; where none stands there, nothing is known. */
export const aroundLetter = (text: string, at: number, words: Around['words']): Around => ({
  before: text.slice(Math.max(0, at - aroundMax), Math.max(0, at)),
  letter: text.charAt(at),
  after: text.slice(at + 1, at + 1 + aroundMax),
  words,
});

export type Standing = { readonly item: Y.Item; readonly within: number };

/**
 * The one around which most is as it was, of all that come after it by one undo or more. Null: nothing that lives
 * stands for it.
 */
export function standsAgain(doc: Y.Doc, flat: FlatText, id: Y.ID, around: Around): Standing | null {
  return following(doc, flat, id, around, false) ?? following(doc, flat, id, around, true);
}

/** Thorough: also over letters that went again, and of which nothing tells that they are the sought one. */
function following(doc: Y.Doc, flat: FlatText, id: Y.ID, around: Around, isThorough: boolean): Standing | null {
  const { runs, places } = indexOf(flat);
  const ways: Way[] = [{ id, isSure: true, score: 0 }];
  let best: Way | null = null;
  for (let i = 0; i < Math.min(ways.length, waysMax); i++) {
    const way = ways[i];
    if (!way) break;
    for (const next of waysOn(doc, runs, way, around, isThorough)) {
      const item = Y.getItem(doc.store, next.id);
      const place = item instanceof Y.Item ? places.get(item) : undefined;
      if (item.deleted) {
        if (!ways.some(known => Y.compareIDs(known.id, next.id))) ways.push(next);
      } else if (place !== undefined) {
        const nearby = agreement(flat.text, place + next.id.clock - item.id.clock, around);
        const found = { ...next, score: next.score + Math.max(0, nearby) };
        if (isBetter(found, best)) best = found;
      }
    }
  }
  const item = best && Y.getItem(doc.store, best.id);
  return best && item instanceof Y.Item ? { item, within: best.id.clock - item.id.clock } : null;
}

/** To a letter. Sure: no other way can lead to what came back, unless somebody typed the same before it. */
type Way = { readonly id: Y.ID; readonly isSure: boolean; readonly score: number };

const isBetter = (way: Way, than: Way | null): boolean => !than || weight(way) > weight(than);
const weight = ({ isSure, score }: Way): number => score + (isSure ? sureScore : 0);
const sureScore = 8;

/** From a deleted letter, by one undo. */
function waysOn(doc: Y.Doc, runs: Runs, { id, isSure }: Way, around: Around, isThorough: boolean): readonly Way[] {
  const from = beginsBefore(doc, id);
  const near = runsIn(runs.get(id.client) ?? [], from.deleted, id.clock);
  return near.flatMap(run => {
    const offset = id.clock - run.before;
    return placesIn(run, offset, around, isThorough).map(({ at, score }) => ({
      id: Y.createID(run.client, run.clock + at),
      isSure: isSure && at === offset && run.before >= from.together,
      score,
    }));
  });
}

/** The newest of those written before letters of these clocks. `runs` are sorted by that. */
function runsIn(runs: readonly Run[], from: number, to: number): readonly Run[] {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.before ?? 0) <= to) low = middle + 1;
    else high = middle;
  }
  return runs.slice(Math.max(0, low - runsMax), low).filter(({ before }) => before >= from);
}

/**
 * Letters on the way from undo to undo, and runs at each. A hostile page could make chains without an end, and an
 * anchor is looked for after each change.
 */
const waysMax = 64;
const runsMax = 16;
/** Items that went in one row are counted so far back. */
const itemsMax = 256;

/** Letters of one client, written one after another before the same letter of another. */
type Run = {
  readonly client: number;
  readonly clock: number;
  /** The clock of the letter that they were written before. */
  readonly before: number;
  /** In letters that live, what they are; in others `gone`. */
  text: string;
};
const gone = '\0';

/** By the client of the letter that they were written before. */
type Runs = ReadonlyMap<number, readonly Run[]>;
/** And where in the text each item begins that lives. */
type Index = { readonly runs: Runs; readonly places: ReadonlyMap<Y.Item, number> };
const indexCache = new WeakMap<FlatText, Index>();

function indexOf(flat: FlatText): Index {
  const known = indexCache.get(flat);
  if (known) return known;
  const runs = new Map<number, Run[]>();
  const places = new Map<Y.Item, number>();
  const open = new Map<string, Run>();
  for (const [text, base] of flat.base) {
    let place = base;
    for (let item = text._start; item; item = item.right) {
      const letters = !item.deleted && item.content instanceof Y.ContentString ? item.content.str : null;
      if (letters !== null) places.set(item, place);
      place += letters?.length ?? 0;
      const before = item.rightOrigin;
      if (!before) continue;
      const { client, clock } = item.id;
      const key = (at: number): string => `${client}:${at}:${before.client}:${before.clock}`;
      const added = letters ?? gone.repeat(item.length);
      const isNext = item.origin?.client === client && item.origin.clock === clock - 1;
      const begun = isNext ? open.get(key(clock)) : undefined;
      const run = begun ?? { client, clock, before: before.clock, text: '' };
      run.text += added;
      if (!begun) runsBefore(runs, before.client).push(run);
      open.set(key(clock + item.length), run);
    }
  }
  for (const each of runs.values()) each.sort((a, b) => a.before - b.before);
  const index = { runs, places };
  indexCache.set(flat, index);
  return index;
}

function runsBefore(runs: Map<number, Run[]>, client: number): Run[] {
  const known = runs.get(client) ?? [];
  runs.set(client, known);
  return known;
}

/** What comes back at once went at once: from `deleted` on all up to the letter are; from `together` on in one row. */
function beginsBefore(
  { store }: Y.Doc,
  { client, clock }: Y.ID,
): { readonly deleted: number; readonly together: number } {
  let deleted = clock + 1;
  let together: number | null = null;
  for (let items = 0; deleted > 0 && items < itemsMax; items++) {
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, deleted - 1));
    if (!item.deleted) break;
    deleted = item.id.clock;
    const left = item instanceof Y.Item ? item.left?.lastId : undefined;
    if (left?.client !== client || left.clock !== deleted - 1) together ??= deleted;
  }
  return { deleted, together: together ?? deleted };
}

type Place = { readonly at: number; readonly score: number };

/**
 * Where in the run the letter may be: as far from its beginning as it stood from the letter that the run was written
 * before; or further, where somebody had typed there, and what came back continues that.
 */
function placesIn(run: Run, offset: number, around: Around, isThorough: boolean): readonly Place[] {
  if (offset >= run.text.length) return [];
  const usual = agreement(run.text, offset, around);
  const others: Place[] = [];
  let further: Place | undefined;
  for (let at = offset + 1; at < Math.min(run.text.length, offset + typedBeforeMax); at++) {
    if (run.text.charAt(at) === gone) {
      if (isThorough) others.push({ at, score: 0 });
      continue;
    }
    const score = agreement(run.text, at, around);
    if (!isOther(run.text, at, around, score) && score > (further?.score ?? -1)) further = { at, score };
  }
  return [
    ...(isOther(run.text, offset, around, usual) ? [] : [{ at: offset, score: usual + usualPlaceScore }]),
    ...(further ? [further] : []),
    ...others,
  ];
}
const typedBeforeMax = 32;
const usualPlaceScore = 2;

/** Other words that begin or end with the same letter are not theirs: what was typed over them, say. */
function isOther(text: string, at: number, { before, letter, after, words }: Around, agreeing: number): boolean {
  if (agreeing < 0) return true;
  if (agreeing >= fewAgreeing || text.charAt(at) === gone) return false;
  if (letter === '') return true;
  const now = text.charAt(words === 'after' ? at + 1 : at - 1);
  const then = words === 'after' ? after.charAt(0) : before.slice(-1);
  return now !== '' && now !== gone && then !== '' && !isSame(now, then);
}
const fewAgreeing = 2;

/** How many letters around agree, or -1 where the letter itself is another. */
function agreement(text: string, at: number, { before, letter, after }: Around): number {
  const now = text.charAt(at);
  if (letter !== '' && now !== gone && !isSame(now, letter)) return -1;
  let count = 0;
  for (let i = 1; i <= Math.min(at, before.length, agreementMax); i++) {
    const other = text.charAt(at - i);
    if (other === gone) continue;
    if (!isSame(other, before.charAt(before.length - i))) break;
    count++;
  }
  for (let i = 1; i <= Math.min(text.length - 1 - at, after.length, agreementMax); i++) {
    const other = text.charAt(at + i);
    if (other === gone) continue;
    if (!isSame(other, after.charAt(i - 1))) break;
    count++;
  }
  return count;
}
const agreementMax = 16;

const isSame = (a: string, b: string): boolean => a === b || (/\s/.test(a) && /\s/.test(b));
