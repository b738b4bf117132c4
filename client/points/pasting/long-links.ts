// Takes out of a pasted document each link whose address is longer than a draft takes. The words that it stood on stay.
import { linkCharsMax } from '../../../shared/text/allow-list.ts';
import { elementsIn, nameOf } from './elements.ts';

/** Whether there were any. */
export function takeLongLinks(body: Node): boolean {
  const links = elementsIn(body, isLong);
  for (const link of links) {
    while (link.firstChild) link.parentNode?.insertBefore(link.firstChild, link);
    link.parentNode?.removeChild(link);
  }
  return links.length > 0;
}

const isLong = (element: Element): boolean =>
  nameOf(element) === 'a' && (element.getAttribute('href')?.length ?? 0) > linkCharsMax;
