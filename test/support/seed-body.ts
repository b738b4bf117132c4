// A new point's words from plain paragraphs, as the server makes them.
import type * as Y from 'yjs';
import { writeBlocks } from '../../shared/text/body-blocks.ts';

export const seedBody = (root: Y.XmlElement, paragraphs: readonly string[]): void =>
  writeBlocks(
    root,
    paragraphs.map(text => ({ kind: 'paragraph', runs: text === '' ? [] : [{ text, marks: [], link: null }] })),
  );
