// Two people join one line to the line before it at the same moment, or one joins what the other splits or makes a list: both write its words anew, and they stand
// twice. Finds both copies, for one to be taken away by one of the two clients (rule E9). Words that somebody has only typed are no copy.
import * as Y from 'yjs';
import { flatText } from '../../../shared/text/point-text.ts';
import type { Letter } from './standing-letters.ts';
import { standingLetters } from './standing-letters.ts';
import { takesLetters } from './twin-lines.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** `goes`: which of them I take away. */
export type TwinWords = {
  readonly kind: 'words';
  readonly mine: readonly Letter[];
  readonly theirs: readonly Letter[];
  readonly goes: 'mine' | 'theirs' | 'none';
};

/** Nobody types so many in one change; fewer might be a key that somebody pressed right there. */
const twinLettersMin = 3;

/** `isNewest`: I wrote it a moment ago. */
export function findTwinWords(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  whose: WhoseLetters,
  isNewest: (clock: number) => boolean,
): TwinWords | null {
  const { doc, beforeState } = transaction;
  const me = doc.clientID;
  // What it wrote anew was gone already: I had deleted it, too.
  if (takesLetters(root, transaction)) return null;
  const letters = standingLetters(root);
  const isNew = ({ id }: Letter): boolean => id.client !== me && id.clock >= (beforeState.get(id.client) ?? 0);
  const isMine = ({ id }: Letter): boolean => id.client === me && isNewest(id.clock);
  const isMyCopy = (letter: Letter): boolean => isMine(letter) && !Y.compareIDs(whose.of(letter.id).first, letter.id);
  // Yjs puts the copy of the lower id first, and each writer's letters before the writer's own copy.
  for (const theirs of runsOf(letters, letter => isNew(letter) && letter.id.client < me)) {
    const mine = likeBehind(letters, theirs, isMine);
    const isBeside = mine?.[0] === letters[endOf(letters, theirs)];
    // What I have typed on between the two stays before the words.
    if (mine?.every(isMyCopy)) return { kind: 'words', mine, theirs, goes: isBeside ? 'mine' : 'theirs' };
  }
  for (const mine of runsOf(letters, isMyCopy)) {
    const theirs = likeBehind(letters, mine, letter => isNew(letter) && letter.id.client > me);
    if (theirs) return { kind: 'words', mine, theirs, goes: 'none' };
  }
  const isMyLine = ({ _item }: Y.XmlElement): boolean => _item?.id.client === me && isNewest(_item.id.clock);
  return twinInNextLine(
    letters.filter(({ line }) => !isMyLine(line)),
    isMyCopy,
    isNew,
  );
}

/** `letters`: without lines that I have just made. Whoever has split the line, or made a list of it, hears that I took letters out of it; I do not. */
function twinInNextLine(
  letters: readonly Letter[],
  isMyCopy: (letter: Letter) => boolean,
  isNew: (letter: Letter) => boolean,
): TwinWords | null {
  const lines = [...Map.groupBy(letters, ({ line }) => line).values()];
  for (const [index, theirs] of lines.entries()) {
    const mine = lines[index - 1]?.slice(-theirs.length) ?? [];
    const isTwin = theirs.length >= twinLettersMin && theirs.every(isNew) && mine.length === theirs.length;
    const isWhole = isTwin && theirs.every(({ text }) => text === theirs[0]?.text) && theirs[0]?.line.length === 1;
    const isOneText = mine.every(({ text }) => text === mine[0]?.text);
    if (isWhole && isOneText && mine.every((letter, i) => isMyCopy(letter) && looksLike(letter, theirs[i])))
      return { kind: 'words', mine, theirs, goes: 'mine' };
  }
  return null;
}

/** Of one writer and in one text. */
function runsOf(letters: readonly Letter[], is: (letter: Letter) => boolean): readonly (readonly Letter[])[] {
  const runs: Letter[][] = [];
  let last: Letter | null = null;
  for (const letter of letters) {
    const goesOn = last?.text === letter.text && last.id.client === letter.id.client;
    if (is(letter) && goesOn) runs.at(-1)?.push(letter);
    else if (is(letter)) runs.push([letter]);
    last = is(letter) ? letter : null;
  }
  return runs.filter(({ length }) => length >= twinLettersMin);
}

const endOf = (letters: readonly Letter[], run: readonly Letter[]): number =>
  letters.indexOf(run[0] as Letter) + run.length; // a run has letters

/** The same words behind it, at the end of its text as joined words are, with nothing but such letters in between. */
function likeBehind(
  letters: readonly Letter[],
  run: readonly Letter[],
  is: (letter: Letter) => boolean,
): readonly Letter[] | null {
  for (let at = endOf(letters, run); ; at++) {
    const [first] = letters.slice(at, at + 1);
    if (!first || first.text !== run[0]?.text || !is(first)) return null;
    const other = letters.slice(at, at + run.length);
    const isAtEnd = other.at(-1)?.text === first.text && letters[at + run.length]?.text !== first.text;
    if (isAtEnd && other.length === run.length && other.every((letter, i) => is(letter) && looksLike(letter, run[i])))
      return other;
  }
}

const looksLike = (letter: Letter, other: Letter | undefined): boolean =>
  letter.unit === other?.unit && JSON.stringify(letter.marks) === JSON.stringify(other.marks);

/** Call it in a transaction. `caret` is my caret's offset; the result is where it goes, if it stood within my words and these go. */
export function removeTwinWords(
  root: Y.XmlElement,
  { mine, theirs, goes }: TwinWords,
  whose: WhoseLetters,
  caret: number | null,
): number | null {
  const [first, twin] = [mine[0], theirs[0]];
  if (!first || !twin) return null;
  for (const [i, { id }] of theirs.entries()) if (mine[i]) whose.copied(mine[i].id, id);
  if (goes === 'theirs') twin.text.delete(twin.index, theirs.length);
  if (goes !== 'mine') return null;
  const start = (flatText(root).base.get(first.text) ?? 0) + first.index;
  first.text.delete(first.index, mine.length);
  const to = (flatText(root).base.get(twin.text) ?? 0) + twin.index; // theirs stand before mine in one text, or in another
  return caret !== null && start < caret && caret <= start + mine.length ? to + caret - start : null;
}
