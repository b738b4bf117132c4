// What lists show before each line of a point's flat text.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { makeFlat } from '../../../../shared/text/body-blocks.ts';
import type { LineStyle } from '../../../../shared/text/flow.ts';
import { makeFlow } from '../../../../shared/text/flow.ts';
import { lineMarks } from '../../../../shared/text/line-marks.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { element, listOf, nestedBody } from '../../../support/nested-body.ts';

const shown = [
  '|Forces shall:',
  '1.|leave',
  '\u2003a.|stop',
  '\u2003b.|wait',
  '\u2003\u2003iv.|sign',
  '2.|report',
  '|at once',
  '•|or rest',
  '\u2003◦|well',
  '|and so on.',
];
const marked = (root: Y.XmlElement): readonly string[] => {
  const lines = flatText(root).text.split('\n').slice(0, -1);
  const marks = lineMarks(root);
  expect(lines).toHaveLength(marks.length);
  return lines.map((line, index) => `${marks[index]}|${line}`);
};

it('[E7] each line of the flat text has the bullet or number that the page shows before it, and other lines none', () => {
  const root = bodyOf(new Y.Doc(), 'p0');
  const line = (text: string, style: LineStyle = {}) => ({ style, pieces: [{ text, marks: {} }] });
  makeFlow(root, [
    line('Forces shall:'),
    line('leave', { line: 'number' }),
    line('stop', { line: 'number', level: 1 }),
    line('wait', { line: 'number', level: 1 }),
    line('sign', { line: 'number', level: 2, start: 4 }),
    line('report\u2028at once', { line: 'number' }),
    line('or rest', { line: 'bullet' }),
    line('well', { line: 'bullet', level: 1 }),
    line('and so on.'),
  ]);
  expect(marked(root)).toEqual(shown);
});

it('[E7] so it is in the nested form, which older records hold, and in the flow that is made of it', () => {
  const root = bodyOf(new Y.Doc(), 'p0');
  const deepest = listOf('number', 'sign');
  deepest.setAttribute('__start', 4 as unknown as string); // Yjs's types know only strings as attributes
  const report = element('listitem', 'report', element('linebreak'), 'at once');
  const numbers = listOf('number', 'leave', listOf('number', 'stop', 'wait', deepest));
  nestedBody(root, ['Forces shall:', numbers, listOf('bullet', 'or rest', listOf('bullet', 'well')), 'and so on.']);
  numbers.push([report]);
  expect(marked(root)).toEqual(shown);
  makeFlat(root);
  expect(marked(root)).toEqual(shown);
});
