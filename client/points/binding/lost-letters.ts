// Letters that I wrote a moment ago, and that went with their line when somebody else wrote it anew without them: what
// I typed, and words that my own split, join or list had just moved into it. Finds them, and puts them beside what
// stands anew of their line (rule E9).
import * as Y from 'yjs';
import { must } from '../../../shared/assert.ts';
import { endsLine, flatText } from '../../../shared/text/point-text.ts';
import { sameRuns } from './same-letters.ts';
import type { Marks } from './standing-letters.ts';
import { eachItem, lineOf, sameMarks, standingLetters, typeOf, withMark } from './standing-letters.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** `beside`: the letter that they come behind, or before. */
export type LostLetters = {
  readonly letters: readonly Gone[];
  readonly beside: Y.ID;
  readonly side: 'behind' | 'before';
};

type Gone = {
  readonly id: Y.ID;
  readonly unit: string;
  readonly marks: Marks;
  readonly line: Y.XmlElement;
  /** In the flat text that stood. */
  readonly offset: number;
  /** Mine, and too new for anybody to have read it and taken it away. */
  readonly isNewest: boolean;
  /** Its text went, too. */
  readonly isInLostText: boolean;
};
type Come = { readonly id: Y.ID; readonly unit: string };

/** So many letters of a line are enough to know it by; of my own alone, so many. */
const kinLetters = 8;
const ownKinLetters = 3;

/** Of the last moment: what I wrote, and what others did. */
type Recent = { mayBeLost(clock: number): boolean; isJustHeard(letter: Y.ID): boolean };

/** Called while the transaction's deleted words are still there. */
export function findLostLetters(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  recent: Recent,
): readonly LostLetters[] {
  if (transaction.deleteSet.clients.size === 0) return [];
  const lost: LostLetters[] = [];
  for (const { gone, come } of writtenAnew(root, transaction, clock => recent.mayBeLost(clock)))
    if (gone.some(isLostIfNowhere)) lost.push(...lostOf(gone, come, letter => recent.isJustHeard(letter)));
  return lost;
}

const isLostIfNowhere = ({ isNewest, isInLostText }: Gone): boolean => isNewest && isInLostText;

/** What went and what came between words that stay. */
type Stretch = { gone: Gone[]; come: Come[] };

export function writtenAnew(
  root: Y.XmlElement,
  { doc, beforeState, deleteSet }: Y.Transaction,
  mayBeLost: (clock: number) => boolean,
): readonly Stretch[] {
  const stretches: Stretch[] = [{ gone: [], come: [] }];
  let offset = 0;
  let marks: Marks = {};
  let last: Y.XmlText | null = null;
  const stood = ({ id, deleted }: Y.Item): boolean =>
    id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id));
  const take = (item: Y.Item, words: string, text: Y.XmlText, isNew: boolean): void => {
    const { gone, come } = must(stretches.at(-1), 'there is one from the beginning');
    const isMine = item.id.client === doc.clientID;
    if (!isNew && !item.deleted) {
      const isLate = isMine && mayBeLost(item.id.clock + item.length - 1);
      if (!isLate && gone.length + come.length > 0) stretches.push({ gone: [], come: [] });
      return;
    }
    const isInLostText = text._item?.deleted === true;
    const line = lineOf(text);
    for (let i = 0; i < words.length; i++) {
      const id = Y.createID(item.id.client, item.id.clock + i);
      const isNewest = isMine && mayBeLost(id.clock);
      if (isNew) come.push({ id, unit: words.charAt(i) });
      else gone.push({ id, unit: words.charAt(i), marks, line, offset: offset + i, isNewest, isInLostText });
    }
  };
  eachItem(
    root,
    root,
    (item, text) => {
      if (text !== last) [marks, last] = [{}, text];
      const isNew = item.id.clock >= (beforeState.get(item.id.client) ?? 0);
      if (!text || !(isNew ? !item.deleted : stood(item))) return;
      const { content } = item;
      if (content instanceof Y.ContentFormat && !isNew) marks = withMark(marks, content.key, content.value);
      if (!(content instanceof Y.ContentString)) return;
      take(item, content.str, text, isNew);
      if (!isNew) offset += content.str.length;
    },
    item => {
      const type = typeOf(item);
      if (type instanceof Y.XmlElement && endsLine(type.nodeName) && stood(item)) offset++;
    },
  );
  return stretches;
}

