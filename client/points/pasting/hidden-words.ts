// Takes words out of a pasted document that were not to be seen where they were copied: whoever pastes them would
// publish what they never read.
import { elementsIn, hasWords, removeWithEmpty } from './elements.ts';

/** Whether there were any. */
export function takeHiddenWords(body: Node): boolean {
  const hidden = elementsIn(body, isHidden).filter(hasWords);
  for (const element of hidden) removeWithEmpty(element);
  return hidden.length > 0;
}

const isHidden = (element: Element): boolean =>
  element.hasAttribute('hidden') ||
  /(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all)/i.test(element.getAttribute('style') ?? '');
