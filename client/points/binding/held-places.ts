// A caret or selection as it is held while others write: tied to letters by Yjs positions (rule E8). Draws nothing and
// writes nothing.
import * as Y from 'yjs';
import { endAt } from '../../../shared/text/anchors/anchor-ends.ts';
import type { Around } from '../../../shared/text/anchors/letters-again.ts';
import { aroundLetter } from '../../../shared/text/anchors/letters-again.ts';
import { flatOf } from '../../../shared/text/change-flow.ts';
import { flowOf, flowText, lineEnd } from '../../../shared/text/flow.ts';
import type { Lean } from '../../../shared/text/moved-offset.ts';
import { flatText } from '../../../shared/text/point-text.ts';

/** One end. A caret leans left: what others add right behind my last letter comes after what I type next. */
export type HeldPlace = {
  readonly position: Y.RelativePosition;
  readonly lean: Lean;
  /**
   * Of a caret at the beginning of a line: the end of the line before, or `start`. The letter before is another line's,
   * and a line that is added there must not take the place along: so `position` is tied to what stands behind.
   */
  readonly lineAfter?: Y.ID | 'start';
  /** The words about the letter that it is tied to: others may delete that, and bring it back. */
  readonly around: Around;
  /** Of a caret that was put behind a letter while its writer was typing there: it goes along behind their run. */
  readonly isBehindRun?: true;
};

/** Whether somebody else is typing right behind this letter now, which is their own. */
export type IsBeingTyped = (letter: Y.ID) => boolean;

/** Holds the place at an offset of the flat text. */
export function holdOffset(
  root: Y.XmlElement,
  offset: number,
  lean: Lean,
  isBeingTyped: IsBeingTyped = () => false,
): HeldPlace {
  const flow = flowOf(root);
  const index = flow ? Math.max(0, Math.min(offset, flow.length)) : 0;
  const tied = (assoc: number): Y.RelativePosition => Y.createRelativePositionFromTypeIndex(flow ?? root, index, assoc);
  const text = flow ? flowText(flow) : '';
  const behind = aroundLetter(text, index, 'after');
  if (!flow || lean !== 'left') return { position: tied(0), lean, around: behind };
  const isAtLineStart = index === 0 || text.charAt(index - 1) === lineEnd;
  if (!isAtLineStart) {
    const position = tied(-1);
    const { item } = position;
    // Within words that stand already nobody's run ends: a caret there stays at its letter.
    const isBehindRun = item && flow.doc && isBeingTyped(item) && restOfRun(flow.doc, item) === 0;
    const around = aroundLetter(text, index - 1, 'before');
    return isBehindRun ? { position, lean, around, isBehindRun } : { position, lean, around };
  }
  return { position: tied(0), lean, around: behind, lineAfter: index === 0 ? 'start' : (tied(-1).item ?? 'start') };
}

/**
 * A letter that is gone leaves its place where it stood, until it is brought back. A body without a flow has only one
 * place.
 */
export function offsetNow(root: Y.XmlElement, held: HeldPlace): number {
  const { position, lineAfter, isBehindRun } = held;
  const flow = root.doc && flowOf(root);
  if (!root.doc || !flow) return 0;
  const again = offsetAgain(root, held);
  if (again !== null) return again;
  const place = Y.createAbsolutePositionFromRelativePosition(position, root.doc);
  const at = place?.type === flow ? Math.min(place.index, flow.length) : 0;
  if (isBehindRun && position.item) return at + restOfRun(root.doc, position.item);
  const from = lineAfter === undefined ? null : offsetBehind(flow, lineAfter);
  if (from === null || from >= at) return at;
  // What others have typed there comes behind. A line that they have made there does not, but for one that was made in
  // the same moment as mine.
  const upTo =
    lineAfter === 'start' || lineAfter === undefined ? at : Math.min(at, from + beforeTwin(root.doc, lineAfter));
  return from + flowText(flow).slice(from, upTo).lastIndexOf(lineEnd) + 1;
}

