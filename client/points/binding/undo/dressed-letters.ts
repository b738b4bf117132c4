// Marks and lines' styles after an undo or redo, letter by letter: what the step had changed goes back where nobody has
// changed it since, letters that come back have what they had when they went, and all others keep what they have.
import * as Y from 'yjs';
import type { Attributes, Changes, Dressed } from '../../../../shared/text/change-flow.ts';
import { difference } from '../../../../shared/text/change-flow.ts';
import { keyOf, lineEnd, linesOf } from '../../../../shared/text/flow.ts';
import type { Known, Letters } from '../../../../shared/text/letter-ids.ts';
import { isNewerThan, lettersAt } from '../../../../shared/text/letter-ids.ts';
import type { StepRecord } from './step-record.ts';

type Letter = { readonly key: string; readonly client: number; readonly clock: number; readonly isEnd: boolean };
type Worn = Letter & { readonly set: Attributes };

/** In reading order. */
export function wornIn(flow: Y.XmlText): readonly Worn[] {
  const sets = linesOf(flow).flatMap(({ style, pieces }) => [
    ...pieces.flatMap(({ text, marks }) => Array.from({ length: text.length }, () => ({ set: marks, isEnd: false }))),
    { set: style, isEnd: true },
  ]);
  return lettersAt(flow, 0, flow.length)
    .flatMap(idsIn)
    .map((letter, index) => ({ ...letter, ...(sets[index] ?? { set: {}, isEnd: false }) }));
}

const idsIn = ({ client, clock, length }: Letters) =>
  Array.from({ length }, (_, i) => ({ key: `${client}:${clock + i}`, client, clock: clock + i }));

/**
 * Call it in the transaction of the undo, when the letters have come and gone. `before`: how they stood. Gives what it
 * did, for the step back.
 */
export function dressAgain(flow: Y.XmlText, record: StepRecord, before: readonly Worn[]): Changes {
  const stood = new Map(before.map(letter => [letter.key, letter.set]));
  const back = comeBack(flow, record);
  const now = wornIn(flow);
  const wanted = now.map(({ key, set }) => stood.get(key) ?? back.get(key) ?? set);
  const kept = [...wanted];
  const places = new Map(now.map(({ key }, index) => [key, index]));
  for (const dressed of record.dressed.toReversed()) takeOff(flow, now, places, wanted, dressed);
  write(flow, now, wanted);
  return {
    taken: runsOf(before, ({ key }) => !places.has(key)).map(run => ({ letters: idsOf(run), set: setOf(run[0]) })),
    dressed: runsOf(
      now.map((letter, i) => ({ ...letter, is: wanted[i] ?? {}, set: kept[i] ?? {} })),
      ({ is, set }) => keyOf(is) !== keyOf(set),
    ).map(run => ({ letters: idsOf(run), before: setOf(run[0]), after: run[0]?.is ?? {} })),
  };
}

const setOf = (letter: Worn | undefined): Attributes => letter?.set ?? {};
const idsOf = (run: readonly Letter[]): readonly Letters[] =>
  run.reduce<Letters[]>((ids, { client, clock }) => {
    const last = ids.at(-1);
    if (last?.client === client && last.clock + last.length === clock)
      ids[ids.length - 1] = { ...last, length: last.length + 1 };
    else ids.push({ client, clock, length: 1 });
    return ids;
  }, []);

/** Neighbours of which it holds and that wear the same, together. */
function runsOf<T extends Worn & { readonly is?: Attributes }>(letters: readonly T[], holds: (letter: T) => boolean) {
  const runs: T[][] = [];
  let [open, look] = ['', ''];
  for (const letter of letters) {
    look = holds(letter) ? `${letter.isEnd} ${keyOf(letter.set)} ${keyOf(letter.is ?? {})}` : '';
    if (look !== '' && look === open) runs.at(-1)?.push(letter);
    else if (look !== '') runs.push([letter]);
    open = look;
  }
  return runs;
}

/** What the step had taken and stands again, by its letter now. */
function comeBack(flow: Y.XmlText, { taken }: StepRecord): ReadonlyMap<string, Attributes> {
  const back = new Map<string, Attributes>();
  for (const { letters, set } of taken)
    for (const { client, clock } of letters.flatMap(idsIn)) {
      const id = standsNow(flow, Y.createID(client, clock));
      back.set(`${id.client}:${id.clock}`, set);
    }
  return back;
}

