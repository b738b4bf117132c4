// Which letters of one text stand in another that was written after it, in order. Pure; knows no Yjs.
import { hunksOf } from '../../../shared/text/hunks.ts';
import { commonEnd, commonStart } from '../../../shared/text/letters.ts';

/** Beyond so many differing words two texts are taken for different words. */
const comparedWordsMax = 200;
/** Beyond so many pairs of letters two texts are compared by words: a keystroke must not wait. */
const comparedPairsMax = 1_000_000;

/** What a pair weighs: a letter that was surely known more than one that perhaps was not. */
const knownWeight = 4;
const newWeight = 2;
/**
 * Single letters are alike by chance. So a run has to outweigh its beginning; what it lacks of the first text costs it
 * little, what it has more a lot.
 */
const beginningCost = 10;
const moreCost = 3;
const lackCost = 2;

/** Far below what any run costs. */
const impossible = -1_000_000_000;

export type Pair = readonly [number, number];

const stretch = (from: number, to: number, length: number): readonly Pair[] =>
  Array.from({ length }, (_, i): Pair => [from + i, to + i]);

/** Pairs of indices, by the beginning, the end, and the words between. */
export function sameLetters(before: string, after: string): readonly Pair[] {
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  const pairs = [...stretch(0, 0, start)];
  let [from, to] = [start, start];
  const rest = before.slice(start, before.length - end);
  for (const { at, removed, added } of hunksOf(rest, after.slice(start, after.length - end), comparedWordsMax)) {
    const equal = start + at - from;
    const first = commonStart(removed, added);
    const last = commonEnd(removed.slice(first), added.slice(first));
    pairs.push(...stretch(from, to, equal), ...stretch(from + equal, to + equal, first));
    [from, to] = [from + equal + removed.length, to + equal + added.length];
    pairs.push(...stretch(from - last, to - last, last));
  }
  return whole(before, [...pairs, ...stretch(from, to, before.length - from)]);
}

/**
 * The same, where words may be cut anywhere: in the fewest and longest runs. `isNew`: who wrote the second text may not
 * have known this letter of the first.
 */
export function sameRuns(before: string, after: string, isNew: (index: number) => boolean): readonly Pair[] {
  if (before.length * after.length > comparedPairsMax) return sameLetters(before, after);
  const width = after.length + 1;
  const size = (before.length + 1) * width;
  const best = new Int32Array(size);
  /** Of those that end with this very pair, and the pair before it. */
  const paired = new Int32Array(size).fill(impossible);
  const previous = new Int32Array(size);
  /** The heaviest that ends with this letter of the second text, or of the first: the place of its last pair. */
  const inSecond = new Int32Array(size);
  const inFirst = new Int32Array(size);
  const weightAt = (at: number): number => paired[at] ?? impossible;
  for (let i = 1; i <= before.length; i++)
    for (let j = 1; j < width; j++) {
      const at = i * width + j;
      const last = at - width - 1;
      if (before.charCodeAt(i - 1) === after.charCodeAt(j - 1)) {
        const [lacks, more] = [inSecond[last] ?? 0, inFirst[last] ?? 0];
        const ways: readonly (readonly [number, number])[] = [
          [weightAt(last), last],
          [weightAt(lacks) - lackCost, lacks],
          [weightAt(more) - moreCost, more],
          [(best[last] ?? 0) - (last < width || last % width === 0 ? 0 : beginningCost), -1],
        ];
        const [weight, from] = ways.reduce((one, other) => (other[0] > one[0] ? other : one));
        paired[at] = weight + (isNew(i - 1) ? newWeight : knownWeight);
        previous[at] = from;
      }
      const [above, beside] = [inSecond[at - width] ?? 0, inFirst[at - 1] ?? 0];
      inSecond[at] = weightAt(at) >= weightAt(above) ? at : above;
      inFirst[at] = weightAt(at) >= weightAt(beside) ? at : beside;
      best[at] = Math.max(best[at - width] ?? 0, best[at - 1] ?? 0, weightAt(at));
    }
  const pairs: Pair[] = [];
  let at = size - 1;
  while (at >= width && at % width > 0) {
    if (paired[at] !== best[at]) at -= best[at] === best[at - 1] ? 1 : width;
    else
      for (let from = at; from >= 0; from = previous[at] ?? -1, at = from >= 0 ? from : at - width - 1) {
        pairs.push([Math.floor(from / width) - 1, (from % width) - 1]);
        at = from;
      }
  }
  return whole(before, pairs.reverse());
}

/** Two characters may have a half in common: that is no letter. */
function whole(before: string, pairs: readonly Pair[]): readonly Pair[] {
  const now = new Map(pairs);
  return pairs.filter(([from, to]) => {
    const unit = before.charAt(from);
    if (/[\ud800-\udbff]/.test(unit)) return now.get(from + 1) === to + 1;
    return !/[\udc00-\udfff]/.test(unit) || now.get(from - 1) === to - 1;
  });
}
