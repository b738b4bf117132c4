// Finds the words of an anchor again after a line break, a list or an undo has written them anew: by the words
// themselves, their neighbours, and how many twins they had, all without white space. Says nothing where it is not
// sure. Pure; knows no Yjs.
import { anchorContextChars, neighbourLettersMax, twinsMax } from '../../limits.ts';
import type { Letters } from '../letters.ts';
import { commonEnd, commonStart, lettersOf, pieceNumbers, placesOf } from '../letters.ts';

/**
 * What is known of the words that an anchor hangs on. `twins`: how often they stood before and after it besides;
 * `length`: of words that are quoted in part.
 */
export type SoughtWords = {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly twins?: readonly [number, number] | undefined;
  readonly length?: number | undefined;
};

/** The same, made ready for looking. Quote, before and after are letters. */
export type Sought = {
  readonly quote: string;
  /** How many letters they have. */
  readonly length: number;
  readonly before: Neighbour;
  readonly after: Neighbour;
  /** Whether the words began and ended inside a longer word when they were chosen. */
  readonly isCutOff: { readonly before: boolean; readonly after: boolean };
  /** Whether they began or ended their point. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly twins: readonly [number, number] | null;
};
type Neighbour = {
  readonly letters: string;
  readonly pieces: ReadonlySet<string>;
  readonly pieceLength: number;
  /** Of the pieces: to pass quickly by what is none. */
  readonly numbers: ReadonlySet<number>;
};

/** Neighbours are known by pieces of this length. */
export const pieceLettersMax = 8;
const pieceLettersMin = 4;
/** More twins than this are told apart by what touches them alone. */
const fewTwins = 20;

export function soughtFor({ quote, prefix, suffix, twins, length }: SoughtWords): Sought {
  const [before, after] = [lettersOf(prefix).all, lettersOf(suffix).all];
  const letters = lettersOf(quote).all;
  return {
    quote: letters,
    length: length ?? letters.length,
    before: neighbour(before, after),
    after: neighbour(after, before),
    isCutOff: {
      before: isOneWord(endOf(prefix), quote.charAt(0)),
      after: length !== undefined || isOneWord(quote.slice(-1), startOf(suffix)),
    },
    // Half a character at the edge is left out, so one less than is kept tells nothing yet.
    isFirst: twins !== undefined && prefix.length < anchorContextChars - 1,
    isLast: twins !== undefined && suffix.length < anchorContextChars - 1,
    twins: twins ?? null,
  };
}

/** Pieces that stand on both sides tell nothing. */
function neighbour(letters: string, other: string): Neighbour {
  const pieceLength = Math.min(pieceLettersMax, letters.length);
  const pieces = new Set<string>();
  if (pieceLength >= pieceLettersMin)
    for (let i = 0; i + pieceLength <= letters.length; i++) {
      const piece = letters.slice(i, i + pieceLength);
      if (!other.includes(piece)) pieces.add(piece);
    }
  const numbers = new Set([...pieces].flatMap(piece => [...pieceNumbers(piece, pieceLength)]));
  return { letters, pieces, pieceLength, numbers };
}

const isOneWord = (left: string, right: string): boolean => wordLetter.test(left) && wordLetter.test(right);
const wordLetter = /[\p{L}\p{N}\p{M}]/u;
/** Across line breaks, which come and go in the middle of a word, too. */
const endOf = (text: string): string => /[^\n](?=\n*$)/.exec(text)?.[0] ?? '';
const startOf = (text: string): string => /^\n*([^\n])/.exec(text)?.[1] ?? '';

/**
 * Every place of the words; those inside longer words do not count, unless they stood so from the beginning. Null: too
 * many to look at.
 */
export function wholePlaces(text: string, letters: Letters, sought: Sought): readonly number[] | null {
  const places = placesOf(letters.all, sought.quote, twinsMax);
  return places?.filter(place => isWhole(text, letters, sought, place)) ?? null;
}

function isWhole(text: string, { at, all }: Letters, { quote, isCutOff }: Sought, place: number): boolean {
  const end = place + quote.length;
  const isJoined = (letter: number): boolean =>
    isOneWord(all.charAt(letter - 1), all.charAt(letter)) &&
    /^\n*$/.test(text.slice((at[letter - 1] ?? 0) + 1, at[letter] ?? 0));
  return (isCutOff.before || !isJoined(place)) && (isCutOff.after || !isJoined(end));
}

/**
 * The letter that they begin with now, or null. `deletedAt`: before which letters their own were deleted, as far as
 * that is known.
 */
export function findAgain(text: string, letters: Letters, sought: Sought, deletedAt: readonly number[]): number | null {
  const whole = wholePlaces(text, letters, sought);
  if (!whole) return onlySame(letters.all, sought);
  const found = chosenOf(whole, letters, sought, deletedAt);
  if (found !== null || !isUnique(sought)) return found;
  // Somebody may have typed right at their edge since.
  return chosenOf(placesOf(letters.all, sought.quote, twinsMax) ?? [], letters, sought, deletedAt);
}

/** Too many twins to look at each: the one that has the same neighbours, if there is one. */
function onlySame(letters: string, sought: Sought): number | null {
  const { quote, length, before, after } = sought;
  const all = before.letters + quote + (length === quote.length ? after.letters : '');
  const [only, ...more] = placesOf(letters, all, 2) ?? [];
  const place = (only ?? 0) + before.letters.length;
  return only !== undefined && more.length === 0 && hasSameNeighbours(place, letters, sought) ? place : null;
}

const isUnique = ({ twins }: Sought): boolean => twins !== null && twins[0] + twins[1] === 0;

/**
 * Whether a place is theirs is a question of its neighbours; which of several twins it is, of their number and order.
 */
