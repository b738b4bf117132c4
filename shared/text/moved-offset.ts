// Where a place in a point's flat text is after the text changed, by the words around it. Line breaks do not count: a
// split, a join or a list leaves words where they are. Pure; knows no Yjs.
import { hunksOf } from './hunks.ts';
import { withoutTrailingBreaks } from './point-text.ts';

/**
 * `left`: the place belongs to the letter before it, so what is added there comes after it. `right`: to the letter
 * after it.
 */
export type Lean = 'left' | 'right';

/**
 * Beyond so many changed characters, or words, a place goes to the beginning (or end) of what changed: a keystroke must
 * not wait for a comparison.
 */
const comparedCharsMax = 4_000;
const comparedWordsMax = 200;

/** The offset in `after` of the place that was at `offset` in `before`. */
export function movedOffset(before: string, after: string, offset: number, lean: Lean): number {
  const left = before.slice(0, offset);
  const { to, gone } = moved(withoutBreaks(before), withoutBreaks(after), withoutBreaks(left).length, lean);
  const at = offsetOfLetters(after, to);
  if (gone && lean === 'left') return at + breaksBeforeGone(before, gone, leadingBreaks(after.slice(at)));
  const breaksHere =
    lean === 'right' && before.charAt(offset) !== '\n' ? Number.POSITIVE_INFINITY : trailingBreaks(left);
  return at + Math.min(breaksHere, leadingBreaks(after.slice(at, -1)));
}

/**
 * Words were taken out around the place: it stays in their line, also where they began it. Of so many line breaks that
 * stand there now, those are before it that stood before the words; where a line is gone, those that stood behind.
 */
function breaksBeforeGone(before: string, { from, to }: Gone, now: number): number {
  const [front, behind] = [from, to].map(letters => leadingBreaks(before.slice(offsetOfLetters(before, letters))));
  return Math.max(0, Math.min(front ?? 0, now - (behind ?? 0)));
}

const withoutBreaks = (text: string): string => text.replaceAll('\n', '');
const trailingBreaks = (text: string): number => text.length - withoutTrailingBreaks(text).length;
const leadingBreaks = (text: string): number => /^\n*/.exec(text)?.[0].length ?? 0;

/** The offset right behind that many letters. */
function offsetOfLetters(text: string, letters: number): number {
  let at = 0;
  for (let left = letters; left > 0 && at < text.length; at++) if (text.charAt(at) !== '\n') left--;
  return at;
}

/** The letters around the place that were taken out. */
type Gone = { readonly from: number; readonly to: number };
type Moved = { readonly to: number; readonly gone: Gone | null };

function moved(before: string, after: string, at: number, lean: Lean): Moved {
  const { prefix, suffix } = kept(before, after);
  const isInPrefix = at <= prefix;
  const isInSuffix = before.length - at <= suffix;
  if (isInPrefix && !(lean === 'right' && isInSuffix)) return { to: at, gone: null };
  if (isInSuffix) return { to: after.length - (before.length - at), gone: null };
  const from = before.slice(prefix, before.length - suffix);
  const to = after.slice(prefix, after.length - suffix);
  if (from.length + to.length > comparedCharsMax)
    return { to: lean === 'left' ? prefix : after.length - suffix, gone: null };
  const { to: among, gone } = movedThroughHunks(from, to, at - prefix, lean);
  const place = prefix + among;
  return {
    to: cutsCharacter(after, place) ? place - 1 : place,
    gone: gone && { from: prefix + gone.from, to: prefix + gone.to },
  };
}

const cutsCharacter = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));

function movedThroughHunks(from: string, to: string, at: number, lean: Lean): Moved {
  let shift = 0;
  for (const { at: start, removed, added } of hunksOf(from, to, comparedWordsMax)) {
    const end = start + removed.length;
    if (at < start || (at === start && lean === 'left')) break;
    if (at < end) return { to: start + shift + (lean === 'left' ? 0 : added.length), gone: { from: start, to: end } };
    shift += added.length - removed.length;
  }
  return { to: at + shift, gone: null };
}

/** How many characters the two have in common at their beginning, and at their end behind that. */
function kept(before: string, after: string): { readonly prefix: number; readonly suffix: number } {
  const most = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < most && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < most - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  )
    suffix++;
  // Two characters may begin, or end, with the same half.
  if (/[\ud800-\udbff]/.test(before.charAt(prefix - 1))) prefix--;
  if (/[\udc00-\udfff]/.test(before.charAt(before.length - suffix))) suffix--;
  return { prefix, suffix };
}

/** The stretch of `after` that `before` does not have. */
export function changedStretch(before: string, after: string): { readonly from: number; readonly to: number } {
  const { prefix, suffix } = kept(before, after);
  return { from: prefix, to: after.length - suffix };
}

/** Where the changed stretch ends in `after`; null where nothing has changed. */
export const endOfChange = (before: string, after: string): number | null =>
  before === after ? null : changedStretch(before, after).to;
