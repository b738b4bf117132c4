// Finding and moving elements in a pasted document. Asks for nothing but the plain DOM, so that it runs without a
// browser too.

export const nameOf = (node: Node): string => node.nodeName.toLowerCase();

export const isElement = (node: Node): node is Element => node.nodeType === 1;

export const hasWords = (node: Node): boolean => (node.textContent ?? '').trim() !== '';

/** In their order; what is in one of them comes after it. */
export const elementsIn = (node: Node, is: (element: Element) => boolean): readonly Element[] =>
  Array.from(node.childNodes)
    .filter(isElement)
    .flatMap(element => [...(is(element) ? [element] : []), ...elementsIn(element, is)]);

export function moveChildren(from: Node, to: Node): void {
  while (from.firstChild) to.appendChild(from.firstChild);
}

const keptEmpty = /^(?:body|td|th)$/;

/** Of a paragraph that is taken out whole no blank line stays. */
export function removeWithEmpty(element: Node): void {
  const parent = element.parentNode;
  parent?.removeChild(element);
  if (parent?.parentNode && !keptEmpty.test(nameOf(parent)) && !hasWords(parent)) removeWithEmpty(parent);
}
