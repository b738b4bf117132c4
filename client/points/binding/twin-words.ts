// Two people join one line to the line before it at the same moment: both write its words there anew, and they stand twice in one line. Finds both copies, for
// one to be taken away (rule E9); of the two clients the one with the higher id does it. Words that somebody has only typed are no copy.
import * as Y from 'yjs';
import { flatText } from '../../../shared/text/point-text.ts';
import type { Letter } from './standing-letters.ts';
import { standingLetters } from './standing-letters.ts';
import { takesLetters } from './twin-lines.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** `between`: what I have typed on between the two. */
export type TwinWords = {
  readonly kind: 'words';
  readonly mine: readonly Letter[];
  readonly theirs: readonly Letter[];
  readonly between: number;
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
    if (mine?.every(isMyCopy)) return twinOf(mine, theirs, letters.indexOf(mine[0] as Letter) - endOf(letters, theirs)); // it has letters
  }
  for (const mine of runsOf(letters, isMyCopy)) {
    const theirs = likeBehind(letters, mine, letter => isNew(letter) && letter.id.client > me);
    if (theirs) return twinOf(mine, theirs, 0);
  }
  return null;
}

const twinOf = (mine: readonly Letter[], theirs: readonly Letter[], between: number): TwinWords => ({
  kind: 'words',
  mine,
  theirs,
  between,
});

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

/** The same words behind it in its text, with nothing but such letters in between. */
function likeBehind(
  letters: readonly Letter[],
  run: readonly Letter[],
  is: (letter: Letter) => boolean,
): readonly Letter[] | null {
  for (let at = endOf(letters, run); ; at++) {
    const [first] = letters.slice(at, at + 1);
    if (!first || first.text !== run[0]?.text || !is(first)) return null;
    const other = letters.slice(at, at + run.length);
    if (other.length === run.length && other.every((letter, i) => is(letter) && looksLike(letter, run[i])))
      return other;
  }
}

const looksLike = (letter: Letter, other: Letter | undefined): boolean =>
  letter.text === other?.text &&
  letter.unit === other.unit &&
  JSON.stringify(letter.marks) === JSON.stringify(other.marks);

/**
 * Call it in a transaction. `caret` is my caret's offset; the result is where it goes, if it stood within the words. Theirs go where I have typed on before mine:
 * my letters stay before the words.
 */
export function removeTwinWords(
  root: Y.XmlElement,
  { mine, theirs, between }: TwinWords,
  whose: WhoseLetters,
  caret: number | null,
): number | null {
  const [first, twin] = [mine[0], theirs[0]];
  if (!first || !twin) return null;
  for (const [i, { id }] of theirs.entries()) if (mine[i]) whose.copied(mine[i].id, id);
  if (twin.id.client > first.id.client) return null; // theirs to take away
  const gone = between > 0 ? twin : first;
  const start = (flatText(root).base.get(gone.text) ?? 0) + first.index;
  gone.text.delete(gone.index, mine.length);
  const isInside = caret !== null && start < caret && caret <= start + mine.length;
  return isInside ? caret - mine.length : null;
}
