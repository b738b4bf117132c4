// A text without its white space, and where each letter stands in it. Line breaks come and go with lists, quotes and
// Enter; letters are what people wrote.

export type Letters = {
  readonly all: string;
  /** The offset of each letter in the text. */
  readonly at: readonly number[];
};

export function lettersOf(text: string): Letters {
  const at: number[] = [];
  let all = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isSpace(text.charCodeAt(i))) at.push(i);
    else {
      if (start < i) all += text.slice(start, i);
      start = i + 1;
    }
  }
  return { all: all + text.slice(start), at };
}

export function hasLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isSpace(text.charCodeAt(i))) return true;
  return false;
}

const isSpace = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || (code >= 0x1680 && /\s/.test(String.fromCharCode(code)));

/** How many letters stand before this offset of the text. */
export function lettersBefore({ at }: Letters, offset: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where these letters stand, or null where that is more often than is worth looking at. */
export function placesOf(letters: string, wanted: string, most: number): readonly number[] | null {
  const places: number[] = [];
  const areAll = eachPlace(letters, wanted, letters.length, place => places.push(place) <= most);
  return areAll ? places : null;
}

/** The last place that ends at this letter or before it, or -1. */
export function lastPlaceOf(letters: string, wanted: string, end: number): number {
  let last = -1;
  eachPlace(letters, wanted, end, place => {
    last = place;
    return true;
  });
  return last;
}

/**
 * One pass over the letters, whatever they are: `indexOf` takes the square of "aaa…" with "aaa…b". False: it was told
 * to stop.
 */
function eachPlace(letters: string, wanted: string, end: number, goOn: (place: number) => boolean): boolean {
  if (wanted === '' || wanted.length > end) return true;
  const shorter = shorterStarts(wanted);
  let same = 0;
  for (let i = 0; i < end; i++) {
    if (same === 0) {
      i = letters.indexOf(wanted.charAt(0), i);
      if (i < 0 || i >= end) return true;
    }
    const code = letters.charCodeAt(i);
    while (same > 0 && wanted.charCodeAt(same) !== code) same = shorter[same - 1] ?? 0;
    if (wanted.charCodeAt(same) === code) same++;
    if (same < wanted.length) continue;
    if (!goOn(i - same + 1)) return false;
    same = shorter[same - 1] ?? 0;
  }
  return true;
}

/** For each beginning of the words: how much of their beginning it ends with, too (Knuth, Morris, Pratt). */
function shorterStarts(wanted: string): Uint32Array {
  const shorter = new Uint32Array(wanted.length);
  let same = 0;
  for (let i = 1; i < wanted.length; i++) {
    while (same > 0 && wanted.charCodeAt(same) !== wanted.charCodeAt(i)) same = shorter[same - 1] ?? 0;
    if (wanted.charCodeAt(same) === wanted.charCodeAt(i)) same++;
    shorter[i] = same;
  }
  return shorter;
}

/** A number for the piece of this length that begins at each letter. Other pieces may have the same one. */
export function pieceNumbers(letters: string, length: number): Int32Array {
  const numbers = new Int32Array(Math.max(0, letters.length - length + 1));
  let outgoing = 1;
  for (let i = 0; i < length; i++) outgoing = Math.imul(outgoing, 31);
  let number = 0;
  for (let i = 0; i < letters.length; i++) {
    number = Math.imul(number, 31) + letters.charCodeAt(i);
    if (i >= length) number -= Math.imul(outgoing, letters.charCodeAt(i - length));
    number |= 0;
    if (i >= length - 1) numbers[i - length + 1] = number & 0x3fffffff;
  }
  return numbers;
}

export function commonStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a.charCodeAt(count) === b.charCodeAt(count)) count++;
  return count;
}

export function commonEnd(a: string, b: string): number {
  let count = 0;
  while (
    count < a.length &&
    count < b.length &&
    a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)
  )
    count++;
  return count;
}
