// Refused words put into the document as the server has it, by Yjs's own ids.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { putBack } from '../../../../client/session/put-back.ts';
import { untakenOf } from '../../../../client/session/sending/untaken.ts';
import { bodyOf, canonicalText, seedBody } from '../../../../shared/text/point-text.ts';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function line(doc: Y.Doc): Y.XmlText {
  const paragraph = bodyOf(doc, 'p').get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph holds a text');
  return text;
}

function story(words: string) {
  const server = new Y.Doc();
  seedBody(bodyOf(server, 'p'), [words]);
  return { server, mine: copyOf(server) };
}
const wordsOf = (doc: Y.Doc): string => canonicalText(bodyOf(doc, 'p'));

test('[C1] words stand again where they were written, between what others wrote meanwhile', () => {
  const { server, mine } = story('The parties agree.');
  line(mine).insert(11, ' shall');
  line(server).insert(0, 'Today. ');
  line(server).insert(line(server).length, ' Full stop.');
  const fresh = copyOf(server);
  expect(untakenOf(mine, fresh, 'p')).toEqual({ words: 'shall', told: '', asLeft: '' });
  expect(putBack(mine, fresh, 'p')).toBe(true);
  expect(wordsOf(fresh)).toBe('Today. The parties shall agree. Full stop.');
});

test('[C1] what the server has taken already is not written twice', () => {
  const { server, mine } = story('The parties agree.');
  line(mine).insert(11, ' shall');
  Y.applyUpdate(server, Y.encodeStateAsUpdate(mine));
  line(mine).insert(17, ' fully');
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh)).toBe('The parties shall fully agree.');
});

test('[C1] what I took out is taken out, in whole characters; what others added within stays', () => {
  const { server, mine } = story('The 🕊️ parties do not agree.');
  line(mine).delete(4, 4);
  line(mine).delete(11, 7);
  line(server).insert(18, ' really');
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh)).toMatch(/^The parties +really *agree\.$/);
});

test('[C1] a new line’s words go on in the line before it', () => {
  const { server, mine } = story('First.');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Second.')]);
  bodyOf(mine, 'p').insert(1, [paragraph]);
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh).replace(/\s+/g, ' ')).toBe('First. Second.');
});

test('[C1] a point that has no text takes none', () => {
  const { mine } = story('Words.');
  expect(putBack(mine, new Y.Doc(), 'p')).toBe(false);
});
