// Marks and lines' styles after an undo or redo, letter by letter: what the step had changed goes back where nobody has
// changed it since, letters that come back have what they had when they went, and all others keep what they have.
import * as Y from 'yjs';
import type { Attributes, Changes } from '../../../../shared/text/change-flow.ts';
import { difference } from '../../../../shared/text/change-flow.ts';
import { keyOf } from '../../../../shared/text/flow.ts';
import { isNewerThan } from '../../../../shared/text/letter-ids.ts';
import { broughtBack, soughtMax } from './brought-back.ts';
import { keepsOthers } from './joined-lines.ts';
import { beginsBehind, endTakenAway, firstSplitOff, standsNow } from './split-lines.ts';
import type { StepRecord } from './step-record.ts';
import type { Worn } from './worn-letters.ts';
import { idsIn, idsOf, runsOf, setOf, wornIn } from './worn-letters.ts';

/**
 * Call it in the transaction of the undo, when the letters have come and gone. `before`: how they stood. Gives what it
 * did, for the step back.
 */
export function dressAgain(flow: Y.XmlText, record: StepRecord, before: readonly Worn[]): Changes {
  const stood = new Map(before.map(letter => [letter.key, letter.set]));
  const back = comeBack(flow, record);
  const now = wornIn(flow);
  const wanted = now.map(({ key, set }) => stood.get(key) ?? back.get(key)?.set ?? set);
  const left = new Map(record.left.map(({ client, clock, set }) => [keyNow(flow, client, clock), set]));
  keepsOthers(now, wanted, { left, stood, hasComeBack: ({ key }) => back.has(key) });
  const kept = [...wanted];
  const places = new Map(now.map(({ key }, index) => [key, index]));
  const scene = { flow, now, places, back, isSought: lettersOf(record) <= soughtMax };
  for (const dressed of record.dressed.toReversed()) takeOff(scene, wanted, dressed);
  write(flow, now, wanted);
  const stoodAt = new Map(before.map(({ key }, index) => [key, index]));
  const gone = runsOf(before, ({ key }) => !places.has(key));
  const changed = runsOf(
    now.map((letter, index) => ({ ...letter, index, is: wanted[index] ?? {}, set: kept[index] ?? {} })),
    ({ is, set }) => keyOf(is) !== keyOf(set),
  );
  return {
    taken: gone.map(run => ({ letters: idsOf(run), set: setOf(run[0]), isEnd: run[0]?.isEnd ?? false })),
    dressed: changed.map(run => {
      const [first] = run;
      const behind = first?.isEnd
        ? [...endBefore(before, stoodAt.get(first.key) ?? 0), ...endBefore(now, first.index)]
        : [];
      return { letters: idsOf(run), before: setOf(first), after: first?.is ?? {}, behind: idsOf(behind) };
    }),
  };
}

function keyNow(flow: Y.XmlText, client: number, clock: number): string {
  const id = standsNow(flow, Y.createID(client, clock));
  return `${id.client}:${id.clock}`;
}

function endBefore(worn: readonly Worn[], at: number): readonly Worn[] {
  let end = at - 1;
  while (end >= 0 && !worn[end]?.isEnd) end--;
  return end < 0 ? [] : worn.slice(end, end + 1);
}

/** By its letter now: what the step had taken and stands again, and the letter that it took. */
type Back = ReadonlyMap<string, { readonly set: Attributes; readonly id: Y.ID }>;

function comeBack(flow: Y.XmlText, { taken }: StepRecord): Back {
  const back = new Map<string, { set: Attributes; id: Y.ID }>();
  for (const { letters, set } of taken)
    for (const { client, clock } of letters.flatMap(idsIn)) {
      const id = Y.createID(client, clock);
      const now = standsNow(flow, id);
      back.set(`${now.client}:${now.clock}`, { set, id });
    }
  return back;
}

type Scene = {
  readonly flow: Y.XmlText;
  readonly now: readonly Worn[];
  readonly places: ReadonlyMap<string, number>;
  readonly back: Back;
  /** Whether letters that are gone are looked for: not where the whole step has too many of them. */
  readonly isSought: boolean;
};

const lettersOf = ({ dressed }: StepRecord): number =>
  dressed.flatMap(({ letters }) => letters).reduce((sum, { length }) => sum + length, 0);

/** Of its letters, and of newer ones among them: somebody has typed there since, or split the line. */
function takeOff(scene: Scene, wanted: Attributes[], dressed: StepRecord['dressed'][number]): void {
  const { flow, now, places: placesOf, back } = scene;
  const { letters, before, after, known, behind } = dressed;
  const ids = letters.flatMap(idsIn).map(({ client, clock }) => standsNow(flow, Y.createID(client, clock)));
  const places = placesNow(scene, ids).sort((a, b) => a - b);
  const own = new Set(places);
  const last = places.at(-1) ?? endTakenAway(now, flow, ids[0], dressed);
  if (last === null) return;
  // What has come back is as old as what it came back for.
  const isNewer = (letter: Worn): boolean => isNewerThan(known, back.get(letter.key)?.id ?? letter);
  const first = now[last]?.isEnd
    ? firstSplitOff(now, last, beginsBehind(flow, placesOf, now.length, behind), isNewer)
    : (places[0] ?? last);
  for (let i = first; i <= last; i++) {
    const letter = now[i];
    if (!letter || letter.isEnd !== now[last]?.isEnd) continue;
    if (i !== last && !own.has(i) && !isNewer(letter)) continue;
    wanted[i] = undressed(wanted[i] ?? {}, before, after);
  }
}

/** Where letters stand, also those that somebody else has brought back. */
function placesNow({ flow, places, isSought }: Scene, ids: readonly Y.ID[]): number[] {
  const placeOf = ({ client, clock }: Y.ID): number | undefined => places.get(`${client}:${clock}`);
  if (!isSought || ids.every(id => placeOf(id) !== undefined)) return ids.flatMap(id => placeOf(id) ?? []);
  const back = broughtBack(flow, ids);
  return ids.flatMap(id => placeOf(back.get(id) ?? id) ?? []);
}

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