function lostOf(
  gone: readonly Gone[],
  come: readonly Come[],
  isJustHeard: Recent['isJustHeard'],
): readonly LostLetters[] {
  const mayBeUnknown = ({ id, isNewest }: Gone): boolean => isNewest || isJustHeard(id);
  const now = new Map(
    sameRuns(wordsOf(gone), wordsOf(come), index => mayBeUnknown(must(gone[index], 'an index of these'))),
  );
  const isLost = (letter: Gone | undefined, index: number): boolean =>
    letter !== undefined && isLostIfNowhere(letter) && !now.has(index);
  const lost: LostLetters[] = [];
  for (let from = 0; from < gone.length; from++) {
    const first = gone[from];
    if (!first || !isLost(first, from)) continue;
    let to = from + 1;
    while (gone[to]?.line === first.line && isLost(gone[to], to)) to++;
    const kin = (step: -1 | 1): Y.ID | null => {
      const start = step < 0 ? from - 1 : to;
      const line: number[] = [];
      for (let i = start; gone[i]?.line === first.line; i += step) if (!isLost(gone[i], i)) line.push(i);
      const there = line.filter(i => now.has(i)); // whoever else has typed in between may be unknown there, too
      const at = now.get(there[0] ?? -1);
      if (at === undefined) return null;
      const isOwn = there.every(i => gone[i]?.isNewest);
      const enough = Math.max(Math.min(kinLetters, line.length), isOwn ? ownKinLetters : 1);
      return there.length >= enough ? (come[at]?.id ?? null) : null;
    };
    const letters = gone.slice(from, to);
    const [left, right] = [kin(-1), kin(1)];
    if (left) lost.push({ letters, beside: left, side: 'behind' });
    else if (right) lost.push({ letters, beside: right, side: 'before' });
    from = to - 1;
  }
  return lost;
}

const wordsOf = (units: readonly { readonly unit: string }[]): string => units.map(({ unit }) => unit).join('');

/**
 * Call it in a transaction. `caret` is my caret's offset before the change; the result is where it goes, if it stood in
 * such letters.
 */
export function writeLostLetters(
  root: Y.XmlElement,
  lost: readonly LostLetters[],
  whose: WhoseLetters | null,
  caret: number | null,
): number | null {
  let caretNow: number | null = null;
  const ends = new Map<string, Y.ID>();
  for (const { letters, beside, side } of lost) {
    const key = `${side} ${beside.client}:${beside.clock}`;
    const isFirst = side === 'before' && !ends.has(key);
    const next = ends.get(key) ?? beside;
    const found = standingLetters(root).find(({ id }) => Y.compareIDs(id, next));
    if (!found) continue;
    const { text, index } = found;
    let at = isFirst ? index : index + 1;
    for (const alike of sameMarks(letters)) {
      text.insert(at, wordsOf(alike), { ...alike[0]?.marks });
      at += alike.length;
    }
    const written = standingLetters(root)
      .filter(letter => letter.text === text)
      .slice(at - letters.length, at);
    for (const [i, { id }] of written.entries()) if (letters[i]) whose?.copied(letters[i].id, id);
    const end = written.at(-1);
    if (end) ends.set(key, end.id);
    const start = letters[0]?.offset ?? 0;
    if (caret !== null && start <= caret && caret <= start + letters.length)
      caretNow = (flatText(root).base.get(text) ?? 0) + at - letters.length + caret - start;
  }
  return caretNow;
}
