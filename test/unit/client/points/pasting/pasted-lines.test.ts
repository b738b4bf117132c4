// Lines that are pasted into a quote, a list item or a paragraph, as everybody has them then.
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import type { LexicalNode } from 'lexical';
import {
  $createParagraphNode,
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
} from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { $putSelection } from '../../../../../client/points/binding/flat-selection.ts';
import { createPointUndo } from '../../../../../client/points/binding/undo/point-undo.ts';
import { $putTextIn, registerPastedLines } from '../../../../../client/points/pasting/pasted-lines.ts';
import { bodyLines } from '../../../../../shared/text/body-blocks.ts';
import type { LineStyle } from '../../../../../shared/text/flow.ts';
import { makeFlow } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';

const kinds: Readonly<Record<string, LineStyle>> = {
  q: { line: 'quote' },
  b: { line: 'bullet' },
  n: { line: 'number' },
  d: { line: 'bullet', level: 1 },
  p: {},
};
const nameOf = ({ line, level }: LineStyle): string => (level ? 'd' : (line ?? 'paragraph').charAt(0));

/** "p one" and so on, as Lexical reads them from HTML or from another point. */
const $nodesOf = (pasted: readonly string[]): LexicalNode[] =>
  pasted.map(line => {
    const text = line.length > 2 ? [$createTextNode(line.slice(2))] : [];
    if (line.startsWith('p')) return $createParagraphNode().append(...text);
    if (line.startsWith('q')) return $createQuoteNode().append(...text);
    if (line.startsWith('-')) return $createTextNode(line.slice(2));
    return $createListNode(line.startsWith('n') ? 'number' : 'bullet').append($createListItemNode().append(...text));
  });

/** In `lines`, "|" stands for the caret, "[" and "]" for what is selected. A "|" is typed afterwards. */
function pasting(lines: string, pasted: readonly string[] | string): string {
  const words = lines.split('/').map(line => line.slice(2));
  const flat = words.join('\n');
  const from = Math.max(flat.indexOf('|'), flat.indexOf('['));
  const to = flat.includes('[') ? flat.indexOf(']') - 1 : from;
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  makeFlow(
    root,
    lines.split('/').map((line, i) => ({
      style: kinds[line.charAt(0)] ?? {},
      pieces: [{ text: (words[i] ?? '').replace(/[|[\]]/g, ''), marks: {} }].filter(({ text }) => text !== ''),
    })),
  );
  const read = (): string =>
    bodyLines(root)
      .map(({ style, pieces }) => `${nameOf(style)} ${pieces.map(({ text }) => text).join('')}`)
      .join('/');
  const before = read();
  const undo = createPointUndo(root);
  const { editor, edit, close } = openHeadlessPoint(doc, 'p0', undo);
  registerPastedLines(editor);
  edit(() => $putSelection({ anchor: from, focus: to }));
  edit(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    if (typeof pasted === 'string') return void $putTextIn(pasted);
    const nodes = $nodesOf(pasted);
    if (!editor.dispatchCommand(SELECTION_INSERT_CLIPBOARD_NODES_COMMAND, { nodes, selection }))
      selection.insertNodes(nodes); // as Lexical does where nobody has answered
  });
  edit(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText('|');
  });
  const after = read();
  while (undo.canUndo()) undo.undo();
  expect(read()).toBe(before);
  close();
  return after;
}

