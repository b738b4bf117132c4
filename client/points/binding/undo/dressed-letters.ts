// Marks and lines' styles after an undo or redo, letter by letter: what the step had changed goes back where nobody has
// changed it since, letters that come back have what they had when they went, and all others keep what they have.
import * as Y from 'yjs';
import type { Attributes, Changes, Dressed, Taken } from '../../../../shared/text/change-flow.ts';
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
  for (const dressed of record.dressed.toReversed()) takeOff(flow, now, wanted, dressed);
  write(flow, now, wanted);
  const stands = new Set(now.map(({ key }) => key));
  return {
    taken: before.flatMap(letter => (stands.has(letter.key) ? [] : [takenOf(letter)])),
    dressed: now.flatMap((letter, i) => dressedOf(letter, kept[i], wanted[i])),
  };
}

const idOf = ({ client, clock }: Letter): readonly Letters[] => [{ client, clock, length: 1 }];
const takenOf = (letter: Worn): Taken => ({ letters: idOf(letter), set: letter.set });

function dressedOf(letter: Letter, was: Attributes = {}, is: Attributes = {}): readonly Dressed[] {
  return keyOf(was) === keyOf(is) ? [] : [{ letters: idOf(letter), before: was, after: is }];
}

/** What the step had taken and stands again, by its letter now. */
function comeBack({ doc }: Y.XmlText, { taken }: StepRecord): ReadonlyMap<string, Attributes> {
  const back = new Map<string, Attributes>();
  for (const { letters, set } of taken)
    for (const { client, clock } of letters.flatMap(idsIn)) {
      const id = doc && standsNow(doc, Y.createID(client, clock));
      if (id) back.set(`${id.client}:${id.clock}`, set);
    }
  return back;
}

function standsNow({ store }: Y.Doc, id: Y.ID): Y.ID {
  for (let at = id; ; ) {
    const item = Y.getState(store, at.client) > at.clock ? Y.getItem(store, at) : null;
    if (!(item instanceof Y.Item) || item.redone === null) return at;
    at = Y.createID(item.redone.client, item.redone.clock + at.clock - item.id.clock);
  }
}

/** Of its letters, and of newer ones among them: somebody has typed there since, or split the line. */
function takeOff(flow: Y.XmlText, now: readonly Worn[], wanted: Attributes[], dressed: Recorded): void {
  const { letters, before, after, known } = dressed;
  const own = new Set(letters.flatMap(idsIn).map(({ key }) => key));
  const places = now.flatMap(({ key }, index) => (own.has(key) ? [index] : []));
  const last = places.at(-1) ?? endTakenAway(now, flow, dressed);
  if (last === null) return;
  const first = now[last]?.isEnd ? firstSplitOff(now, last, known) : (places[0] ?? last);
  for (let i = first; i <= last; i++) {
    const letter = now[i];
    if (!letter || letter.isEnd !== now[last]?.isEnd) continue;
    if (i !== last && !own.has(letter.key) && !isNewerThan(known, letter)) continue;
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

/** Its end was taken away, by a join: what the line has become part of ends further on. */
function endTakenAway(now: readonly Worn[], flow: Y.XmlText, { letters, before, after }: Dressed): number | null {
  const [id] = letters;
  if (!id || !flow.doc || !isStyle({ ...before, ...after })) return null;
  let item: Y.Item | Y.GC | null = Y.getItem(flow.doc.store, Y.createID(id.client, id.clock));
  while (item instanceof Y.Item) {
    const { content } = item;
    const within = !item.deleted && content instanceof Y.ContentString ? content.str.indexOf(lineEnd) : -1;
    if (within >= 0) {
      const key = `${item.id.client}:${item.id.clock + within}`;
      return now.findIndex(letter => letter.key === key);
    }
    item = item.right;
  }
  return null;
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
