// Refused words put into the document as the server has it, by Yjs's own ids.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { putBack } from '../../../../client/sync/put-back.ts';
import { untakenOf } from '../../../../client/sync/sending/untaken.ts';
import { must } from '../../../../shared/assert.ts';
import { bodyLines, makeFlat } from '../../../../shared/text/body-blocks.ts';
import { breakInLine, flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, canonicalText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

const flow = (doc: Y.Doc): Y.XmlText => must(flowOf(bodyOf(doc, 'p')), 'the words that the server made');

function story(...lines: string[]) {
  const server = new Y.Doc();
  seedBody(bodyOf(server, 'p'), lines);
  return { server, mine: copyOf(server) };
}
const wordsOf = (doc: Y.Doc): string => canonicalText(bodyOf(doc, 'p'));
const linesOf = (doc: Y.Doc) => bodyLines(bodyOf(doc, 'p'));

test('[C1] words stand again where they were written, between what others wrote meanwhile', () => {
  const { server, mine } = story('The parties agree.');
  flow(mine).insert(11, ' shall');
  flow(server).insert(0, 'Today. ');
  flow(server).insert(flow(server).length - 1, ' Full stop.');
  const fresh = copyOf(server);
  expect(untakenOf(mine, fresh, 'p')).toEqual({ words: 'shall', told: '', asLeft: '' });
  expect(putBack(mine, fresh, 'p')).toBe('all');
  expect(wordsOf(fresh)).toBe('Today. The parties shall agree. Full stop.');
});

test('[C1] what the server has taken already is not written twice', () => {
  const { server, mine } = story('The parties agree.');
  flow(mine).insert(11, ' shall');
  Y.applyUpdate(server, Y.encodeStateAsUpdate(mine));
  flow(mine).insert(17, ' fully');
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh)).toBe('The parties shall fully agree.');
});

test('[C1] what I took out is taken out, in whole characters; what others added within stays', () => {
  const { server, mine } = story('The 🕊️ parties do not agree.');
  flow(mine).delete(4, 4);
  flow(mine).delete(11, 7);
  flow(server).insert(18, ' really');
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh)).toMatch(/^The parties +really *agree\.$/);
});

test('[C1] what I wrote in place of what I took out stands there, with what others wrote in it', () => {
  const { server, mine } = story('One two three four.');
  flow(mine).delete(4, 9);
  flow(mine).insert(4, '2 3');
  flow(server).insert(8, 'and ');
  const fresh = copyOf(server);
  putBack(mine, fresh, 'p');
  expect(wordsOf(fresh)).toMatch(/^One (2 3and|and 2 3|and2 3) four\.$/);
});

test('[C1] what I wrote amid words that I then took out stays alone', () => {
  const { server, mine } = story('One two three four.');
  flow(mine).insert(7, ', 2 3,');
  flow(mine).delete(13, 6);
  flow(mine).delete(4, 3);
  putBack(mine, server, 'p');
  expect(wordsOf(server)).toBe('One , 2 3, four.');
});

test('[C1] lines that I made, split, joined and shaped are so again, and a break within a line is one', () => {
  const { server, mine } = story('First. Second.', 'Third.');
  flow(mine).delete(14, 1);
  flow(mine).insert(6, `\n`, { line: 'bullet' });
  flow(mine).insert(3, breakInLine, {});
  flow(mine).format(flow(mine).length - 1, 1, { line: 'quote' });
  const fresh = copyOf(server);
  expect(putBack(mine, fresh, 'p')).toBe('all');
  expect(linesOf(fresh)).toEqual(linesOf(mine));
});

test('[C1] marks of mine are put back, on new words and on those that stood there', () => {
  const { server, mine } = story('The parties agree.');
  flow(mine).format(4, 7, { bold: true });
  flow(mine).insert(11, ' all', { bold: true, link: 'https://unfccc.int/' });
  flow(server).insert(0, 'Today. ');
  const fresh = copyOf(server);
  expect(putBack(mine, fresh, 'p')).toBe('all');
  expect(linesOf(fresh)[0]?.pieces).toEqual([
    { text: 'Today. The ', marks: {} },
    { text: 'parties', marks: { bold: true } },
    { text: ' all', marks: { bold: true, link: 'https://unfccc.int/' } },
    { text: ' agree.', marks: {} },
  ]);
});

test('[C1] a line that others shaped meanwhile stays as they have it, and what may not stand on letters is left out', () => {
  const { server, mine } = story('The parties agree.');
  flow(mine).format(18, 1, { line: 'bullet' });
  flow(mine).format(0, 3, { italic: true });
  flow(server).format(18, 1, { line: 'quote' });
  const fresh = copyOf(server);
  expect(putBack(mine, fresh, 'p')).toBe('without-marks');
  expect(linesOf(fresh)).toMatchObject([{ style: { line: 'quote' }, pieces: [{ marks: { italic: true } }, {}] }]);
  const wrong = story('The parties agree.');
  flow(wrong.mine).insert(3, ' two', { colour: 'red' });
  expect(putBack(wrong.mine, wrong.server, 'p')).toBe('without-marks');
  expect(flow(wrong.server).toDelta()).toEqual([{ insert: 'The two parties agree.\n' }]);
});

test('[C1] a point that has no text, or another one than I wrote in, takes none', () => {
  const { mine } = story('Words.');
  expect(putBack(mine, new Y.Doc(), 'p')).toBe('nowhere');
  const another = story('Words.');
  expect(putBack(mine, another.server, 'p')).toBe('nowhere');
  expect(wordsOf(another.server)).toBe('Words.');
});

test('[C8] words written in the form that records had before are no words of the flow: they are mine to copy', () => {
  const server = new Y.Doc();
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText('The parties agree.')];
  paragraph.insert(0, [text]);
  bodyOf(server, 'p').insert(0, [paragraph]);
  const mine = copyOf(server);
  const nested = bodyOf(mine, 'p').get(0) as Y.XmlElement; // the paragraph just made
  (nested.get(0) as Y.XmlText).insert(11, ' shall');
  server.transact(() => makeFlat(bodyOf(server, 'p')));
  expect(putBack(mine, server, 'p')).toBe('nowhere');
  expect(untakenOf(mine, server, 'p')).toEqual({ words: 'shall', told: '', asLeft: '' });
  expect(wordsOf(server)).toBe('The parties agree.');
});
