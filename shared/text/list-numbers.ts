// The number of each list item, counted from where it stands. Items keep a number of their own in the shared text as
// well, but two people who change one list leave wrong ones there: nobody reads them.
import * as Y from 'yjs';

/** Of a numbered list's item; one that only holds a deeper list has the number of the next. */
export function itemNumber(item: Y.XmlElement): number {
  const { parent } = item;
  if (!(parent instanceof Y.XmlElement)) return 1;
  const siblings = parent.toArray();
  const before = siblings.slice(0, siblings.indexOf(item));
  return listStart(parent) + before.filter(sibling => isItem(sibling) && !holdsList(sibling)).length;
}

/** Only what is unlike a new list is written: a list that says nothing starts at 1. */
export const listStart = (list: Y.XmlElement): number => Number(list.getAttribute('__start') ?? 1);

/** It shows that list's numbers, none of its own. */
export function holdsList(item: Y.XmlElement): boolean {
  const first = item
    .toArray()
    .find(child => child instanceof Y.XmlElement || (child instanceof Y.XmlText && child.length > 0));
  return first instanceof Y.XmlElement && first.nodeName === 'list';
}

const isItem = (type: unknown): type is Y.XmlElement => type instanceof Y.XmlElement && type.nodeName === 'listitem';
