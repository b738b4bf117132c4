// What of my changes to a point the server has not taken, for me to read: my own new words, and in a sentence what I
// deleted, moved, broken or formatted. Words of the draft that were only moved are none of mine. Pure.
import type * as Y from 'yjs';
import { lineEnd } from '../../../shared/text/flow.ts';
import type { Hunk } from '../../../shared/text/hunks.ts';
import { hunksOf } from '../../../shared/text/hunks.ts';
import { withoutTrailingBreaks } from '../../../shared/text/point-text.ts';
import type { HalfMoves } from '../moved-words.ts';
import { noMoves } from '../moved-words.ts';
import { letterHunks } from './letter-hunks.ts';
import type { Letter } from './lettered.ts';
import { asIKnewIt, asILeftIt, textOfLetters } from './lettered.ts';

export type Untaken = {
  /** My own, to copy; empty: none. */
  readonly words: string;
  /** "Your deletion of “…” was not taken." */
  readonly told: string;
  /** How the point read as I left it, where that is what there is to copy. */
  readonly asLeft: string;
  /** What goes between them and what was typed on behind them; left out: nothing. */
  readonly tail?: string;
  /** Others' letters at their end, of a word in which I typed: none of it where I typed on behind my own. */
  readonly rest?: string;
};

/** `isAsked`: of my letters that the server lacks, which. `moved`: what is told of apart. */
export function untakenOf(
  mine: Y.Doc,
  theirs: Y.Doc,
  point: string,
  isAsked: (id: Y.ID) => boolean = () => true,
  moved: HalfMoves = noMoves,
): Untaken {
  const before = asIKnewIt(mine, theirs, point).filter(({ id }) => !moved.stays(point, id));
  const after = asILeftIt(mine, theirs, point).filter(
    ({ isUnsent, id }) => (!isUnsent || isAsked(id)) && !moved.staysOut(point, id),
  );
  const text = withoutTrailingBreaks(textOfLetters(after));
  const known = withoutTrailingBreaks(textOfLetters(before));
  const hunks = letterHunks(before.slice(0, known.length), after.slice(0, text.length)) ?? hunksOf(known, text);
  const ends = after.length - text.length - (before.length - known.length); // each a letter
  return untakenIn(hunks, text, at => after[at]?.isUnsent ?? false, {
    isFormatted: isMarkedAnew(hunks, before, after),
    ends,
    isByMe: at => after[at]?.id.client === mine.clientID,
  });
}

/**
 * Between two texts, where nothing is known of the letters: all that was added counts as mine, unless `isMine` knows.
 */
export const untakenBetween = (base: string, mine: string, isMine: (at: number) => boolean = () => true): Untaken =>
  untakenIn(hunksOf(base, mine), mine, isMine, { isFormatted: false, ends: 0, isByMe: isMine });

/** Where words were put back, but not their marks. */
export const formattingUntaken: Untaken = { words: '', told: 'Your formatting was not taken.', asLeft: '' };

/** `ends`: how many lines of mine end behind the text. `isByMe`: also letters that the server has. */
function untakenIn(
  hunks: readonly Hunk[],
  text: string,
  isMine: (at: number) => boolean,
  { isFormatted, ends, isByMe }: { readonly isFormatted: boolean; readonly ends: number; readonly isByMe: IsAt },
): Untaken {
  const changes = changesIn(hunks);
  const found = changes.added.map(({ from, to }) => wordsOfMine(text, from, to, isMine, isByMe));
  const runs = found.flatMap(each => each.runs).filter(each => !changes.moved.includes(each));
  const rest = found.at(-1)?.rest ?? '';
  const words = runs.join(' … ');
  const told = sentences({ ...changes, isFormatted });
  const isText = changes.deleted.length > 0 || changes.moved.length > 0 || changes.breaks !== 0;
  const tail = runs.length > 1 ? ' … ' : tailOf(text, changes.added.at(-1), isMine, ends);
  return {
    words,
    told,
    asLeft: words === '' && isText ? text : '',
    ...(words !== '' && tail !== '' && { tail }),
    ...(rest !== '' && words.endsWith(rest) && { rest }),
  };
}

/** My blanks and ends of lines at the end of what was added. */
function tailOf(text: string, added: Stretch | undefined, isMine: (at: number) => boolean, ends: number): string {
  if (!added) return '';
  const from = added.to - (/\s*$/.exec(text.slice(added.from, added.to))?.[0].length ?? 0);
  const blanks = [...text.slice(from, added.to)].filter((_, i) => isMine(from + i)).join('');
  return blanks + (added.to === text.length ? '\n'.repeat(Math.max(0, ends)) : '');
}

type IsAt = (at: number) => boolean;

type Stretch = { readonly from: number; readonly to: number };
type Changes = {
  /** In the text as I left it. */
  readonly added: readonly Stretch[];
  readonly deleted: readonly string[];
  readonly moved: readonly string[];
  /** Lines that became more, or fewer. */
  readonly breaks: number;
};