/** Where a letter stands that was deleted and brought back; null: it was not. */
export function offsetAgain(root: Y.XmlElement, { position, around }: HeldPlace): number | null {
  const { item } = position;
  if (!item || !root.doc || Y.getState(root.doc.store, item.client) <= item.clock) return null;
  if (!Y.getItem(root.doc.store, item).deleted) return null;
  const end = endAt(root, flatText(root), position, around);
  return end.kind === 'alive' && end.isAgain === true ? end.at : null;
}

/** The end that I made of the line before, where nothing but deleted words of the caret's line stands behind it. */
export function ownEndBehind(root: Y.XmlElement, { lineAfter }: HeldPlace, offset: number): Y.ID | null {
  const flow = flowOf(root);
  if (!flow?.doc || lineAfter === undefined || lineAfter === 'start') return null;
  if (lineAfter.client !== flow.doc.clientID || offsetBehind(flow, lineAfter) !== offset) return null;
  const item = Y.getItem(flow.doc.store, lineAfter);
  if (!(item instanceof Y.Item) || item.lastId.clock !== lineAfter.clock) return null;
  for (let next = item.right; next?.deleted || next?.countable === false; next = next.right)
    if (next.content instanceof Y.ContentString && next.content.str.includes(lineEnd)) return null;
  return lineAfter;
}

/** Null where that line end is gone. */
function offsetBehind(flow: Y.XmlText, end: Y.ID | 'start'): number | null {
  if (end === 'start') return 0;
  const { doc } = flow;
  if (!doc || Y.getState(doc.store, end.client) <= end.clock) return null;
  const item = Y.getItem(doc.store, end);
  if (!(item instanceof Y.Item) || item.deleted) return null;
  const tied = Y.createRelativePositionFromJSON({ type: null, tname: null, item: end, assoc: -1 });
  return Y.createAbsolutePositionFromRelativePosition(tied, doc)?.index ?? null;
}

/**
 * How many letters stand between this line end and one that somebody else made at the same place at the same moment:
 * each of the two goes on in a line of their own. Infinite where there is none.
 */
function beforeTwin(doc: Y.Doc, end: Y.ID): number {
  const first = Y.getItem(doc.store, end);
  if (!(first instanceof Y.Item)) return Number.POSITIVE_INFINITY;
  const origin = originOf(first, end.clock);
  let count = 0;
  for (let item: Y.Item | null = first; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const from = item === first ? end.clock + 1 - first.id.clock : 0;
    const words = flatOf(item.content.str.slice(from));
    const at = words.indexOf(lineEnd);
    if (at < 0) count += words.length;
    else if (Y.compareIDs(originOf(item, item.id.clock + from + at), origin)) return count + at;
    else return Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

/** Behind which letter it was written. */
const originOf = ({ id, origin }: Y.Item, clock: number): Y.ID | null =>
  clock === id.clock ? origin : Y.createID(id.client, clock - 1);

/** How many letters its writer has typed on right behind this letter, on its line. */
function restOfRun(doc: Y.Doc, letter: Y.ID): number {
  const first = Y.getItem(doc.store, letter);
  if (!(first instanceof Y.Item) || first.deleted) return 0;
  let count = 0;
  let clock = letter.clock + 1;
  for (let item: Y.Item | null = first; item; item = item.right) {
    const { id, length, deleted, content } = item;
    const isNext = id.client === letter.client && id.clock <= clock && clock <= id.clock + length;
    if (!isNext && !deleted) break;
    if (!isNext) continue;
    const words = !deleted && content instanceof Y.ContentString ? flatOf(content.str.slice(clock - id.clock)) : '';
    const end = words.indexOf(lineEnd);
    if (end >= 0) return count + end;
    count += words.length;
    clock = id.clock + length;
  }
  return count;
}
