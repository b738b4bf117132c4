// Where a new line of a kind goes, behind or before one that stands; lists are made for it where there is none. And how
// one goes. Call it in a transaction.
import * as Y from 'yjs';
import type { Kind } from './shape.ts';
import { listsIn } from './shape.ts';

/** Makes the line; null where it would have to stand within a list that it does not belong to. */
export function placeForLine(
  json: string,
  last: Y.XmlElement | null,
  next: Y.XmlElement | undefined,
): Y.XmlElement | null {
  const kind = JSON.parse(json) as Kind; // shape.ts has made it
  const beside = last ?? next;
  if (!beside) return null;
  const line = new Y.XmlElement(kind.name);
  for (const [key, value] of Object.entries(kind.attributes))
    if (value !== undefined) line.setAttribute(key, value as string); // Yjs's types know only strings
  const around = listsAround(beside);
  const isBefore = last === null;
  const shared = commonLists(around, kind.lists);
  const list = shared > 0 ? around[shared - 1] : null;
  const parent = list ?? topOf(beside).parent;
  const sibling = childOf(beside, parent as Y.XmlElement);
  if (!(parent instanceof Y.XmlElement) || !sibling) return null;
  // Within a list that it does not belong to, and not at its edge.
  if (!isAtEdge(beside, sibling, isBefore)) return null;
  parent.insert(indexOf(sibling) + (isBefore ? 0 : 1), [wrapped(line, kind.lists.slice(shared), shared > 0)]);
  return line;
}

/** From the outermost on. */
function listsAround(line: Y.XmlElement): readonly Y.XmlElement[] {
  const lists: Y.XmlElement[] = [];
  for (let at: unknown = line.parent; at instanceof Y.XmlElement && at._item; at = at.parent)
    if (at.nodeName === 'list') lists.unshift(at);
  return lists;
}

function commonLists(around: readonly Y.XmlElement[], wanted: readonly string[]): number {
  let count = 0;
  while (count < Math.min(around.length, wanted.length) && around[count]?.getAttribute('__listType') === wanted[count])
    count++;
  return count;
}

function wrapped(line: Y.XmlElement, lists: readonly string[], isInList: boolean): Y.XmlElement {
  return lists.reduceRight((inner, type, level) => {
    const list = new Y.XmlElement('list');
    list.setAttribute('__listType', type);
    list.setAttribute('__tag', type === 'number' ? 'ol' : 'ul');
    list.insert(0, [inner]);
    if (level === 0 && !isInList) return list;
    const item = new Y.XmlElement('listitem');
    item.insert(0, [list]);
    return item;
  }, line);
}

function isAtEdge(line: Y.XmlElement, sibling: Y.XmlElement, isBefore: boolean): boolean {
  for (let at = line; at !== sibling; at = at.parent as Y.XmlElement) {
    // the sibling is around it
    const { parent } = at;
    if (!(parent instanceof Y.XmlElement)) return false;
    if (indexOf(at) !== (isBefore ? 0 : parent.length - 1)) return false;
  }
  return true;
}

function topOf(line: Y.XmlElement): Y.XmlElement {
  return line.parent instanceof Y.XmlElement && line.parent._item ? topOf(line.parent) : line;
}

function childOf(line: Y.XmlElement, parent: Y.XmlElement): Y.XmlElement | null {
  if (line.parent === parent) return line;
  return line.parent instanceof Y.XmlElement ? childOf(line.parent, parent) : null;
}

export function removeWithEmpty(line: Y.XmlElement): void {
  const { parent } = line;
  if (!(parent instanceof Y.XmlElement)) return;
  if (line.nodeName !== 'list' && listsIn(line).length > 0) return removeWords(line);
  parent.delete(indexOf(line), 1);
  if (parent.length === 0 && parent._item) removeWithEmpty(parent);
}

function removeWords(line: Y.XmlElement): void {
  for (const [index, child] of [...line.toArray().entries()].reverse())
    if (!(child instanceof Y.XmlElement && child.nodeName === 'list')) line.delete(index, 1);
}

// an element's parent is one
const indexOf = (block: Y.XmlElement): number => (block.parent as Y.XmlElement).toArray().indexOf(block);
