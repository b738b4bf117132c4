// Makes one flow of another by changing only what differs: letters by where they differ, marks and lines' styles by
// attribute. What others write in what stays is left alone. Cuts no character in two.
import * as Y from 'yjs';
import type { Line, LineStyle, Marks } from './flow.ts';
import { breakInLine, keyOf, lineEnd, linesOf } from './flow.ts';
import { hunksOf } from './hunks.ts';
import { insertBehind } from './insert-behind.ts';
import type { Letters } from './letter-ids.ts';
import { lettersAt } from './letter-ids.ts';

/**
 * At `at` in the text as it stands, so many letters go and others come. `behind`: the letter that they were typed
 * behind, which may have been deleted since; `what-goes`: the last of those that go, also where others deleted more.
 */
export type Splice = {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
  readonly behind?: Y.ID | 'what-goes' | null;
};
/** Finds the splices between two texts, in ascending order. */
export type Differ = (before: string, after: string) => readonly Splice[];

/** Letter by letter: the text of a flow, and what stands on each stretch of it. */
type Lettered = { readonly text: string; readonly spans: readonly Span[] };
type Span = { readonly length: number; readonly set: Attributes; readonly key: string };

/** What a change did to letters that stood, for whoever is to take it back. */
export type Changes = { readonly taken: readonly Taken[]; readonly dressed: readonly Dressed[] };
export type Attributes = Marks | LineStyle;
export type Taken = { readonly letters: readonly Letters[]; readonly set: Attributes; readonly isEnd: boolean };
/** `behind`: of a line's end, the ends right before it as the change found them and as it left them. */
export type Dressed = {
  readonly letters: readonly Letters[];
  readonly before: Attributes;
  readonly after: Attributes;
  readonly behind: readonly Letters[];
};

/** Call it in a transaction. */
export function changeFlow(flow: Y.XmlText, lines: readonly Line[], differ: Differ = wordByWord): Changes {
  const before = letteredOf(linesOf(flow));
  const after = letteredOf(lines);
  const splices = before.text === after.text ? [] : differ(before.text, after.text);
  const taken = splices.flatMap(splice => takenBy(flow, before, splice));
  // A text without its last end gets it with the first change.
  const missing = before.text.length - flow.length;
  if (missing > 0) flow.insert(flow.length, lineEnd.repeat(missing), {});
  // before anything is written
  const changed = changedSets(before, after, splices).map(change => ({
    ...change,
    stoodBehind: endBefore(flow, before.text, change.from),
  }));
  let shift = 0;
  for (const { at, remove, insert, behind = null } of splices) {
    const letter = behind === 'what-goes' ? idAt(flow, at + shift + remove - 1) : behind;
    if (remove > 0) flow.delete(at + shift, remove);
    const come = slice(after, at + shift, insert.length);
    const stood = letter && insertBehind(flow, letter, insert);
    if (!stood) insertLettered(flow, at + shift, come);
    else if (stood === 'behind-deleted' || come.spans.some(({ key }) => key !== keyBefore(before, at)))
      dress(flow, at + shift, come);
    shift += insert.length - remove;
  }
  const dressed = changed.map(({ at, length, was, is, stoodBehind }) => ({
    letters: lettersAt(flow, at, length),
    before: was,
    after: is,
    behind: [...stoodBehind, ...endBefore(flow, after.text, at)],
  }));
  for (const { at, length, was, is } of changed) flow.format(at, length, difference(was, is));
  return { taken, dressed };
}

function takenBy(flow: Y.XmlText, before: Lettered, { at, remove }: Splice): readonly Taken[] {
  let from = at;
  return slice(before, at, remove).spans.map(({ length, set }) => {
    const letters = lettersAt(flow, from, length);
    const isEnd = before.text.charAt(from) === lineEnd;
    from += length;
    return { letters, set, isEnd };
  });
}

function idAt(flow: Y.XmlText, at: number): Y.ID | null {
  const [letter] = lettersAt(flow, at, 1);
  return letter ? Y.createID(letter.client, letter.clock) : null;
}

/** Where an end stands: that of the line before. */
function endBefore(flow: Y.XmlText, text: string, at: number): readonly Letters[] {
  const end = text.charAt(at) === lineEnd && at > 0 ? text.lastIndexOf(lineEnd, at - 1) : -1;
  return end < 0 ? [] : lettersAt(flow, end, 1);
}

export const wordByWord: Differ = (before, after) =>
  wholeCharacters(
    before,
    hunksOf(before, after).map(({ at, removed, added }) => ({ at, remove: removed.length, insert: added })),
  );

