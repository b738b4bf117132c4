// Letters that I typed while somebody else's Enter, Backspace or list took their neighbours away: the other's copy of the words does not hold them yet, so
// they stay behind, or go with the line. Finds them, and where they belong (rule E9); strays.ts and the binding put them there.
import * as Y from 'yjs';
import { must } from '../../../shared/assert.ts';
import { movedLetters, offsetOfLetters } from '../../../shared/text/moved-offset.ts';
import type { FlatText } from '../../../shared/text/point-text.ts';
import { endsLine, flatText } from '../../../shared/text/point-text.ts';

/** Whoever hears of this change: the editor has to read it, and undo takes it back with the typing. */
export const lateLettersOrigin = { name: 'late letters' };

/** Where the letters stood in the flat text before the change, and how many letters stand before them where they belong. */
export type LateLetters = {
  readonly from: number;
  readonly words: string;
  readonly lettersBefore: number;
  /** How many letters, without any such, stand before them where they are now; null where they are gone. */
  readonly lettersNow: number | null;
  readonly items: readonly Y.Item[];
  /** The text that they were left in; null where they went with their paragraph. */
  readonly leftIn: Y.XmlText | null;
};

/** Which letters of mine others may not have read yet, by when I wrote them. */
export type Unread = {
  /** Left behind alive: putting them back among their neighbours undoes nobody's deed. */
  mayBeLeft(clock: number): boolean;
  /** Gone with their line: only the newest, or what somebody has read and removed would come back. */
  mayBeLost(clock: number): boolean;
};

export type Found = { readonly late: readonly LateLetters[]; lettersBehind(letter: Y.ID): number | null };
const none: Found = { late: [], lettersBehind: () => null };

/** Called while the transaction's deleted words are still there. */
export function findLateLetters(root: Y.XmlElement, transaction: Y.Transaction, unread: Unread): Found {
  if (transaction.deleteSet.clients.size === 0) return none;
  const isUnread = (item: Y.Item): boolean => {
    const last = item.id.clock + item.length - 1;
    return item.deleted ? unread.mayBeLost(last) : unread.mayBeLeft(last);
  };
  // Twice: those that stay count among the words that the others stand between.
  const moving = new Set(misplaced(compare(root, transaction, isUnread)).flatMap(({ items }) => items));
  const compared = compare(root, transaction, item => moving.has(item));
  return { late: misplaced(compared), lettersBehind: id => lettersBehind(compared, id) };
}

/** How many letters stand up to this one, itself included, where it stands anew; null where this change did not take it out. */
function lettersBehind({ before, after, gone }: Compared, { client, clock }: Y.ID): number | null {
  const item = gone.find(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length);
  return item ? movedLetters(before, after, item.before + clock - item.id.clock + 1, 'left') : null;
}

function misplaced({ before, after, runs }: Compared): readonly LateLetters[] {
  return runs.flatMap((run): LateLetters[] => {
    const left = movedLetters(before, after, run.lettersBefore, 'left');
    return [...(run.lettersNow === null ? lost : stray)(run, before, after, left)];
  });
}

/** Both neighbours stand side by side somewhere else. */
function stray(run: Run, before: string, after: string, left: number): readonly LateLetters[] {
  const isAtBeginning = run.lettersBefore === 0 || before.charAt(run.lettersBefore - 1) === after.charAt(left - 1);
  const isBesideNext = before.charAt(run.lettersBefore) === after.charAt(left);
  return isAtBeginning && isBesideNext && left !== run.lettersNow ? [{ ...run, lettersBefore: left }] : [];
}

/** Other words of their line stand there anew, or their own beginning does. Where neither does, the line was taken away, and they with it. */
function lost(run: Run, before: string, after: string, left: number): readonly LateLetters[] {
  const kinBefore = before.slice(Math.max(run.lineFrom, run.lettersBefore - kinLetters), run.lettersBefore);
  const kinAfter = before.slice(run.lettersBefore, Math.min(run.lineTo, run.lettersBefore + kinLetters));
  if (!after.slice(0, left).endsWith(kinBefore)) return [];
  // The others may have had the beginning: that stands there anew, too.
  const had = longestHad(run.words, after.slice(left), kinAfter || before.charAt(run.lettersBefore));
  if (had === null || had === run.words.length) return [];
  if (kinBefore + kinAfter === '' && had < ownKinLetters) return [];
  return [{ ...run, from: run.from + had, words: run.words.slice(had), lettersBefore: left + had }];
}

/** So many letters of a line are enough to know it by. */
const kinLetters = 8;
const ownKinLetters = 3;

/** How many of the letters stand there already, right before the next words; null where those are not to be found. */
function longestHad(words: string, after: string, next: string): number | null {
  for (let had = words.length; had >= 0; had--)
    if (after.startsWith(words.slice(0, had)) && (next === '' ? after.length === had : after.startsWith(next, had)))
      return had;
  return null;
}

