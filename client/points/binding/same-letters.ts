// Which letters of one text stand in another that was written after it, in order. Pure; knows no Yjs.
import { hunksOf } from '../../../shared/text/hunks.ts';

/** Beyond so many pairs of letters they are compared by words, and beyond so many differing words not at all: a keystroke must not wait. */
const comparedPairsMax = 1_000_000;
const comparedWordsMax = 200;

/** A letter that was surely known outweighs one that perhaps was not, and neighbours outweigh both. */
const knownWeight = 4;
const newWeight = 3;
const neighbourWeight = 2;

type Pair = readonly [number, number];

/** Pairs of indices. `isNew`: whoever wrote the second text may not have known this letter of the first. */
export function sameLetters(
  before: string,
  after: string,
  isNew: (index: number) => boolean = () => false,
): readonly Pair[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start] && !isNew(start)) start++;
  let end = 0;
  const lastOf = (text: string): number => text.length - 1 - end;
  while (end < most - start && before[lastOf(before)] === after[lastOf(after)] && !isNew(lastOf(before))) end++;
  const [from, to] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const middle =
    from.length * to.length > comparedPairsMax ? byWords(from, to) : byLetters(from, to, index => isNew(start + index));
  return [
    ...stretch(0, 0, start),
    ...middle.map(([one, other]): Pair => [start + one, start + other]),
    ...stretch(before.length - end, after.length - end, end),
  ];
}

const stretch = (from: number, to: number, length: number): readonly Pair[] =>
  Array.from({ length }, (_, i): Pair => [from + i, to + i]);

/** The heaviest common sequence. */
function byLetters(before: string, after: string, isNew: (index: number) => boolean): readonly Pair[] {
  const width = after.length + 1;
  const best = new Int32Array((before.length + 1) * width);
  /** Of those that end with this very pair; 0 where the two differ. */
  const paired = new Int32Array(best.length);
  for (let i = 1; i <= before.length; i++) {
    const weight = isNew(i - 1) ? newWeight : knownWeight;
    for (let j = 1; j < width; j++) {
      const at = i * width + j;
      const left = at - width - 1;
      const [above, beside, pairedBefore] = [best[at - width] ?? 0, best[at - 1] ?? 0, paired[left] ?? 0];
      if (before.charCodeAt(i - 1) === after.charCodeAt(j - 1))
        paired[at] = weight + Math.max(best[left] ?? 0, pairedBefore > 0 ? pairedBefore + neighbourWeight : 0);
      best[at] = Math.max(above, beside, paired[at] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  let [i, j, mustPair] = [before.length, after.length, false];
  while (i > 0 && j > 0) {
    const at = i * width + j;
    const left = at - width - 1;
    const here = paired[at] ?? 0;
    if (mustPair || (here > 0 && here === best[at])) {
      pairs.push([i - 1, j - 1]);
      mustPair = (paired[left] ?? 0) > 0 && (paired[left] ?? 0) + neighbourWeight > (best[left] ?? 0);
      [i, j] = [i - 1, j - 1];
    } else if (best[at] === best[at - 1]) j--;
    else i--;
  }
  return pairs.reverse();
}

function byWords(before: string, after: string): readonly Pair[] {
  const pairs: Pair[] = [];
  let [from, to] = [0, 0];
  for (const { at, removed, added } of hunksOf(before, after, comparedWordsMax)) {
    pairs.push(...stretch(from, to, at - from));
    to += at - from + added.length;
    from = at + removed.length;
  }
  return [...pairs, ...stretch(from, to, before.length - from)];
}
