// Words of mine that the server does not have, put onto the words it has now: three texts of one point (what I began
// from, what I made of it, what stands there now), compared word by word. Nothing of anybody else's is undone.
import type * as Y from 'yjs';
import type { Line, LineStyle, Marks } from '../../shared/text/flow.ts';
import { flowOf, lineEnd, linesOf, plainLine } from '../../shared/text/flow.ts';
import type { Hunk } from '../../shared/text/hunks.ts';
import { hunksOf } from '../../shared/text/hunks.ts';

/**
 * My hunks in terms of the text that stands now, last one first, so that each can be written without moving the next.
 */
export function rebase(base: string, mine: string, theirs: string): readonly Hunk[] {
  const others = hunksOf(base, theirs);
  const moved = hunksOf(base, mine).flatMap(({ at, removed, added }): readonly Hunk[] => {
    // it has arrived
    if (others.some(other => other.at === at && other.removed === removed && other.added === added)) return [];
    const end = at + removed.length;
    let shift = 0;
    for (const other of others) {
      const otherEnd = other.at + other.removed.length;
      const isBefore = otherEnd <= at && !(other.at === at && removed === '' && other.removed === '');
      if (isBefore) shift += other.added.length - other.removed.length;
      else if (other.at < end || (other.at === at && removed === ''))
        // Somebody else changed the very same words: theirs stay, what I added comes after it.
        return added === ''
          ? []
          : [{ at: other.at + shift + other.added.length, removed: '', added: apart(other, added) }];
    }
    return [{ at: at + shift, removed, added }];
  });
  return moved.reverse();
}

const apart = (before: Hunk, added: string): string =>
  /\S$/.test(before.added) && /^\S/.test(added) ? ` ${added}` : added;

/**
 * Writes hunks (last one first) into a body as an edit of my own. False where they have no place: in a body without a
 * flow.
 */
export function reapply(root: Y.XmlElement, hunks: readonly Hunk[]): boolean {
  const flow = flowOf(root);
  if (!flow) return false;
  const lines = linesOf(flow); // what stands before a hunk is not changed by those behind it
  root.doc?.transact(() => {
    for (const { at, removed, added } of hunks) {
      const place = placeIn(lines, at);
      if (removed !== '') flow.delete(at, Math.min(removed.length, flow.length - at));
      insert(flow, at, added, place);
    }
  }, 'reapply');
  return true;
}

/** Words are marked as those before them, and lines are of the kind of the line that they are added to. */
function insert(flow: Y.XmlText, at: number, added: string, { marks, style }: Place): void {
  let index = Math.min(at, flow.length);
  for (const part of added.split(/(\n)/)) {
    if (part !== '') flow.insert(index, part, part === lineEnd ? { ...style } : { ...marks });
    index += part.length;
  }
}

type Place = { readonly marks: Marks; readonly style: LineStyle };

function placeIn(lines: readonly Line[], at: number): Place {
  let from = 0;
  for (const { style, pieces } of lines) {
    let marks: Marks = {};
    let end = from;
    for (const piece of pieces) {
      const { link: _, ...unlinked } = piece.marks;
      const next = end + piece.text.length;
      if (end < at) marks = at < next ? piece.marks : unlinked; // a link ends with its last letter
      end = next;
    }
    if (at <= end) return { marks, style };
    from = end + 1;
  }
  return { marks: {}, style: lines.at(-1)?.style ?? plainLine };
}

/** A text with these hunks (last one first) in it. */
export const withHunks = (text: string, hunks: readonly Hunk[]): string =>
  hunks.reduce((now, { at, removed, added }) => now.slice(0, at) + added + now.slice(at + removed.length), text);