function changesIn(hunks: readonly Hunk[]): Changes {
  const added: Stretch[] = [];
  const put: string[] = [];
  const taken: string[] = [];
  let [breaks, shift] = [0, 0];
  for (const hunk of hunks) {
    const { start, removed, added: more } = narrowed(hunk);
    const from = hunk.at + shift + start;
    if (more.trim() !== '') added.push({ from, to: from + more.length });
    if (more.trim() !== '') put.push(more.trim());
    if (removed.trim() !== '') taken.push(removed.trim());
    breaks += linesIn(more) - linesIn(removed);
    shift += hunk.added.length - hunk.removed.length;
  }
  const moved = taken.filter(words => put.includes(words));
  return { added, deleted: taken.filter(words => !moved.includes(words)), moved, breaks };
}

/**
 * A word that was only changed within is not deleted, and counts whole; one that was only written anew does not count.
 */
function narrowed({ removed, added }: Hunk): { start: number; removed: string; added: string } {
  const most = Math.min(removed.length, added.length);
  let start = 0;
  while (start < most && removed[start] === added[start]) start++;
  let end = 0;
  while (end < most - start && removed.at(-1 - end) === added.at(-1 - end)) end++;
  const [less, more] = [removed.slice(start, removed.length - end), added.slice(start, added.length - end)];
  if (more.trim() === '') return { start, removed: less, added: more };
  if (less.trim() !== '') return { start: 0, removed, added };
  const from = start - (/\S*$/.exec(added.slice(0, start))?.[0].length ?? 0);
  const to = added.length - end + (/^\S*/.exec(added.slice(added.length - end))?.[0].length ?? 0);
  return { start: from, removed: less, added: added.slice(from, to) };
}

const linesIn = (text: string): number => text.split('\n').length;

/** Words with a letter of mine, those beside one another together; `rest`: what of the last one follows my letters. */
function wordsOfMine(text: string, from: number, to: number, isMine: IsAt, isByMe: IsAt) {
  const runs: string[] = [];
  let isOpen = false;
  let rest = '';
  for (const { 0: token, index } of text.slice(from, to).matchAll(/\S+|\s+/g)) {
    const isBlank = token.trim() === '';
    const start = from + index;
    const last = isBlank ? -1 : token.split('').findLastIndex((_, i) => isMine(start + i));
    const has = last >= 0;
    // Of a new word that I wrote right before one of others, theirs is no part.
    const isNew = start > 0 && token.split('').every((_, i) => i > last || isMine(start + i)) && isByMe(start - 1);
    const word = has && isNew ? token.slice(0, last + 1) : token;
    if (isOpen && (isBlank || has)) runs[runs.length - 1] += word;
    else if (has) runs.push(word);
    if (has) rest = word.slice(last + 1);
    else if (isBlank && token.split('').some((_, i) => isMine(start + i))) rest = '';
    isOpen = has || (isOpen && isBlank);
  }
  return { runs: runs.map(run => run.trim().toWellFormed()), rest };
}

/** In the words that only stayed, and the kinds of their lines. Blanks do not count. */
function isMarkedAnew(hunks: readonly Hunk[], before: readonly Letter[], after: readonly Letter[]): boolean {
  let [at, shift] = [0, 0];
  const differ = (to: number): boolean => {
    for (; at < to; at++) {
      const [was, is] = [before[at], after[at + shift]];
      if (was && is && (was.unit === lineEnd || was.unit.trim() !== '') && was.mark !== is.mark) return true;
    }
    return false;
  };
  for (const hunk of hunks) {
    if (differ(hunk.at)) return true;
    at = hunk.at + hunk.removed.length;
    shift += hunk.added.length - hunk.removed.length;
  }
  return differ(withoutTrailingBreaks(textOfLetters(before)).length + 1); // with the last line's end
}

function sentences({
  deleted,
  moved,
  breaks,
  isFormatted,
}: Omit<Changes, 'added'> & { readonly isFormatted: boolean }): string {
  const what = [
    ...(deleted.length > 0 ? [`deletion of ${quoted(deleted)}`] : []),
    ...(moved.length > 0 ? [`move of ${quoted(moved)}`] : []),
    ...(breaks > 0 ? [breaks === 1 ? 'line break' : 'line breaks'] : []),
    ...(breaks < 0 ? ['joining of lines'] : []),
    ...(isFormatted ? ['formatting'] : []),
  ];
  return what.map(each => `Your ${each} ${each === 'line breaks' ? 'were' : 'was'} not taken.`).join(' ');
}

const quotedChars = 80;

export function quoted(words: readonly string[]): string {
  const all = words.join(' … ').replace(/\s+/g, ' ');
  return `“${all.length > quotedChars ? `${all.slice(0, quotedChars).toWellFormed()}…` : all}”`;
}
