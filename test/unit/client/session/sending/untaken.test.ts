// What a member is told of their changes that were not taken: their own words counted as theirs, all else named.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { lostByPuttingBack, untakenOf } from '../../../../../client/session/sending/untaken.ts';
import { bodyOf, canonicalText, seedBody } from '../../../../../shared/text/point-text.ts';

const sentence = 'The parties shall not use force.';

/** My document, and the server's, which knows nothing of what I do. */
function story(...lines: readonly string[]) {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, 'p'), lines);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  return { mine, theirs, told: () => untakenOf(mine, theirs, 'p') };
}

function line(doc: Y.Doc, at = 0): Y.XmlText {
  const block = bodyOf(doc, 'p').get(at);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph holds a text');
  return text;
}

/** As an editor does it: what stands behind the break is written anew. */
function breaksLine(doc: Y.Doc, at: number, name = 'paragraph'): void {
  const text = line(doc);
  const rest = canonicalText(bodyOf(doc, 'p')).slice(at);
  text.delete(at, text.length - at);
  const block = new Y.XmlElement(name);
  block.insert(0, [new Y.XmlText(rest)]);
  bodyOf(doc, 'p').insert(1, [block]);
}

function joinsLines(doc: Y.Doc): void {
  const rest = line(doc, 1).toString();
  bodyOf(doc, 'p').delete(1, 1);
  line(doc).insert(line(doc).length, rest);
}

const nothing = { words: '', told: '', asLeft: '' };

test('[C8] new words are mine; a word that I changed within counts whole and is not deleted', () => {
  const { mine, told } = story(sentence);
  line(mine).insert(17, ' ever');
  line(mine).insert(3, 'se');
  expect(told()).toEqual({ words: 'These … ever', told: '', asLeft: '' });
});

test('[C8] a word in place of another is mine, whole, and the other one is deleted', () => {
  const { mine, told } = story('By train.');
  line(mine).delete(4, 4);
  line(mine).insert(4, 'ruck');
  expect(told()).toEqual({ words: 'truck', told: 'Your deletion of “train” was not taken.', asLeft: '' });
});

test('[C8] a deletion is named, with the point as I left it', () => {
  const { mine, told } = story(sentence);
  line(mine).delete(17, 4);
  expect(told()).toEqual({
    words: '',
    told: 'Your deletion of “not” was not taken.',
    asLeft: 'The parties shall use force.',
  });
});

test('[C8] words that a line break or a join only writes anew are none of mine', () => {
  const broken = story(sentence);
  breaksLine(broken.mine, 18);
  expect(broken.told()).toEqual({
    words: '',
    told: 'Your line break was not taken.',
    asLeft: 'The parties shall \nnot use force.',
  });
  const within = story('By invitation only.');
  breaksLine(within.mine, 7);
  expect(within.told()).toMatchObject({ words: '', told: 'Your line break was not taken.' });
  const joined = story('The parties ', 'shall agree.');
  joinsLines(joined.mine);
  expect(joined.told()).toMatchObject({ words: '', told: 'Your joining of lines was not taken.' });
});

test('[C8] words that I typed into a line that I broke are mine, and nothing else of it', () => {
  const { mine, told } = story(sentence);
  breaksLine(mine, 18);
  line(mine, 1).insert(0, 'new words ');
  expect(told()).toMatchObject({ words: 'new words', told: 'Your line break was not taken.' });
});

test('[C8] a move is a move', () => {
  const { mine, told } = story(sentence);
  line(mine).delete(4, 8);
  line(mine).insert(line(mine).length, ' parties');
  expect(told()).toEqual({
    words: '',
    told: 'Your move of “parties” was not taken.',
    asLeft: 'The shall not use force. parties',
  });
});

test('[C8] marks and lists are formatting', () => {
  const bold = story(sentence);
  line(bold.mine).format(4, 7, { bold: true });
  expect(bold.told()).toEqual({ words: '', told: 'Your formatting was not taken.', asLeft: '' });
  const quote = story(sentence);
  breaksLine(quote.mine, 0, 'quote');
  bodyOf(quote.mine, 'p').delete(0, 1);
  expect(quote.told()).toEqual({ words: '', told: 'Your formatting was not taken.', asLeft: '' });
});

test('[C8] what others did meanwhile is not told as mine, whether I had it or not', () => {
  const { mine, theirs, told } = story(sentence, 'Second.');
  line(theirs).insert(0, 'Today ');
  line(theirs).format(10, 7, { italic: true });
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  line(theirs).delete(0, 6);
  line(theirs).format(4, 7, { bold: true });
  line(theirs, 1).insert(0, 'A ');
  expect(told()).toEqual(nothing);
  line(mine, 1).insert(7, ' Third.');
  expect(told()).toEqual({ words: 'Third.', told: '', asLeft: '' });
});

test('[C8] words typed into a line that somebody else took away are mine', () => {
  const { mine, theirs, told } = story(sentence, 'Second line.');
  line(mine, 1).insert(12, ' Of mine.');
  bodyOf(theirs, 'p').delete(1, 1);
  expect(told().words).toBe('Of mine.');
});

test('[C8] of words that are put back, line breaks and formatting are lost, and told', () => {
  const { mine, theirs } = story(sentence);
  line(mine).insert(0, 'Today ');
  expect(lostByPuttingBack(mine, theirs, 'p')).toBe('');
  line(mine).format(10, 7, { bold: true });
  breaksLine(mine, 24);
  expect(lostByPuttingBack(mine, theirs, 'p')).toBe('Your line break was not taken. Your formatting was not taken.');
});
