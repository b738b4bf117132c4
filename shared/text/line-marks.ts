// What a list shows before each line of a point's flat text: its bullet or its number, as the page draws it. Marks of
// the words themselves are not looked at.
import * as Y from 'yjs';
import { holdsList, itemNumber } from './list-numbers.ts';
import { endsLine } from './point-text.ts';

/** One for each line of `flatText`, empty where nothing stands before it. */
export function lineMarks(root: Y.XmlElement): readonly string[] {
  const marks: string[] = [];
  let mark = '';
  const walk = (element: Y.XmlElement, depth: number): void => {
    for (const child of element.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      if (child.nodeName === 'listitem' && !holdsList(child)) mark = markOf(element, child, depth);
      walk(child, child.nodeName === 'list' ? depth + 1 : depth);
      if (!endsLine(child.nodeName)) continue;
      marks.push(mark);
      mark = '';
    }
  };
  walk(root, 0);
  return marks;
}

function markOf(list: Y.XmlElement, item: Y.XmlElement, depth: number): string {
  const indent = '\u2003'.repeat(depth - 1);
  if (list.getAttribute('__tag') === 'ul') return `${indent}${depth > 1 ? '◦' : '•'}`;
  return `${indent}${numeral(itemNumber(item), depth)}.`;
}

/** 1, a, i: as deep as it lies. */
function numeral(value: number, depth: number): string {
  if (depth === 2) return letters(value);
  return depth === 3 ? roman(value) : String(value);
}

const letters = (value: number): string =>
  value <= 0 ? '' : letters(Math.floor((value - 1) / 26)) + String.fromCharCode(97 + ((value - 1) % 26));

const romans = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

function roman(value: number): string {
  let left = value;
  let written = '';
  for (const [worth, sign] of romans) for (; left >= worth; left -= worth) written += sign;
  return written;
}
