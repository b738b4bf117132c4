// Pictures and rules cannot stand in a point. They are taken out of what is pasted, and the words on their two sides
// stay apart, as they were seen.
import { elementsIn, isElement, nameOf, removeWithEmpty } from './elements.ts';

/** Whether there were any. */
export function takePictures(document: Document): boolean {
  const pictures = elementsIn(document.body, isPicture);
  for (const picture of pictures) {
    const isBetween =
      /\S$/.test(lineBeside(picture, 'previousSibling')) && /^\S/.test(lineBeside(picture, 'nextSibling'));
    if (isBetween) picture.parentNode?.replaceChild(document.createTextNode(' '), picture);
    else removeWithEmpty(picture);
  }
  return pictures.length > 0;
}

/** A rule within a line becomes a break; between two paragraphs it leaves nothing. Whether there were any. */
export function breakAtRules(document: Document): boolean {
  const rules = elementsIn(document.body, element => nameOf(element) === 'hr');
  for (const rule of rules) {
    const isWithin = /\S/.test(lineBeside(rule, 'previousSibling')) && /\S/.test(lineBeside(rule, 'nextSibling'));
    if (!isWithin) removeWithEmpty(rule);
    else rule.parentNode?.replaceChild(document.createElement('br'), rule);
  }
  return rules.length > 0;
}

const isPicture = (element: Element): boolean =>
  /^(?:img|svg|canvas|video|audio|object|embed|iframe|v:\w+)$/.test(nameOf(element));

/** What stands on one side of an element in its line, as far as the nearest word. */
function lineBeside(node: Node, side: 'previousSibling' | 'nextSibling'): string {
  let line = '';
  for (let at: Node | null = node; at && line.trim() === ''; ) {
    const next: Node | null = at[side] ?? at.parentNode;
    if (!next || endsLine(next)) return line;
    const words = next === at[side] && next.nodeType !== 8 ? (next.textContent ?? '') : '';
    line = side === 'previousSibling' ? words + line : line + words;
    at = next;
  }
  return line;
}

const endsLine = (node: Node): boolean =>
  isElement(node)
    ? /^(?:p|div|h[1-6]|li|ul|ol|dl|dd|dt|blockquote|pre|section|article|table|tr|td|th|caption|figure|figcaption|body|br|hr)$/.test(
        nameOf(node),
      )
    : node.nodeType === 9;
