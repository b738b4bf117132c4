// Lines that are drawn into an editor: it shows them and nothing otherwise, and nodes that stay are the same nodes.
import fc from 'fast-check';
import type { LexicalEditor, LexicalNode } from 'lexical';
import { $getRoot, $isElementNode, createEditor } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { $drawLines, $isDrawn } from '../../../../../client/points/binding/draw-lines.ts';
import { $lines } from '../../../../../client/points/binding/editor-lines.ts';
import { editorNodes } from '../../../../../client/points/binding/editor-nodes.ts';
import { must } from '../../../../../shared/assert.ts';
import type { Line, LineStyle, Marks } from '../../../../../shared/text/flow.ts';
import { breakInLine, flowOf, linesOf, makeFlow } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';

function editorWith(lines: readonly Line[]): LexicalEditor {
  const editor = createEditor({
    nodes: editorNodes,
    onError: error => {
      throw error;
    },
  });
  // Lexical commits without a DOM only if it is told so; the package that does it is not among ours.
  (editor as unknown as { _headless: boolean })._headless = true;
  draw(editor, lines);
  return editor;
}

const draw = (editor: LexicalEditor, lines: readonly Line[]): void =>
  editor.update(() => $drawLines(lines), { discrete: true, skipTransforms: true });

/** Each node below the root by what it holds. */
function keysIn(editor: LexicalEditor): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const note = (node: LexicalNode): void => {
    keys.set(`${node.getType()} ${node.getTextContent()}`, node.getKey());
    if ($isElementNode(node)) for (const child of node.getChildren()) note(child);
  };
  editor.read(() => {
    for (const child of $getRoot().getChildren()) note(child);
  });
  return keys;
}

const line = (text: string, style: LineStyle = {}, marks: Marks = {}): Line => ({ style, pieces: [{ text, marks }] });

it('[E1] an editor shows any lines that it is given, and reads as these', () => {
  const piece = fc.record({
    text: fc.constantFrom('alfa', 'bravo ', `one${breakInLine}two`, breakInLine, '😎'),
    marks: fc.constantFrom<Marks>(
      {},
      { bold: true },
      { link: 'https://un.org' },
      { italic: true, link: 'https://un.org' },
    ),
  });
  const style = fc.constantFrom<LineStyle>(
    {},
    { line: 'quote', align: 2 },
    { indent: 3 },
    { line: 'bullet' },
    { line: 'number' },
    { line: 'number', start: 4 },
    { line: 'bullet', level: 2 },
    { line: 'number', level: 1 },
  );
  const lines = fc.array(fc.record({ style, pieces: fc.array(piece, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      const [before, after] = [asRead(one), asRead(other)];
      const editor = editorWith(before);
      draw(editor, after);
      expect(editor.read(() => $isDrawn(after))).toBe(true);
      const read = editor.read($lines);
      draw(editor, read);
      expect(
        editor.read(() => $isDrawn(after)),
        'what it reads as draws the same',
      ).toBe(true);
      expect(read.map(textOf)).toEqual(after.map(textOf));
    }),
    { seed: 1, numRuns: 1_000 },
  );
});

/** Neighbours with the same marks are one piece. */
function asRead(lines: readonly Line[]): readonly Line[] {
  const root = bodyOf(new Y.Doc(), 'p');
  makeFlow(root, lines);
  return linesOf(must(flowOf(root), 'it has been made'));
}

const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join('');

it('[E1] where items go from between two deeper ones, these do not come together', () => {
  const deep = (text: string): Line => line(text, { line: 'bullet', level: 1 });
  const editor = editorWith([line('alfa', { line: 'bullet' }), line('bravo', { line: 'bullet' }), deep('charlie')]);
  draw(editor, [deep('delta')]);
  expect(editor.read($lines)).toEqual([deep('delta')]);
});

it('[E1] what is drawn already is not drawn again', () => {
  const lines = [
    line('one'),
    line('two', { line: 'bullet' }),
    line('three', { line: 'bullet', level: 1 }, { bold: true }),
  ];
  const editor = editorWith(lines);
  const state = editor.getEditorState();
  draw(editor, lines);
  expect(editor.getEditorState().toJSON()).toEqual(state.toJSON());
  expect(editor.read(() => $isDrawn([line('one'), line('two', { line: 'bullet' }), line('three')]))).toBe(false);
});

it("[E8] nodes that stay keep their keys: the browser's selection stays in them", () => {
  const editor = editorWith([
    line('alfa'),
    line('bravo'),
    line('charlie', { line: 'bullet' }),
    line('delta', { line: 'bullet' }),
  ]);
  const before = keysIn(editor);
  draw(editor, [
    line('alfa'),
    line('zulu'),
    line('bravo'),
    line('charlie', { line: 'bullet' }),
    line('delta', { line: 'bullet' }),
  ]);
  const after = keysIn(editor);
  for (const name of ['paragraph alfa', 'paragraph bravo', 'text bravo', 'listitem charlie', 'text delta'])
    expect(after.get(name), name).toBe(before.get(name));
});

it('[E8] a text that grows is the same node, and so are its line, its link and its list', () => {
  const link = { link: 'https://un.org' };
  const editor = editorWith([line('alfa', { line: 'number' }, link), line('bravo', { line: 'number' })]);
  const before = keysIn(editor);
  draw(editor, [line('alfa!', { line: 'number' }, link), line('bravo', { line: 'number' })]);
  const after = keysIn(editor);
  for (const kind of ['listitem', 'link', 'text'])
    expect(after.get(`${kind} alfa!`), kind).toBe(before.get(`${kind} alfa`));
  expect(after.get('listitem bravo')).toBe(before.get('listitem bravo'));
});

it('[E8] a line that another makes a quote, an item or bold goes to new nodes, its neighbours do not', () => {
  const editor = editorWith([line('alfa'), line('bravo'), line('charlie')]);
  const before = keysIn(editor);
  for (const style of [{ line: 'quote' }, { line: 'bullet' }, {}] as const) {
    draw(editor, [line('alfa'), line('bravo', style, { bold: true }), line('charlie')]);
    const after = keysIn(editor);
    for (const name of ['paragraph alfa', 'text charlie']) expect(after.get(name), name).toBe(before.get(name));
  }
});
