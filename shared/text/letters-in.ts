// How many letters a point's words have: what its bound and the draft's are about. Ends of lines count as letters.
import * as Y from 'yjs';
import type { Block } from './blocks.ts';

/** Of words as they stand in a document. */
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
  const lines = blocks.flatMap(block => (block.kind === 'list' ? block.items.map(({ runs }) => runs) : [block.runs]));
  return lines.reduce((sum, runs) => sum + runs.reduce((letters, { text }) => letters + text.length, 1), 0);
}
