// The title of a point that has none: its first words.
import type { Block } from '../text/blocks.ts';
import { textOf } from './source.ts';

/** Whole words, about 60 characters. */
const firstWordsChars = 60;

export function firstWords(blocks: readonly Block[]): string {
  const [block] = blocks;
  const words = (block ? textOf(block.kind === 'list' ? (block.items[0]?.runs ?? []) : block.runs) : '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length <= firstWordsChars) return words.replace(/[.:;,]$/, '') || '…';
  const cut = words.slice(0, firstWordsChars + 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > 20 ? cut.slice(0, end) : words.slice(0, firstWordsChars)).replace(/[\s.:;,]+$/, '').toWellFormed()}…`;
}
