// A point has no tables: a pasted one becomes lines, one for each row, its cells a blank apart. Where cells hold
// several lines of their own, these stay lines.
import { elementsIn, hasWords, isElement, moveChildren, nameOf } from './elements.ts';

/** Whether there were any. */
export function linesOfTables(document: Document): boolean {
  const tables = elementsIn(document.body, element => nameOf(element) === 'table');
  for (const table of tables.toReversed()) {
    const lines = document.createElement('div');
    for (const part of elementsIn(table, element => /^(?:tr|caption)$/.test(nameOf(element))).filter(hasWords))
      for (const line of linesOf(document, part)) lines.appendChild(line);
    table.parentNode?.replaceChild(lines, table);
  }
  return tables.length > 0;
}

function linesOf(document: Document, row: Element): readonly Element[] {
  const cells = nameOf(row) === 'caption' ? [row] : Array.from(row.childNodes).filter(isCell).filter(hasWords);
  if (cells.length === 1 || cells.some(isTall)) return cells.map(cell => moved(cell, document.createElement('div')));
  const line = document.createElement('p');
  for (const [index, cell] of cells.entries()) {
    if (index > 0) line.appendChild(document.createTextNode(' '));
    for (const child of Array.from(cell.childNodes)) appendInline(document, line, child);
  }
  return [line];
}

function moved(cell: Element, to: Element): Element {
  moveChildren(cell, to);
  return to;
}

const isCell = (node: Node): node is Element => isElement(node) && /^(?:td|th)$/.test(nameOf(node));

const isBlock = (node: Node): boolean =>
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dd|dt|blockquote|pre|section)$/.test(nameOf(node));

const isTall = (cell: Element): boolean =>
  elementsIn(cell, element => isBlock(element) && !Array.from(element.childNodes).some(isBlock)).filter(hasWords)
    .length > 1;

function appendInline(document: Document, line: Element, node: Node): void {
  if (nameOf(node) === 'br') line.appendChild(document.createTextNode(' '));
  else if (!isBlock(node)) line.appendChild(node);
  else for (const child of Array.from(node.childNodes)) appendInline(document, line, child);
}
