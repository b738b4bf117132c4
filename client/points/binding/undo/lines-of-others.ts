// Lines that I made and somebody else has written in: when I undo them, their words keep the line (rule E3).
import * as Y from 'yjs';
import { lineEnd } from '../../../../shared/text/flow.ts';

/** Whether an undo may take away what I wrote. Asked last about what I wrote first. */
export function mayGo(item: Y.Item): boolean {
  const { content } = item;
  const isLineEnd = content instanceof Y.ContentString && /^\n+$/.test(content.str);
  return !isLineEnd || !beganEmpty(item) || !hasLetters(item);
}

/** Its line had no letters when it was made: it did not split one. */
function beganEmpty({ parent, origin }: Y.Item): boolean {
  if (!origin) return true;
  const { doc } = parent instanceof Y.AbstractType ? parent : { doc: null };
  const before = doc ? Y.getItem(doc.store, origin) : null;
  if (!(before instanceof Y.Item)) return false;
  if (isLiving(before)) return before.content.str.charAt(origin.clock - before.id.clock) === lineEnd;
  // It may have been made behind an end that was gone already: that began no line.
  let left = before.left;
  while (left && !isLiving(left)) left = left.left;
  return left === null || left.content.str.endsWith(lineEnd);
}

const isLiving = (item: Y.Item): item is Y.Item & { readonly content: Y.ContentString } =>
  !item.deleted && item.content instanceof Y.ContentString;

function hasLetters(item: Y.Item): boolean {
  for (let left = item.left; left; left = left.left) if (isLiving(left)) return !left.content.str.endsWith(lineEnd);
  return false;
}
