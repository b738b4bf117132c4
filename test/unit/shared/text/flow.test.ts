// The flow as it is written and read: each line keeps what it is, the last one too, and nothing leaks from one set of
// marks to another.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import type { Line } from '../../../../shared/text/flow.ts';
import { flowOf, linesOf, makeFlow, plainLine } from '../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';

test('[E20] a flow that is made reads as the lines that it was made of, the last one too', () => {
  const lines: readonly Line[] = [
    { style: plainLine, pieces: [{ text: 'bold', marks: { bold: true } }] },
    { style: { line: 'number', start: 3 }, pieces: [{ text: 'third', marks: {} }] },
    { style: { line: 'quote' }, pieces: [{ text: 'said', marks: { italic: true, link: 'https://un.org' } }] },
  ];
  const doc = new Y.Doc();
  makeFlow(bodyOf(doc, 'p'), lines);
  const flow = flowOf(bodyOf(doc, 'p'));
  expect(flow && linesOf(flow)).toEqual(lines);
  expect(plainLine, 'what a paragraph is').toEqual({});
});

test('[E20] any text is a valid flow, and what belongs to lines is read on their ends alone', () => {
  const doc = new Y.Doc();
  makeFlow(bodyOf(doc, 'p'), []);
  const flow = must(flowOf(bodyOf(doc, 'p')), 'the server has made it');
  const words = (): readonly string[] => linesOf(flow).map(({ pieces }) => pieces.map(({ text }) => text).join(''));
  flow.delete(0, flow.length);
  expect(words(), 'nothing is an empty line').toEqual(['']);
  flow.insert(0, 'first\nno end', { line: 'bullet', bold: true, level: 2, start: 7 });
  expect(words()).toEqual(['first', 'no end']);
  const [first] = linesOf(flow);
  expect(first).toEqual({ style: { line: 'bullet', level: 2 }, pieces: [{ text: 'first', marks: { bold: true } }] });
});
