// Enter in a quote, as the editor and everybody has it then.
import { $getRoot, $getSelection, $isRangeSelection, $isTextNode, INSERT_PARAGRAPH_COMMAND } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { registerQuoteEnter } from '../../../../../client/points/formatting/quote-enter.ts';
import { bodyLines } from '../../../../../shared/text/body-blocks.ts';
import { makeFlow } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';

/** The lines of a quote after Enter at one place of its words, or over some of them. */
function afterEnter(words: string, from: number, to = from): readonly string[] {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  makeFlow(root, [
    { style: { line: 'quote' }, pieces: [{ text: words, marks: {} }] },
    { style: {}, pieces: [{ text: 'next', marks: {} }] },
  ]);
  const { editor, edit, close } = openHeadlessPoint(doc, 'p0');
  registerQuoteEnter(editor);
  edit(() => {
    const text = $getRoot().getFirstDescendant();
    if ($isTextNode(text)) text.select(from, to);
    const selection = $getSelection();
    if (!editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined) && $isRangeSelection(selection))
      selection.insertParagraph(); // as Lexical does where nobody has answered
  });
  edit(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText('|');
  });
  close();
  return bodyLines(root).map(
    ({ style, pieces }) => `${style.line ?? 'paragraph'}: ${pieces.map(({ text }) => text).join('')}`,
  );
}

it('[E10] Enter within a quote leaves both halves quoted; at its end it begins a paragraph', () => {
  expect(afterEnter('borders stand', 8)).toEqual(['quote: borders ', 'quote: |stand', 'paragraph: next']);
  expect(afterEnter('borders stand', 8, 10)).toEqual(['quote: borders ', 'quote: |and', 'paragraph: next']);
  expect(afterEnter('borders', 0)).toEqual(['quote: ', 'quote: |borders', 'paragraph: next']);
  expect(afterEnter('borders', 7)).toEqual(['quote: borders', 'paragraph: |', 'paragraph: next']);
  expect(afterEnter('borders', 3, 7)).toEqual(['quote: bor', 'paragraph: |', 'paragraph: next']);
});
