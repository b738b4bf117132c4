// What lists show before each line of a point's flat text.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { lineMarks } from '../../../../shared/text/line-marks.ts';
import { bodyOf, flatText, seedBody } from '../../../../shared/text/point-text.ts';

it('[E7] each line of the flat text has the bullet or number that the page shows before it, and other lines none', () => {
  const root = bodyOf(new Y.Doc(), 'p0');
  seedBody(root, ['Forces shall:', 'and so on.']);
  const list = (tag: 'ul' | 'ol', ...items: Y.XmlElement[]): Y.XmlElement => {
    const element = new Y.XmlElement('list');
    element.setAttribute('__tag', tag);
    element.insert(0, items);
    return element;
  };
  const item = (inside: string | Y.XmlElement): Y.XmlElement => {
    const element = new Y.XmlElement('listitem');
    element.insert(0, [typeof inside === 'string' ? new Y.XmlText(inside) : inside]);
    return element;
  };
  const deepest = list('ol', item('sign'));
  deepest.setAttribute('__start', 4 as unknown as string); // Yjs's types know only strings as attributes
  const nested = list('ol', item('stop'), item('wait'), item(deepest));
  root.insert(1, [list('ol', item('leave'), item(nested), item('report')), list('ul', item('or rest'))]);
  const { text } = flatText(root);
  const marks = lineMarks(root);
  expect(text.split('\n').slice(0, -1)).toHaveLength(marks.length);
  expect(text.split('\n').flatMap((line, index) => (line === '' ? [] : [`${marks[index]}|${line}`]))).toEqual([
    '|Forces shall:',
    '1.|leave',
    '\u2003a.|stop',
    '\u2003b.|wait',
    '\u2003\u2003iv.|sign',
    '2.|report',
    '•|or rest',
    '|and so on.',
  ]);
});
