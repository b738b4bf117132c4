// Takes Word's comments out of a pasted document: their marks in the words, and their list behind these. The words that
// they are about stay.
import { elementsIn, hasWords, removeWithEmpty } from './elements.ts';

/** Whether there were any. */
export function takeComments(body: Node): boolean {
  const comments = elementsIn(body, isComment).filter(hasWords);
  for (const comment of comments) removeWithEmpty(comment);
  return comments.length > 0;
}

const isComment = (element: Element): boolean =>
  /(?:^|\s)(?:msocommentreference|msocomanchor|msocomtxt)(?:\s|$)/i.test(element.getAttribute('class') ?? '') ||
  /mso-element:\s*comment/i.test(element.getAttribute('style') ?? '');
