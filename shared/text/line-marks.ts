// What a list shows before each line of a point's flat text: its bullet or its number, as the page draws it. Marks of
// the words themselves are not looked at.
import type * as Y from 'yjs';
import { bodyLines } from './body-blocks.ts';
import type { LineStyle } from './flow.ts';
import { breakInLine, isListLine } from './flow.ts';
import { lineNumbers } from './list-numbers.ts';

/** One for each line of `flatText`, empty where nothing stands before it. */
export function lineMarks(root: Y.XmlElement): readonly string[] {
  const lines = bodyLines(root);
  const numbers = lineNumbers(lines);
  return lines.flatMap(({ style, pieces }, index) => {
    const breaks = pieces.reduce((sum, { text }) => sum + text.split(breakInLine).length - 1, 0);
    return [markOf(style, numbers[index] ?? null), ...Array.from({ length: breaks }, () => '')];
  });
}

function markOf(style: LineStyle, number: number | null): string {
  if (!isListLine(style)) return '';
  const { level = 0 } = style;
  const indent = '\u2003'.repeat(level);
  if (number === null) return `${indent}${level > 0 ? '◦' : '•'}`;
  return `${indent}${numeral(number, level + 1)}.`;
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
