// Words that somebody else wrote anew, in a split, a join, a list or a link, without having read that I had done so
// with the same words. Known by reading like a line to its end, at the place of that line (rule E9). Words that
// somebody has typed are none. Writes nothing.
import * as Y from 'yjs';
import { sameRuns } from '../same-letters.ts';
import type { Seen, Shape } from './shape.ts';
import { keyOf } from './shape.ts';

/** `source` stood before; `copy` was written for it. */
export type Copy = { readonly source: Seen; readonly copy: Seen };

/** In a text that stood: fewer might be a key that somebody pressed right there. */
export const copiedLettersMin = 3;
/** Of several acts in one change, with words typed in between. */
const lettersOfManyMin = 8;

/** One other person's change: what it has written, and taken out. */
export type Change = { isNew(id: Y.ID): boolean; isGone(id: Y.ID): boolean };

export function findUnawareCopies(base: Shape, now: Shape, change: Change): readonly Copy[] {
  const { isNew } = change;
  const standing = new Set(now.flatMap(({ letters }) => letters.map(({ id }) => keyOf(id))));
  const places = placesOf(base);
  const runs = runsOf(now, isNew);
  const copies: Copy[] = [];
  const others: Seen[] = [];
  for (const run of runs) {
    const like = [...base.keys()].filter(index => endsLike(base, index, run, standing));
    const endOf = (index: number): readonly Seen[] => base[index]?.letters.slice(-run.length) ?? [];
    // What it has taken out itself is what it has written anew.
    const line =
      like.find(index => endOf(index).every(({ id }) => change.isGone(id))) ??
      like.find(index => isAt(index, run, now, places, isNew)) ??
      -1;
    const source = base[line]?.letters.slice(-run.length);
    const isNewLine = run[0] !== undefined && isNew(run[0].line._item?.id ?? Y.createID(0, 0));
    if (source && (isNewLine || run.length >= copiedLettersMin))
      for (const [i, copy] of run.entries()) if (source[i]) copies.push({ source: source[i], copy });
    if (!source) others.push(...run);
  }
  return copies.length > 0 || others.length < lettersOfManyMin ? copies : ofMany(base, others, standing);
}

type Places = ReadonlyMap<string, number>;

/** By key: in which line. */
const placesOf = (base: Shape): Places =>
  new Map(base.flatMap(({ letters }, line) => letters.map(({ key }): [string, number] => [key, line])));

/** In one line each. */
function runsOf(now: Shape, isNew: (id: Y.ID) => boolean): readonly (readonly Seen[])[] {
  const runs: Seen[][] = [];
  for (const { letters } of now) {
    let open: Seen[] = [];
    for (const letter of letters)
      if (isNew(letter.id)) open.push(letter);
      else {
        runs.push(open);
        open = [];
      }
    runs.push(open);
  }
  return runs.filter(({ length }) => length > 0);
}

/** And none of these letters stands as it stood. */
function endsLike(base: Shape, index: number, run: readonly Seen[], standing: ReadonlySet<string>): boolean {
  const end = base[index]?.letters.slice(-run.length) ?? [];
  return end.length === run.length && end.every(({ unit, id }, i) => unit === run[i]?.unit && !standing.has(keyOf(id)));
}

/** Between what stood before and behind that line. */
function isAt(line: number, run: readonly Seen[], now: Shape, places: Places, isNew: (id: Y.ID) => boolean): boolean {
  const all = now.flatMap(({ letters }) => letters);
  const from = all.indexOf(run[0] as Seen); // a run has letters
  const placeOf = (letters: readonly Seen[]): number | undefined => {
    const found = letters.find(({ id, key }) => !isNew(id) && places.has(key));
    return found && places.get(found.key);
  };
  const before = placeOf(all.slice(0, from).reverse()) ?? line;
  const behind = placeOf(all.slice(from + run.length)) ?? line;
  return before >= line - 1 && before <= line && behind >= line && behind <= line + 1;
}

function ofMany(base: Shape, come: readonly Seen[], standing: ReadonlySet<string>): readonly Copy[] {
  const gone = base.flatMap(({ letters }) => letters).filter(({ id }) => !standing.has(keyOf(id)));
  const pairs = sameRuns(wordsOf(gone), wordsOf(come), () => false);
  if (pairs.length < lettersOfManyMin) return [];
  return pairs.flatMap(([from, to]) => {
    const [source, copy] = [gone[from], come[to]];
    return source && copy ? [{ source, copy }] : [];
  });
}

const wordsOf = (letters: readonly Seen[]): string => letters.map(({ unit }) => unit).join('');
