// How many letters a point's words have: what its bound and the draft's are about. Lines count nothing.
import * as Y from 'yjs';
import type { Block } from './blocks.ts';

/** Of words as they stand in a document. Its cost grows with the number of lines and links, not of letters. */
export function lettersIn(root: Y.XmlElement): number {
  let letters = 0;
  for (const child of root.toArray()) {
    if (child instanceof Y.XmlText) letters += child.length;
    else if (child instanceof Y.XmlElement) letters += lettersIn(child);
  }
  return letters;
}

/** Of words that are about to be written. */
export function lettersInBlocks(blocks: readonly Block[]): number {
  const runs = blocks.flatMap(block => (block.kind === 'list' ? block.items.flatMap(item => item.runs) : block.runs));
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}