/** What undo and redo have brought back in its place. */
function standsNow({ doc }: Y.XmlText, id: Y.ID): Y.ID {
  for (let at = id; ; ) {
    const item = doc && Y.getState(doc.store, at.client) > at.clock ? Y.getItem(doc.store, at) : null;
    if (!(item instanceof Y.Item) || item.redone === null) return at;
    at = Y.createID(item.redone.client, item.redone.clock + at.clock - item.id.clock);
  }
}

/** Of its letters, and of newer ones among them: somebody has typed there since, or split the line. */
function takeOff(
  flow: Y.XmlText,
  now: readonly Worn[],
  placesOf: ReadonlyMap<string, number>,
  wanted: Attributes[],
  dressed: Recorded,
): void {
  const { letters, before, after, known } = dressed;
  const ids = letters.flatMap(idsIn).map(({ client, clock }) => standsNow(flow, Y.createID(client, clock)));
  const places = ids.flatMap(({ client, clock }) => placesOf.get(`${client}:${clock}`) ?? []).sort((a, b) => a - b);
  const own = new Set(places);
  const last = places.at(-1) ?? endTakenAway(now, flow, ids[0], dressed);
  if (last === null) return;
  const first = now[last]?.isEnd ? firstSplitOff(now, last, known) : (places[0] ?? last);
  for (let i = first; i <= last; i++) {
    const letter = now[i];
    if (!letter || letter.isEnd !== now[last]?.isEnd) continue;
    if (i !== last && !own.has(i) && !isNewerThan(known, letter)) continue;
    wanted[i] = undressed(wanted[i] ?? {}, before, after);
  }
}

type Recorded = Dressed & { readonly known: Known };

/** Attributes that are as the step left them become as they were before it. */
function undressed(set: Attributes, before: Attributes, after: Attributes): Attributes {
  const is = new Map<string, unknown>(Object.entries(set));
  const left = new Map<string, unknown>(Object.entries(after));
  for (const [key, value] of Object.entries(difference(after, before)))
    if (is.get(key) === left.get(key)) {
      if (value === null) is.delete(key);
      else is.set(key, value);
    }
  return Object.fromEntries(is);
}

/** The lines right before that were split from this one since: with letters that stood then, and newer ends. */
function firstSplitOff(now: readonly Worn[], end: number, known: Known): number {
  let first = end;
  let [at, hasOld] = [-1, false];
  for (let i = end - 1; i >= -1; i--) {
    const letter = now[i];
    if (letter && !letter.isEnd) {
      hasOld ||= !isNewerThan(known, letter);
      continue;
    }
    if (at >= 0 && !hasOld) break;
    if (at >= 0) first = at;
    if (!letter || !isNewerThan(known, letter)) break;
    [at, hasOld] = [i, false];
  }
  return first;
}

/** Its end was taken away, by a join: what the line has become part of ends further on. Null: the line went whole. */
function endTakenAway(
  now: readonly Worn[],
  flow: Y.XmlText,
  id: Y.ID | undefined,
  { before, after }: Dressed,
): number | null {
  if (!id || !flow.doc || !isStyle({ ...before, ...after })) return null;
  let item: Y.Item | Y.GC | null = Y.getItem(flow.doc.store, id);
  if (!(item instanceof Y.Item) || !standsBehindLetters(item)) return null;
  while (item instanceof Y.Item) {
    const { content } = item;
    const within = !item.deleted && content instanceof Y.ContentString ? content.str.indexOf(lineEnd) : -1;
    if (within >= 0) {
      const key = `${item.id.client}:${item.id.clock + within}`;
      const at = now.findIndex(letter => letter.key === key);
      return at < 0 ? null : at;
    }
    item = item.right;
  }
  return null;
}

function standsBehindLetters({ left }: Y.Item): boolean {
  let before = left;
  while (before && (before.deleted || !(before.content instanceof Y.ContentString))) before = before.left;
  return before?.content instanceof Y.ContentString && !before.content.str.endsWith(lineEnd);
}

const styleNames = ['line', 'level', 'start', 'align', 'indent'];
const isStyle = (set: Attributes): boolean => styleNames.some(name => Object.hasOwn(set, name));

function write(flow: Y.XmlText, now: readonly Worn[], wanted: readonly Attributes[]): void {
  const changes = now.map(({ set }, i) => difference(set, wanted[i] ?? set));
  for (let from = 0; from < now.length; ) {
    const change = changes[from] ?? {};
    let to = from + 1;
    while (to < now.length && isSame(changes[to] ?? {}, change)) to++;
    if (Object.keys(change).length > 0) flow.format(from, to - from, change);
    from = to;
  }
}

const isSame = (a: Record<string, unknown>, b: Record<string, unknown>): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => a[key] === b[key]);
};