/**
 * Writes letters that went with their line among their neighbours; call it in a transaction. `caret` is my caret's offset before the change; where it goes, if it
 * stood in such letters.
 */
export function writeLostLetters(
  root: Y.XmlElement,
  lost: readonly LateLetters[],
  caret: number | null,
): number | null {
  if (flatText(root).base.size === 0) return null; // nowhere to put them
  let caretNow: number | null = null;
  let added = 0;
  for (const { from, words, lettersBefore } of lost) {
    const flat = flatText(root);
    const at = offsetOfLetters(flat.text, lettersBefore + added);
    const [text, base] = placeAt(flat, at);
    text.insert(Math.min(at - base, text.length), words);
    added += words.length;
    if (caret !== null && from <= caret && caret <= from + words.length) caretNow = at + caret - from;
  }
  return caretNow;
}

/** The text that holds the offset; else the one before it. */
export function placeAt({ base }: FlatText, at: number): [Y.XmlText, number] {
  const texts = [...base];
  const inside = texts.find(([text, start]) => start <= at && at <= start + text.length);
  return must(inside ?? texts.findLast(([, start]) => start <= at) ?? texts[0], 'a point with a text');
}

type Run = {
  readonly from: number;
  words: string;
  /** Letters of others before it, then and now; now null where it is gone. */
  readonly lettersBefore: number;
  readonly lettersNow: number | null;
  readonly items: Y.Item[];
  readonly leftIn: Y.XmlText | null;
  /** Where the letters of their line began and ended then. */
  readonly lineFrom: number;
  lineTo: number;
};

/** `gone`: what this change has taken out, and how many letters stood before it. */
type Gone = { readonly id: Y.ID; readonly length: number; readonly before: number };
type Compared = { before: string; after: string; readonly runs: Run[]; readonly gone: Gone[] };

/** Both texts without line breaks and without my late letters. */
function compare(root: Y.XmlElement, transaction: Y.Transaction, mayBeLate: (item: Y.Item) => boolean): Compared {
  const me = transaction.doc.clientID;
  const found: Compared = { before: '', after: '', runs: [], gone: [] };
  let flat = 0;
  let lineFrom = 0;
  const isGoneNow = (item: Y.Item): boolean => item.deleted && Y.isDeleted(transaction.deleteSet, item.id);
  const stood = (item: Y.Item): boolean =>
    item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0) && (!item.deleted || isGoneNow(item));
  const take = (item: Y.Item, words: string, text: Y.XmlText): void => {
    const isMine = item.id.client === me && stood(item) && mayBeLate(item);
    const isLost = isMine && item.deleted && text._item?.deleted === true;
    const isStray = isMine && !item.deleted && isBesideLoss(item, isGoneNow);
    if (isLost || isStray) addTo(found, { item, words, flat, lineFrom }, isStray ? text : null);
    else {
      if (isGoneNow(item)) found.gone.push({ id: item.id, length: item.length, before: found.before.length });
      if (stood(item)) found.before += words;
      if (!item.deleted) found.after += words;
    }
    if (stood(item)) flat += words.length;
  };
  const walk = (type: Y.XmlElement | Y.XmlText): void => {
    if (type instanceof Y.XmlText) lineFrom = found.before.length;
    for (let item = type._start; item; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentString && type instanceof Y.XmlText) take(item, content.str, type);
      else if (content instanceof Y.ContentType && isXml(content.type)) {
        walk(content.type);
        if (content.type instanceof Y.XmlElement && endsLine(content.type.nodeName) && stood(item)) flat++;
      }
    }
    if (type instanceof Y.XmlText) for (const run of found.runs) if (run.lineTo < 0) run.lineTo = found.before.length;
  };
  walk(root);
  return found;
}

type Letters = { readonly item: Y.Item; readonly words: string; readonly flat: number; readonly lineFrom: number };

function addTo(found: Compared, { item, words, flat, lineFrom }: Letters, text: Y.XmlText | null): void {
  const last = found.runs.at(-1);
  if (
    last &&
    last.from + last.words.length === flat &&
    last.leftIn === text &&
    last.lettersBefore === found.before.length
  ) {
    last.words += words;
    last.items.push(item);
    return;
  }
  found.runs.push({
    from: flat,
    words,
    lettersBefore: found.before.length,
    lettersNow: text === null ? null : found.after.length,
    items: [item],
    leftIn: text,
    lineFrom,
    lineTo: -1,
  });
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
const isXml = (type: unknown): type is Y.XmlElement | Y.XmlText =>
  type instanceof Y.XmlElement || type instanceof Y.XmlText;
