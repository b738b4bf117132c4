// Where a person's edit changed the text, by the selection before it and the caret after it: "aa" typed into "a" could
// stand in two places, and only the caret says which. Pure.
import type * as Y from 'yjs';
import type { Differ, Splice } from '../../../shared/text/change-flow.ts';
import { wholeCharacters } from '../../../shared/text/change-flow.ts';
import { lineEnd } from '../../../shared/text/flow.ts';
import { hunksOf } from '../../../shared/text/hunks.ts';

/** In the text: the lower end first. */
export type Selected = { readonly from: number; readonly to: number };

/** Beyond so many differing words, or characters, places are not told apart: a key must not wait for a comparison. */
const comparedWordsMax = 200;
const comparedCharsMax = 4_000;

/** Where others have deleted all that stood behind the caret on its line, it still stands `within`. */
export type TiedTo = { readonly letter: Y.ID; readonly isWithinLine: boolean };

/** `behind`: the letter that the caret is tied to. What is typed over words stands behind the last of them. */
export const typedSplices =
  (selected: Selected | null, caret: number | null, behind: TiedTo | null = null): Differ =>
  (before, after) => {
    const typed = inPlaceOf(selected, before, after);
    const isInsertion = typed && selected?.from === selected?.to;
    const splices = typed
      ? [isInsertion ? { ...typed, behind: behind?.letter ?? null } : typed]
      : around(caret, before, after);
    const isSplit = isInsertion && behind?.isWithinLine;
    return wholeCharacters(before, isSplit ? splices : splices.map(splice => withItsOwnEnd(before, splice))).map(
      splice => (splice.remove > 0 && splice.insert !== '' ? { ...splice, behind: 'what-goes' } : splice),
    );
  };

/**
 * A line that is made behind another, or goes, has an end of its own: the line before keeps its end, and with it what
 * others make of that line.
 */
function withItsOwnEnd(before: string, splice: Splice): Splice {
  const { at, remove, insert } = splice;
  if (before.charAt(at) !== lineEnd) return splice;
  if (remove === 0 && insert.startsWith(lineEnd)) return { at: at + 1, remove, insert: insert.slice(1) + lineEnd };
  if (insert === '' && before.charAt(at + remove) === lineEnd) return { at: at + 1, remove, insert };
  return splice;
}

/** What was selected went, and something stands in its place: typing, pasting, cutting, Enter. */
function inPlaceOf(selected: Selected | null, before: string, after: string): Splice | null {
  if (!selected) return null;
  const { from, to } = selected;
  const behind = before.length - to;
  const isThere =
    after.length >= from + behind &&
    before.slice(0, from) === after.slice(0, from) &&
    before.slice(to) === after.slice(after.length - behind);
  return isThere ? trimmed(from, before.slice(from, to), after.slice(from, after.length - behind)) : null;
}

/** What reads as before at the beginning or end of a word was not touched there. A letter typed over words is new. */
function trimmed(at: number, old: string, now: string): Splice {
  if (now.length === 1 && old.length > 1) return { at, remove: old.length, insert: now };
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old.charAt(start) === now.charAt(start)) start++;
  let end = 0;
  while (end < most - start && old.charAt(old.length - 1 - end) === now.charAt(now.length - 1 - end)) end++;
  return { at: at + start, remove: old.length - start - end, insert: now.slice(start, now.length - end) };
}

function around(caret: number | null, before: string, after: string): readonly Splice[] {
  const most = Math.min(before.length, after.length, caret === null ? Number.POSITIVE_INFINITY : after.length - caret);
  let end = 0;
  while (end < most && before.charAt(before.length - 1 - end) === after.charAt(after.length - 1 - end)) end++;
  const left = Math.min(before.length, after.length) - end;
  let start = 0;
  while (start < left && before.charAt(start) === after.charAt(start)) start++;
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  if (old === '' || now === '') return [{ at: start, remove: old.length, insert: now }];
  // In two places: what stands between was not touched.
  return (
    draggedIn(before, after, start, end) ??
    hunksOf(old, now, comparedWordsMax).map(({ at, removed, added }) => trimmed(start + at, removed, added))
  );
}

/** Of letters that what was dragged may begin or end with like its new neighbours, such as a blank. */
const likeCharsMax = 8;

/** Words that were dragged past others. `start`, and `end` from behind: between them the texts differ. */
function draggedIn(before: string, after: string, start: number, end: number): readonly Splice[] | null {
  if (before.length !== after.length || before.length - start - end > comparedCharsMax) return null;
  for (let like = 0; like <= likeCharsMax; like++) {
    const found =
      (like <= start && turnedAt(before, after, start - like, end)) ||
      (like <= end && turnedAt(before, after, start, end - like));
    if (found) return found;
  }
  return null;
}

/** The first part now stands behind the rest: the shorter of the two goes. */
function turnedAt(before: string, after: string, start: number, end: number): readonly Splice[] | null {
  const to = before.length - end;
  const old = before.slice(start, to);
  const length = (old + old).indexOf(after.slice(start, to));
  const [left, right] = [old.slice(0, length), old.slice(length)];
  if (length <= 0 || !left.isWellFormed() || !right.isWellFormed()) return null;
  const isLeft = left.length <= right.length;
  const goes = isLeft
    ? { at: start, remove: left.length, insert: '' }
    : { at: to - right.length, remove: right.length, insert: '' };
  return isLeft ? [goes, { at: to, remove: 0, insert: left }] : [{ at: start, remove: 0, insert: right }, goes];
}