function letteredOf(lines: readonly Line[]): Lettered {
  let text = '';
  const spans: Span[] = [];
  for (const { style, pieces } of lines) {
    for (const { text: words, marks } of pieces) {
      text += words;
      spans.push({ length: words.length, set: marks, key: keyOf(marks) });
    }
    text += lineEnd;
    spans.push({ length: 1, set: style, key: keyOf(style) });
  }
  return { text, spans };
}

function slice({ text, spans }: Lettered, from: number, length: number): Lettered {
  const to = from + length;
  const inside: Span[] = [];
  let at = 0;
  for (const span of spans) {
    const [start, end] = [Math.max(at, from), Math.min(at + span.length, to)];
    if (start < end) inside.push({ ...span, length: end - start });
    at += span.length;
    if (at >= to) break;
  }
  return { text: text.slice(from, to), spans: inside };
}

function insertLettered(flow: Y.XmlText, at: number, { text, spans }: Lettered): void {
  let done = 0;
  for (const { length, set } of spans) {
    flow.insert(at + done, text.slice(done, done + length), { ...set }); // Yjs writes into what it is given
    done += length;
  }
}

const keyBefore = (lettered: Lettered, at: number): string | undefined => slice(lettered, at - 1, 1).spans[0]?.key;

/** Letters that were put in without marks of their own have those that hold there. */
function dress(flow: Y.XmlText, at: number, come: Lettered): void {
  const stand = slice(letteredOf(linesOf(flow)), at, come.text.length);
  const changes: Change[] = [];
  compare(stand, come, at, at, changes);
  for (const { at: from, length, was, is } of changes) flow.format(from, length, difference(was, is));
}

/** `from`: its place in the text as it was; `at`: as it will be. */
type Change = {
  readonly from: number;
  readonly at: number;
  readonly length: number;
  readonly was: Attributes;
  readonly is: Attributes;
};

/** What stands otherwise on letters that stay. */
function changedSets(before: Lettered, after: Lettered, splices: readonly Splice[]): readonly Change[] {
  const changes: Change[] = [];
  let [was, is] = [0, 0];
  for (const { at, remove, insert } of [...splices, { at: before.text.length, remove: 0, insert: '' }]) {
    const length = at - was;
    compare(slice(before, was, length), slice(after, is, length), was, is, changes);
    was = at + remove;
    is += length + insert.length;
  }
  return changes;
}

function compare(before: Lettered, after: Lettered, from: number, to: number, into: Change[]): void {
  let at = 0;
  let [i, j] = [0, 0];
  let [usedI, usedJ] = [0, 0];
  for (let old = before.spans[i], now = after.spans[j]; old && now; old = before.spans[i], now = after.spans[j]) {
    const length = Math.min(old.length - usedI, now.length - usedJ);
    if (old.key !== now.key) into.push({ from: from + at, at: to + at, length, was: old.set, is: now.set });
    at += length;
    usedI += length;
    usedJ += length;
    if (usedI === old.length) [i, usedI] = [i + 1, 0];
    if (usedJ === now.length) [j, usedJ] = [j + 1, 0];
  }
}

/** What makes one set of the other; null takes an attribute away. */
export function difference(before: Attributes, after: Attributes): Record<string, unknown> {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const keys = new Set([...was.keys(), ...is.keys()]);
  return Object.fromEntries(
    [...keys].flatMap(key => (was.get(key) === is.get(key) ? [] : [[key, is.get(key) ?? null]])),
  );
}

/** The same change, widened where it would cut a character of two units. */
export function wholeCharacters(before: string, splices: readonly Splice[]): readonly Splice[] {
  return splices.map(splice => {
    let { at, remove, insert, behind = null } = splice;
    if (isHigh(before.charAt(at - 1)) && (isLow(before.charAt(at)) || isLow(insert))) {
      insert = before.charAt(at - 1) + insert;
      at--;
      remove++;
    }
    const end = at + remove;
    if (isLow(before.charAt(end)) && (isHigh(before.charAt(end - 1)) || isHigh(insert.slice(-1)))) {
      insert += before.charAt(end);
      remove++;
    }
    return { at, remove, insert, behind: at === splice.at || behind === 'what-goes' ? behind : null };
  });
}

const isHigh = (unit: string): boolean => /^[\ud800-\udbff]/.test(unit);
const isLow = (unit: string): boolean => /^[\udc00-\udfff]/.test(unit);

export const flatOf = (text: string): string => text.replaceAll(breakInLine, lineEnd);