it.each(['q', 'b', 'n', 'd'] as const)(
  '[E18] lines pasted into a line of kind %s are of its kind, and the rest stays',
  k => {
    const above = k === 'd' ? 'b above' : 'p above';
    const into = (line: string, pasted: readonly string[]): string =>
      pasting(`${above}/${k} ${line}/p next`, pasted)
        .slice(above.length + 1)
        .replace(/\/p next$/, '');
    expect(into('gamma| delta', ['p one', 'p two'])).toBe(`${k} gammaone/${k} two| delta`);
    expect(into('|gamma', ['p one', 'p two'])).toBe(`${k} one/${k} two|gamma`);
    expect(into('gamma|', ['p one', 'p two'])).toBe(`${k} gammaone/${k} two|`);
    expect(into('gamma| delta', ['p one', 'p ', 'p two'])).toBe(`${k} gammaone/${k} /${k} two| delta`);
    expect(into('gam[ma de]lta', ['p one', 'p two', 'p three'])).toBe(`${k} gamone/${k} two/${k} three|lta`);
    expect(into('|', ['p one', 'p two'])).toBe(`${k} one/${k} two|`);
    expect(into('gamma| delta', ['- one', 'p two'])).toBe(`${k} gammaone/${k} two| delta`);
    expect(into('gamma| delta', ['p one'])).toBe(`${k} gammaone| delta`);
  },
);

it('[E18] lines of plain text pasted into a quote are quoted', () => {
  expect(pasting('q gamma| delta/p next', 'one\r\ntwo')).toBe('q gammaone/q two| delta/p next');
  expect(pasting('q gamma|/p next', 'one\ntwo')).toBe('q gammaone/q two|/p next');
  expect(pasting('q |gamma/p next', 'one\n\ntwo')).toBe('q one/q /q two|gamma/p next');
});

it('[E18] over lines of two kinds they come into the first', () => {
  expect(pasting('q gam[ma/b del]ta/b next', ['p one', 'p two'])).toBe('q gamone/q two|ta/b next');
  expect(pasting('b gam[ma/q del]ta/b next', ['p one', 'p two'])).toBe('b gamone/b two|ta/b next');
});

it('[E18] what is a quote or a list stays one, and the words behind the caret stay what they were', () => {
  expect(pasting('p gamma| delta', ['b one', 'b two'])).toBe('p gamma/b one/b two|/p  delta');
  expect(pasting('p gamma| delta', ['q one', 'q two'])).toBe('p gammaone/q two|/p  delta');
  expect(pasting('p gamma| delta', ['p lead', 'q one'])).toBe('p gammalead/q one|/p  delta');
  expect(pasting('b gamma| delta/b next', ['p lead', 'q one'])).toBe('b gammalead/q one|/b  delta/b next');
  expect(pasting('q gamma| delta', ['b one', 'b two'])).toBe('q gamma/b one/b two|/q  delta');
  expect(pasting('q gamma| delta', ['p lead', 'b one', 'p two'])).toBe('q gammalead/b one/q two| delta');
  expect(pasting('q gamma| delta', ['q one', 'q two'])).toBe('q gammaone/q two| delta');
  expect(pasting('q gamma|', ['b one'])).toBe('q gamma/b one|');
  expect(pasting('n gamma| delta/n next', ['q one', 'q two'])).toBe('n gammaone/q two|/n  delta/n next');
  expect(pasting('b above/d gamma| delta', ['p one', 'q two'])).toBe('b above/d gammaone/q two|/d  delta');
  expect(pasting('b gamma| delta', ['p lead', 'b one', 'p two'])).toBe('b gammalead/b one/b two| delta');
  expect(pasting('b gamma| delta', ['b one', 'b two'])).toBe('b gamma/b one/b two| delta');
  expect(pasting('p |gamma', ['q one', 'q two'])).toBe('q one/q two|/p gamma');
  expect(pasting('p |', ['q one', 'q two'])).toBe('q one/q two|');
  expect(pasting('q |gamma', ['b one'])).toBe('b one|/q gamma');
  expect(pasting('p gamma| delta', ['p one', 'p two'])).toBe('p gammaone/p two| delta');
});

it('[E18] words from within one quote are words of the line that they are pasted into', () => {
  expect(pasting('p gamma| delta', ['q one'])).toBe('p gammaone| delta');
  expect(pasting('p |gamma', ['q one'])).toBe('p one|gamma');
  expect(pasting('b gamma| delta', ['q one'])).toBe('b gammaone| delta');
  expect(pasting('q gamma| delta', ['q one'])).toBe('q gammaone| delta');
});
