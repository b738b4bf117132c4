// After a refusal: my words of one point against the server's. What was mine alone is put back as a new edit; if others wrote there meanwhile,
// only what I had added is, so that nothing of theirs is undone.
import type * as Y from 'yjs';
import { flatText } from '../../shared/text/point-text.ts';

export type Difference = { readonly at: number; readonly removed: string; readonly added: string };

/** The one stretch in which two texts differ, or null; never cuts a surrogate pair. */
export function differenceOf(theirs: string, mine: string): Difference | null {
  if (theirs === mine) return null;
  const most = Math.min(theirs.length, mine.length);
  let start = 0;
  while (start < most && theirs[start] === mine[start]) start++;
  let end = 0;
  while (end < most - start && theirs.at(-1 - end) === mine.at(-1 - end)) end++;
  if (isHighSurrogate(theirs[start - 1])) start--;
  if (isLowSurrogate(theirs[theirs.length - end])) end--;
  return { at: start, removed: theirs.slice(start, theirs.length - end), added: mine.slice(start, mine.length - end) };
}

/** Writes a difference into a body as an edit of my own. False where it has no place, e.g. in a body without text. */
export function reapply(root: Y.XmlElement, { at, removed, added }: Difference, othersWrote: boolean): boolean {
  const { base } = flatText(root);
  const target = [...base].reverse().find(([, start]) => start <= at);
  if (!target) return false;
  const [text, start] = target;
  const index = Math.min(at - start, text.length);
  const remove = othersWrote || removed.includes('\n') ? 0 : Math.min(removed.length, text.length - index);
  const insert = added.replaceAll('\n', ' ');
  root.doc?.transact(() => {
    if (remove > 0) text.delete(index, remove);
    if (insert.length > 0) text.insert(index, insert);
  }, 'reapply');
  return true;
}

const isHighSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\ud800' && unit <= '\udbff';
const isLowSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\udc00' && unit <= '\udfff';
