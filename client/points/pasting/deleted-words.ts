// Takes words that are struck out by tracked changes from a pasted document: they no longer stand in it. Struck-out
// letters that are mere dress stay.
import { elementsIn, hasWords, nameOf, removeWithEmpty } from './elements.ts';

/** Whether there were any. */
export function takeDeletedWords(body: Node): boolean {
  const deleted = elementsIn(body, isDeletion);
  for (const element of deleted) removeWithEmpty(element);
  return deleted.some(hasWords);
}

const isDeletion = (element: Element): boolean =>
  nameOf(element) === 'del' ||
  /(?:^|\s)msodel(?:\s|$)/i.test(element.getAttribute('class') ?? '') ||
  /mso-[a-z-]*del/i.test(element.getAttribute('style') ?? '');
