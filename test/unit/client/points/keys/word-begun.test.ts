// Which part of a word stands where I wrote last.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { endOfMine, wordBegun } from '../../../../../client/points/keys/word-begun.ts';
import { must } from '../../../../../shared/assert.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../support/seed-body.ts';

test('[E17] the word that I typed last, also within the words of others; none where I wrote elsewhere since', () => {
  const doc = new Y.Doc();
  for (const point of ['p', 'q']) seedBody(bodyOf(doc, point), ['The seas.']);
  const flow = (point: string): Y.XmlText => must(flowOf(bodyOf(doc, point)), 'the words that the server made');
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  expect(wordBegun(other, 'p')).toBe('');
  must(flowOf(bodyOf(other, 'p')), 'the same').insert(4, 'high mo');
  expect(wordBegun(other, 'p')).toBe('mo');
  expect(endOfMine(other, 'p')).toBe('The high mo'.length);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  flow('p').insert(0, 'All ');
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  expect(wordBegun(other, 'p')).toBe('mo');
  must(flowOf(bodyOf(other, 'q')), 'the same').insert(0, 'So ');
  expect(wordBegun(other, 'p')).toBe('');
  expect([endOfMine(other, 'p'), endOfMine(other, 'q')]).toEqual([null, 'So '.length]);
  must(flowOf(bodyOf(other, 'q')), 'the same').delete(1, 2);
  expect([wordBegun(other, 'q'), endOfMine(other, 'q')], 'what I deleted since is not there').toEqual(['S', 1]);
});
