// Which letters of one text stand in another that was written after it, in order. Pure; knows no Yjs.
import { hunksOf } from '../../../shared/text/hunks.ts';
import { commonEnd, commonStart } from '../../../shared/text/letters.ts';

/** Beyond so many differing words the two are taken for different words. */
const comparedWordsMax = 200;

/** Pairs of indices. */
export function sameLetters(before: string, after: string): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  const take = (from: number, to: number, length: number): void => {
    for (let i = 0; i < length; i++) pairs.push([from + i, to + i]);
  };
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  take(0, 0, start);
  let [from, to] = [start, start];
  const rest = before.slice(start, before.length - end);
  for (const { at, removed, added } of hunksOf(rest, after.slice(start, after.length - end), comparedWordsMax)) {
    const equal = start + at - from;
    take(from, to, equal);
    [from, to] = [from + equal, to + equal];
    const first = commonStart(removed, added);
    const last = commonEnd(removed.slice(first), added.slice(first));
    take(from, to, first);
    [from, to] = [from + removed.length, to + added.length];
    take(from - last, to - last, last);
  }
  take(from, to, before.length - from);
  return pairs;
}
