// Words of mine that the server does not have, put onto the words it has now: three texts of one point (what I began
// from, what I made of it, what stands there now), compared word by word. Nothing of anybody else's is undone.
import type * as Y from 'yjs';
import type { Hunk } from '../../shared/text/hunks.ts';
import { hunksOf } from '../../shared/text/hunks.ts';
import { flatText } from '../../shared/text/point-text.ts';

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
 * Writes hunks (last one first) into a body as an edit of my own. False where they have no place, e.g. in a body
 * without text.
 */
export function reapply(root: Y.XmlElement, hunks: readonly Hunk[]): boolean {
  if (flatText(root).base.size === 0) return false;
  root.doc?.transact(() => {
    for (const hunk of hunks) write(root, hunk);
  }, 'reapply');
  return true;
}

function write(root: Y.XmlElement, { at, removed, added }: Hunk): void {
  const place = [...flatText(root).base].findLast(([, start]) => start <= at);
  if (!place) return;
  const [text, start] = place;
  const index = Math.min(at - start, text.length);
  // Words that run over a line's end stand in several texts: they are left, never cut at the wrong place.
  const remove = removed.includes('\n') ? 0 : Math.min(removed.length, text.length - index);
  const insert = added.replaceAll('\n', ' ');
  if (remove > 0) text.delete(index, remove);
  if (insert.length > 0) text.insert(index, insert);
}

/** A text with these hunks (last one first) in it. */
export const withHunks = (text: string, hunks: readonly Hunk[]): string =>
  hunks.reduce((now, { at, removed, added }) => now.slice(0, at) + added + now.slice(at + removed.length), text);
