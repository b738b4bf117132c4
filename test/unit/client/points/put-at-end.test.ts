// Words that are put back at the end of a point go on the word of which the beginning arrived, if that was mine.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { putAtEnd } from '../../../../client/points/put-at-end.ts';
import { must } from '../../../../shared/assert.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

function pointWith(words: string, typed: string) {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, 'p0'), [words]);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  const flow = must(flowOf(bodyOf(doc, 'p0')), 'the seeded words');
  flow.insert(flow.length - 1, typed);
  return {
    puts: (kept: string): string => {
      putAtEnd(doc, 'p0', kept);
      return flatText(bodyOf(doc, 'p0')).text;
    },
  };
}

it('[E17] a word of which a lock took the end stands whole again', () => {
  expect(pointWith('The parties agree', ' deliberat').puts('deliberately.\nSo be it.')).toBe(
    'The parties agree deliberately.\nSo be it.\n',
  );
});

it('[E17] what somebody else has written at the end is not gone on with, nor a whole word', () => {
  expect(pointWith('The option a', '').puts('and more')).toBe('The option a\nand more\n');
  expect(pointWith('They agree', ' to').puts('to it')).toBe('They agree to\nto it\n');
  expect(pointWith('They agree.', '').puts('So be it')).toBe('They agree.\nSo be it\n');
});
