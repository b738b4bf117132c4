// Letters of mine that stay behind, alive, where somebody else's Enter, Backspace or list took their neighbours away:
// the other's copy of the words does not hold them yet. Finds them, and where they belong (rule E9); strays.ts puts
// them there. Those that went with their line are lost-letters.ts.
import * as Y from 'yjs';
import { must } from '../../../shared/assert.ts';
import { movedLetters } from '../../../shared/text/moved-offset.ts';
import type { FlatText } from '../../../shared/text/point-text.ts';
import { eachRun } from './standing-letters.ts';

/** Whoever hears of this change: the editor has to read it, and undo takes it back with the typing. */
export const lateLettersOrigin = { name: 'late letters' };

type LateLetters = {
  readonly words: string;
  /** How many letters stand before them where they belong. */
  readonly lettersBefore: number;
  /** How many letters, without any such, stand before them where they are now. */
  readonly lettersNow: number;
  readonly items: readonly Y.Item[];
  /** The text that they were left in. */
  readonly leftIn: Y.XmlText;
};

export type Found = { readonly late: readonly LateLetters[]; lettersBehind(letter: Y.ID): number | null };
const none: Found = { late: [], lettersBehind: () => null };

/**
 * Called while the transaction's deleted words are still there. `mayBeLeft`: others may not have read this letter of
 * mine; to put it among its neighbours undoes nobody's deed.
 */
export function findLateLetters(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  mayBeLeft: (clock: number) => boolean,
): Found {
  if (transaction.deleteSet.clients.size === 0) return none;
  const isUnread = ({ id, length }: Y.Item): boolean => mayBeLeft(id.clock + length - 1);
  // Twice: those that stay count among the words that the others stand between.
  const moving = new Set(misplaced(compare(root, transaction, isUnread)).flatMap(({ items }) => items));
  const compared = compare(root, transaction, item => moving.has(item));
  return { late: misplaced(compared), lettersBehind: id => lettersBehind(compared, id) };
}

/**
 * How many letters stand up to this one, itself included, where it stands anew; null where this change did not take it
 * out.
 */
function lettersBehind({ before, after, gone }: Compared, { client, clock }: Y.ID): number | null {
  const item = gone.find(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length);
  return item ? movedLetters(before, after, item.before + clock - item.id.clock + 1, 'left') : null;
}

/** Both their neighbours stand side by side somewhere else. */
function misplaced({ before, after, runs }: Compared): readonly LateLetters[] {
  return runs.flatMap((run): LateLetters[] => {
    const left = movedLetters(before, after, run.lettersBefore, 'left');
    const isAtBeginning = run.lettersBefore === 0 || before.charAt(run.lettersBefore - 1) === after.charAt(left - 1);
    const isBesideNext = before.charAt(run.lettersBefore) === after.charAt(left);
    return isAtBeginning && isBesideNext && left !== run.lettersNow ? [{ ...run, lettersBefore: left }] : [];
  });
}

/** The text that holds the offset; else the one before it. */
export function placeAt({ base }: FlatText, at: number): [Y.XmlText, number] {
  const texts = [...base];
  const inside = texts.find(([text, start]) => start <= at && at <= start + text.length);
  return must(inside ?? texts.findLast(([, start]) => start <= at) ?? texts[0], 'a point with a text');
}

type Run = {
  words: string;
  /** Letters of others before it, then and now. */
  readonly lettersBefore: number;
  readonly lettersNow: number;
  readonly items: Y.Item[];
  readonly leftIn: Y.XmlText;
};

/** `gone`: what this change has taken out, and how many letters stood before it. */
type Gone = { readonly id: Y.ID; readonly length: number; readonly before: number };
type Compared = { before: string; after: string; readonly runs: Run[]; readonly gone: Gone[] };

/** Both texts without line breaks and without my late letters. */
function compare(root: Y.XmlElement, transaction: Y.Transaction, mayBeLate: (item: Y.Item) => boolean): Compared {
  const me = transaction.doc.clientID;
  const found: Compared = { before: '', after: '', runs: [], gone: [] };
  const isGoneNow = (item: Y.Item): boolean => item.deleted && Y.isDeleted(transaction.deleteSet, item.id);
  const stood = (item: Y.Item): boolean =>
    item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0) && (!item.deleted || isGoneNow(item));
  eachRun(root, (item, words, text) => {
    const isMine = item.id.client === me && stood(item) && !item.deleted && mayBeLate(item);
    if (isMine && isBesideLoss(item, isGoneNow)) return addTo(found, item, words, text);
    if (isGoneNow(item)) found.gone.push({ id: item.id, length: item.length, before: found.before.length });
    if (stood(item)) found.before += words;
    if (!item.deleted) found.after += words;
  });
  return found;
}

function addTo({ runs, before, after }: Compared, item: Y.Item, words: string, text: Y.XmlText): void {
  const last = runs.at(-1);
  // Nothing of others stood, or stands, in between.
  if (last?.leftIn === text && last.lettersBefore === before.length && last.lettersNow === after.length) {
    last.words += words;
    last.items.push(item);
  } else runs.push({ words, lettersBefore: before.length, lettersNow: after.length, items: [item], leftIn: text });
}

/** Whether what stood right beside it was taken out just now; other letters of mine in between do not count. */
function isBesideLoss(item: Y.Item, isGoneNow: (item: Y.Item) => boolean): boolean {
  for (const side of ['left', 'right'] as const) {
    let other = item[side];
    while (
      other &&
      (!isWords(other) ||
        (other.deleted && !isGoneNow(other)) ||
        (!other.deleted && other.id.client === item.id.client))
    )
      other = other[side];
    if (other && isGoneNow(other)) return true;
  }
  return false;
}

const isWords = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentString || content instanceof Y.ContentDeleted;
