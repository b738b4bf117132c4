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
  for (let i = 0; i < text.length; i++) {
    if (isSpace(text.charCodeAt(i))) continue;
    at.push(i);
    all += text.charAt(i);
  }
  return { all, at };
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
  if (wanted === '') return places;
  for (let i = letters.indexOf(wanted); i >= 0; i = letters.indexOf(wanted, i + 1)) {
    if (places.length === most) return null;
    places.push(i);
  }
  return places;
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
