// Word copies a list as paragraphs that say their level and bring their marker as words. Makes lists of them, as HTML
// has them, without the markers.
import { elementsIn, isElement, moveChildren, nameOf } from './elements.ts';

type Item = { readonly paragraph: Element; readonly level: number; readonly marker: Marker };
type Marker = { readonly tag: 'ol'; readonly number: number | null } | { readonly tag: 'ul' };

/** Whether there were any. */
export function makeWordLists(document: Document): boolean {
  const paragraphs = elementsIn(document.body, isListParagraph);
  const done = new Set<Element>();
  for (const paragraph of paragraphs) {
    if (done.has(paragraph)) continue;
    const run = runFrom(paragraph);
    for (const each of run) done.add(each);
    makeList(document, run.map(itemOf));
  }
  return paragraphs.length > 0;
}

const styleOf = (element: Element): string => element.getAttribute('style') ?? '';

const isListParagraph = (node: Node): node is Element =>
  isElement(node) && /^(?:p|h[1-6]|div)$/.test(nameOf(node)) && /mso-list:\s*l\d+\s+level\d+/i.test(styleOf(node));

/** Those that follow one another with nothing between them. */
function runFrom(first: Element): readonly Element[] {
  const run = [first];
  for (let node = first.nextSibling; node; node = node.nextSibling) {
    if (isListParagraph(node)) run.push(node);
    else if (isElement(node) || (node.nodeType === 3 && node.nodeValue?.trim() !== '')) break;
  }
  return run;
}

function itemOf(paragraph: Element): Item {
  const level = Number(/level(\d+)/i.exec(styleOf(paragraph))?.[1] ?? 1);
  const ignored = elementsIn(paragraph, element => /mso-list:\s*ignore/i.test(styleOf(element)));
  const [mark] = ignored;
  const marker = mark ? markerOf(mark) : { tag: 'ul' as const };
  for (const each of ignored) each.parentNode?.removeChild(each);
  return { paragraph, level, marker };
}

/** Symbol fonts draw bullets with letters: "o" and "v" alone are none. */
function markerOf(mark: Element): Marker {
  const words = (mark.textContent ?? '').trim();
  const isCounted = /^[([]?(?:\d+(?:\.\d+)*|\p{L}{1,7})[.):\]]|^\d+(?:\.\d+)*$/u.test(words);
  const isLetter = /^\p{L}{1,7}$/u.test(words) && !isDrawn(mark);
  if (!isCounted && !isLetter) return { tag: 'ul' };
  const number = Number(/(\d+)\D*$/.exec(words)?.[1] ?? 0);
  return { tag: 'ol', number: number >= 1 && number <= 9_999 ? number : null };
}

/** By the fonts that Word makes bullets of, on the marker or what is around it in its paragraph. */
const isDrawn = (mark: Node): boolean =>
  isElement(mark) &&
  (/symbol|wingdings|webdings|courier/i.test(styleOf(mark)) ||
    (mark.parentNode !== null && nameOf(mark.parentNode) === 'span' && isDrawn(mark.parentNode)));

type Open = { readonly level: number; readonly list: Element };

function makeList(document: Document, items: readonly Item[]): void {
  const open: Open[] = [];
  for (const { paragraph, level, marker } of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let top = open.at(-1);
    const isDeeper = top !== undefined && level > top.level;
    if (!top || isDeeper || nameOf(top.list) !== marker.tag) {
      const list = newList(document, marker);
      if (!isDeeper) open.pop();
      const around = open.at(-1)?.list;
      if (around) around.appendChild(document.createElement('li')).appendChild(list);
      else paragraph.parentNode?.insertBefore(list, paragraph);
      top = { level, list };
      open.push(top);
    }
    moveChildren(paragraph, top.list.appendChild(document.createElement('li')));
    paragraph.parentNode?.removeChild(paragraph);
  }
}

function newList(document: Document, marker: Marker): Element {
  const list = document.createElement(marker.tag);
  if (marker.tag === 'ol' && marker.number !== null) list.setAttribute('start', String(marker.number));
  return list;
}