function chosenOf(
  places: readonly number[],
  letters: Letters,
  sought: Sought,
  deletedAt: readonly number[],
): number | null {
  const { quote, twins } = sought;
  const count = twins && twins[0] + twins[1] + 1;
  const touches = (place: number): boolean => deletedAt.some(at => place <= at && at <= place + quote.length);
  const own = twins && count === places.length ? places[twins[0]] : undefined;
  if (own !== undefined && isBetweenNeighbours(own, letters, sought, touches(own))) return own;
  const isTheirs = (place: number): boolean =>
    places.length > fewTwins
      ? hasSameNeighbours(place, letters.all, sought)
      : isBetweenNeighbours(place, letters, sought, touches(place));
  const [only, ...others] = places.filter(isTheirs);
  if (only === undefined || others.length > 0) return null;
  if (count !== null && places.length > count) return only; // a twin came; theirs is still among them
  // One is gone, and it may be theirs: nothing less than the same neighbours will do.
  const isGoneElsewhere = count !== null && places.length < count && deletedAt.length > 0 && !touches(only);
  return hasSameNeighbours(only, letters.all, sought) && !isGoneElsewhere ? only : null;
}

function hasSameNeighbours(place: number, letters: string, sought: Sought): boolean {
  const { before, after, length, isFirst, isLast } = sought;
  const [from, to] = [place - before.letters.length, place + length + after.letters.length];
  return (
    before.letters.length + after.letters.length > 0 &&
    letters.startsWith(before.letters, from) &&
    letters.startsWith(after.letters, place + length) &&
    (isFirst ? from === 0 : from >= 0) &&
    (!isLast || to === letters.length)
  );
}

/**
 * What stood before the words is the nearest known thing before them, and what stood after is the nearest after:
 * whatever else came between.
 */
function isBetweenNeighbours(place: number, letters: Letters, sought: Sought, touches: boolean): boolean {
  if (hasSameNeighbours(place, letters.all, sought)) return true;
  const { before, after, quote } = sought;
  const end = place + quote.length;
  const left = nearestBefore(letters, place, sought);
  const right = nearestAfter(letters, end, sought);
  if (left === 'other' || right === 'other') return false;
  if (left === 'own' && right === 'own') return true;
  // One side, or both, have nothing left to know them by.
  const isStill = isUnique(sought) && keptBeside(letters.all, place, sought) >= pieceLettersMax;
  if (left === 'own') return isNone(after) || isStill;
  if (right === 'own') return isNone(before) || isStill;
  return isNone(before) && isNone(after) && (touches || isUnique(sought));
}

/** They stood at the beginning or the end of their point. */
const isNone = ({ letters }: Neighbour): boolean => letters.length < pieceLettersMin;

/** How many letters of their neighbours still touch them, on the side that keeps more. */
function keptBeside(letters: string, place: number, { quote, before, after }: Sought): number {
  const end = place + quote.length;
  return Math.max(
    commonEnd(before.letters, letters.slice(Math.max(0, place - anchorContextChars), place)),
    commonStart(after.letters, letters.slice(end, end + anchorContextChars)),
  );
}

/** The nearest known piece: of their own side, of the other side, or none within reach. */
type Nearest = 'own' | 'other' | 'none';

function nearestBefore(letters: Letters, place: number, { before, after }: Sought): Nearest {
  const [isOwn, isOther] = [piecesIn(letters, before), piecesIn(letters, after)];
  for (let end = place; end > Math.max(0, place - neighbourLettersMax); end--) {
    if (isOwn(end - before.pieceLength)) return 'own';
    if (isOther(end - after.pieceLength)) return 'other';
  }
  return 'none';
}

function nearestAfter(letters: Letters, place: number, { before, after }: Sought): Nearest {
  const [isOwn, isOther] = [piecesIn(letters, after), piecesIn(letters, before)];
  for (let start = place; start < Math.min(letters.all.length, place + neighbourLettersMax); start++) {
    if (isOwn(start)) return 'own';
    if (isOther(start)) return 'other';
  }
  return 'none';
}

/** Whether a piece of this neighbour begins at a letter. */
function piecesIn(letters: Letters, { pieces, pieceLength, numbers }: Neighbour): (at: number) => boolean {
  if (pieces.size === 0) return () => false;
  const there = numbersIn(letters, pieceLength);
  return at => {
    const number = at < 0 ? undefined : there[at];
    return number !== undefined && numbers.has(number) && pieces.has(letters.all.slice(at, at + pieceLength));
  };
}

const numberCache = new WeakMap<Letters, Map<number, Int32Array>>();
function numbersIn(letters: Letters, pieceLength: number): Int32Array {
  const byLength = numberCache.get(letters) ?? new Map<number, Int32Array>();
  numberCache.set(letters, byLength);
  const known = byLength.get(pieceLength) ?? pieceNumbers(letters.all, pieceLength);
  byLength.set(pieceLength, known);
  return known;
}

/** The one place between their neighbours where most of them stands, but reads otherwise now; or null. */
export function gapLike(letters: string, { quote, before, after }: Sought): readonly [number, number] | null {
  const [left, right] = [before.letters.slice(-pieceLettersMax), after.letters.slice(0, pieceLettersMax)];
  if (left.length < pieceLettersMax || right.length < pieceLettersMax) return null;
  const [only, another] = placesOf(letters, left, 2) ?? [0, 0];
  if (only === undefined || another !== undefined) return null;
  const from = only + left.length;
  const to = letters.indexOf(right, from);
  if (to <= from || to - from > 2 * quote.length) return null;
  const now = letters.slice(from, to);
  const start = commonStart(now, quote);
  const alike = start + commonEnd(now.slice(start), quote.slice(start));
  return 2 * alike >= quote.length ? [from, to] : null;
}
