// Letters that somebody else's undo or redo has brought back stand as that person's: my undo takes mine away again, and
// changes the marks on them, as if they had never gone (rule E3). Told by Yjs's ids and by the letters themselves.
import * as Y from 'yjs';
import type { Standing } from '../../../../shared/text/anchors/letters-again.ts';
import { aroundLetter, standsAgain } from '../../../../shared/text/anchors/letters-again.ts';
import type { Letters } from '../../../../shared/text/letter-ids.ts';
import { flatText } from '../../../../shared/text/point-text.ts';
import type { StepRecord } from './step-record.ts';

type Step = { insertions: Parameters<typeof Y.isDeleted>[0] };

/** What the step put in or marked stays known when somebody deletes it: Yjs would forget the letters. */
export function keepLettersKnown(doc: Y.Doc, { insertions }: Step, { dressed }: StepRecord): void {
  for (const [client, ranges] of insertions.clients)
    for (const { clock, len } of ranges) keepKnown(doc, { client, clock, length: len });
  for (const { letters } of dressed) for (const each of letters) keepKnown(doc, each);
}

function keepKnown({ store }: Y.Doc, { client, clock, length }: Letters): void {
  for (let at = clock; at < clock + length; ) {
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, at));
    if (item instanceof Y.Item) item.keep = true;
    at = item.id.clock + item.length;
  }
}

/** Adds such letters to those that the step put in. */
export function addWhatCameBack(flow: Y.XmlText, step: Step): void {
  const { doc } = flow;
  if (!doc) return;
  const found = Y.createDeleteSet();
  for (let item = flow._start; item; item = item.right) {
    const original = item.rightOrigin;
    const isOthers = item.id.client !== doc.clientID;
    if (item.deleted || !(item.content instanceof Y.ContentString) || !isOthers || !original) continue;
    // Yjs puts a letter that comes back right before the one that went.
    const { str } = item.content;
    if (!wentFrom(doc, original, str)) continue;
    const ranges = stretchesIn(step.insertions, original, str.length).map(({ from, length }) => ({
      clock: item.id.clock + from,
      len: length,
    }));
    if (ranges.length > 0) found.clients.set(item.id.client, [...(found.clients.get(item.id.client) ?? []), ...ranges]);
  }
  if (found.clients.size > 0) step.insertions = Y.mergeDeleteSets([step.insertions, found]);
}

/**
 * By each letter that is gone: the one that stands for it now, whoever has brought it back. The letters stood in one
 * line, in this order.
 */
export function standingAgain(flow: Y.XmlText, letters: readonly Y.ID[]): ReadonlyMap<Y.ID, Standing> {
  const found = new Map<Y.ID, Standing>();
  const { doc, parent } = flow;
  if (!doc || !(parent instanceof Y.XmlElement) || letters.length > soughtMax) return found;
  const words = letters.map(id => letterOf(doc, id)).join('');
  if (words.length !== letters.length) return found;
  const flat = flatText(parent);
  for (const [at, letter] of letters.entries()) {
    if (!Y.getItem(doc.store, letter).deleted) continue;
    const around = aroundLetter(words, at, at + 1 < words.length ? 'after' : 'before');
    const again = standsAgain(doc, flat, letter, around);
    if (again) found.set(letter, again);
  }
  return found;
}

/** Of `standingAgain`: what somebody has brought back, and not written anew in words that begin alike, say. */
export function broughtBack(flow: Y.XmlText, letters: readonly Y.ID[]): ReadonlyMap<Y.ID, Y.ID> {
  const stretches: { readonly id: Y.ID; readonly now: Standing }[][] = [];
  for (const [id, now] of standingAgain(flow, letters)) {
    const last = stretches.at(-1)?.at(-1);
    if (last && goesOn(last.now, now)) stretches.at(-1)?.push({ id, now });
    else stretches.push([{ id, now }]);
  }
  const sure = stretches.filter(stretch => stretch.length >= alikeCharsMin || fillsItems(stretch));
  return new Map(sure.flat().map(({ id, now: { item, within } }) => [id, idAt(item, within)]));
}

/** Fewer letters may be alike by chance. */
export const alikeCharsMin = 4;

const idAt = ({ id }: Y.Item, within: number): Y.ID => Y.createID(id.client, id.clock + within);

const goesOn = (last: Standing, now: Standing): boolean =>
  Y.compareIDs(idAt(last.item, last.within + 1), idAt(now.item, now.within));

/** What comes back is written whole; a word that somebody types goes on. */
function fillsItems(stretch: readonly { readonly now: Standing }[]): boolean {
  const last = stretch.at(-1)?.now;
  return stretch[0]?.now.within === 0 && last !== undefined && last.within === last.item.length - 1;
}

/** Letters looked for one by one, in one undo: more of them would take longer than a key may. */
export const soughtMax = 2_000;

/** Empty where it is no longer known. */
function letterOf({ store }: Y.Doc, id: Y.ID): string {
  const item: Y.Item | Y.GC = Y.getItem(store, id);
  return item instanceof Y.Item && item.content instanceof Y.ContentString
    ? item.content.str.charAt(id.clock - item.id.clock)
    : '';
}

/** Whether these very letters stood from this id on, and are gone. */
function wentFrom({ store }: Y.Doc, { client, clock }: Y.ID, letters: string): boolean {
  for (let at = 0; at < letters.length; ) {
    if (clock + at >= Y.getState(store, client)) return false;
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, clock + at));
    if (!(item instanceof Y.Item) || !item.deleted || !(item.content instanceof Y.ContentString)) return false;
    const there = item.content.str.slice(clock + at - item.id.clock);
    const length = Math.min(there.length, letters.length - at);
    if (there.slice(0, length) !== letters.slice(at, at + length)) return false;
    at += length;
  }
  return true;
}

/** Of so many letters from this id on, those in the set, by their place behind it. */
function stretchesIn(set: Step['insertions'], { client, clock }: Y.ID, length: number) {
  return (set.clients.get(client) ?? []).flatMap(range => {
    const [from, to] = [Math.max(range.clock, clock), Math.min(range.clock + range.len, clock + length)];
    return from < to ? [{ from: from - clock, length: to - from }] : [];
  });
}
