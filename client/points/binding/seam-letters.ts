// Letters of mine that I typed at the end of a line while somebody else joined the next one to it, or in an empty line
// that somebody else took away meanwhile. Finds them, and puts them where the lines meet (rule E9).
import * as Y from 'yjs';
import { flatText } from '../../../shared/text/point-text.ts';
import type { LostLetters } from './lost-letters.ts';
import { writtenAnew } from './lost-letters.ts';
import type { Letter } from './standing-letters.ts';
import { eachItem, sameMarks, standingLetters } from './standing-letters.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** `letters` stand behind words that were joined to their line, and belong before `joined`, the first of those. */
export type Overtaken = { readonly letters: readonly Letter[]; readonly joined: Letter };

/** Yjs puts the joined words before mine where the other's id is the lower one. */
export function findOvertaken(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  whose: WhoseLetters,
): readonly Overtaken[] {
  const { doc, beforeState, deleteSet } = transaction;
  if (deleteSet.clients.size === 0) return [];
  const all = standingLetters(root);
  const isJoined = ({ id }: Letter): boolean =>
    id.client !== doc.clientID &&
    id.clock >= (beforeState.get(id.client) ?? 0) &&
    !Y.compareIDs(whose.of(id).first, id);
  const isTyped = ({ id }: Letter): boolean => id.client === doc.clientID && Y.compareIDs(whose.of(id).first, id);
  return all.flatMap((first, at): Overtaken[] => {
    const before = all[at - 1];
    if (!isTyped(first) || !before || before.text !== first.text || !isJoined(before)) return [];
    let from = at - 1;
    while (all[from - 1]?.text === first.text && isJoined(all[from - 1] as Letter)) from--; // it has a text
    let to = at + 1;
    while (all[to]?.text === first.text && isTyped(all[to] as Letter)) to++; // it has a text
    const [left, joined] = [all[from - 1], all[from]];
    const item = Y.getItem(doc.store, first.id);
    const isTypedThere =
      item instanceof Y.Item && Y.compareIDs(item.origin, left?.text === first.text ? left.id : null);
    return joined && isTypedThere ? [{ letters: all.slice(at, to), joined }] : [];
  });
}

/**
 * Call it in a transaction. `caret` is my caret's offset; the result is where it goes, if it stood behind one of them.
 */
export function putBeforeJoined(
  root: Y.XmlElement,
  { letters, joined }: Overtaken,
  whose: WhoseLetters,
  caret: number | null,
): number | null {
  const [first] = letters;
  if (!first) return null;
  const base = flatText(root).base.get(first.text) ?? 0;
  first.text.delete(first.index, letters.length);
  let at = joined.index;
  for (const alike of sameMarks(letters)) {
    first.text.insert(at, alike.map(({ unit }) => unit).join(''), { ...alike[0]?.marks });
    at += alike.length;
  }
  const written = standingLetters(root).filter(({ text }) => text === first.text);
  for (const [i, letter] of letters.entries()) {
    const now = written[joined.index + i];
    if (now) whose.copied(letter.id, now.id);
  }
  const by = caret === null ? 0 : caret - base - first.index;
  return by > 0 && by <= letters.length ? base + joined.index + by : null;
}

/**
 * In a line that stood empty but for what I have typed there a moment ago. A line of my own, made a moment ago, was
 * read and taken away.
 */
export function findLettersOfEmptyLine(
  root: Y.XmlElement,
  transaction: Y.Transaction,
  whose: WhoseLetters,
  mayBeLost: (clock: number) => boolean,
): readonly LostLetters[] {
  const { doc, deleteSet } = transaction;
  const standing = standingLetters(root);
  const known = new Set(standing.map(({ id }) => JSON.stringify(whose.of(id).first)));
  const isTakenAway = (line: Y.XmlElement): boolean => {
    const item = line._item;
    const isNewest = item?.id.client === doc.clientID && mayBeLost(item.id.clock);
    return item?.deleted === true && Y.isDeleted(deleteSet, item.id) && !isNewest;
  };
  const gone = writtenAnew(root, transaction, mayBeLost).flatMap(stretch => stretch.gone);
  for (const [line, letters] of Map.groupBy(gone, letter => letter.line)) {
    const isMine = letters.every(({ isNewest, id }) => isNewest && !known.has(JSON.stringify(whose.of(id).first)));
    const beside = isMine && isTakenAway(line) ? besideLine(root, line, standing) : null;
    if (beside) return [{ letters, ...beside }];
  }
  return [];
}

/** Before the first letter that stands behind it, or behind the last one before it. */
function besideLine(
  root: Y.XmlElement,
  line: Y.XmlElement,
  standing: readonly Letter[],
): Pick<LostLetters, 'beside' | 'side'> | null {
  let isBehind = false;
  let before = 0;
  eachItem(root, root, (item, text, around) => {
    isBehind ||= around === line;
    if (!isBehind && text && !item.deleted && item.content instanceof Y.ContentString) before += item.length;
  });
  const [last, next] = [standing[before - 1], standing[before]];
  if (next) return { beside: next.id, side: 'before' };
  return last ? { beside: last.id, side: 'behind' } : null;
}
