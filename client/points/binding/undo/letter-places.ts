// Runs of the places that letter-order.ts keeps, and of letters that have none yet. Pure.
import type * as Y from 'yjs';
import type { Letter } from '../standing-letters.ts';

/**
 * Where a letter stands or stood. What is written anew at its place has the same one, what is moved elsewhere a new
 * one.
 */
export type LetterPlace = {
  rank: number;
  /** The letter that stands or stood there last. */
  id: Y.ID;
  readonly unit: string;
  readonly since: number;
  goneSince: number | null;
};
/** Of a word's end: fewer letters are alike by chance. */
const putBackLettersMin = 3;

export type Run = { readonly letters: readonly Letter[]; readonly to: number };

/** Typed in one go. */
export function typedRunsThat(
  all: readonly LetterPlace[],
  is: (one: LetterPlace) => boolean,
): readonly (readonly LetterPlace[])[] {
  const runs: LetterPlace[][] = [];
  for (const [index, one] of all.entries()) {
    if (!is(one)) continue;
    const last = runs.at(-1);
    const end = last?.at(-1);
    if (last && end && end === all[index - 1] && end.id.clock + 1 === one.id.clock) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Those at the beginning. */
export function crossing(
  places: readonly (LetterPlace | null)[],
  isAcross: (place: LetterPlace) => boolean,
): readonly LetterPlace[] {
  const known = places.filter(place => place !== null);
  const end = known.findIndex(place => !isAcross(place));
  return known.slice(0, end < 0 ? known.length : end);
}

/** The longest end of these that the words begin with. */
export function endThatBegins(words: string, places: readonly LetterPlace[]): readonly LetterPlace[] {
  for (let start = 0; start === 0 || start <= places.length - putBackLettersMin; start++) {
    const end = places.slice(start);
    if (words.startsWith(end.map(({ unit }) => unit).join(''))) return end;
  }
  return [];
}

/** Typed or pasted in one go. `to`: where it ends in what stands. */
export function unknownRuns(standing: readonly Letter[], places: readonly (LetterPlace | null)[]): readonly Run[] {
  const runs: { letters: Letter[]; to: number }[] = [];
  for (const [index, letter] of standing.entries()) {
    if (places[index] !== null) continue;
    const last = runs.at(-1);
    const end = last?.letters.at(-1)?.id;
    const goesOn = last?.to === index && end?.client === letter.id.client && end.clock + 1 === letter.id.clock;
    if (goesOn) {
      last.letters.push(letter);
      last.to++;
    } else runs.push({ letters: [letter], to: index + 1 });
  }
  return runs;
}
