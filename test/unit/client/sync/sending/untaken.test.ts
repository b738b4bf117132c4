// What a member is told of their changes that were not taken: their own words counted as theirs, all else named.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { untakenOf } from '../../../../../client/sync/sending/untaken.ts';
import { must } from '../../../../../shared/assert.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../support/seed-body.ts';

const sentence = 'The parties shall not use force.';

/** My document, and the server's, which knows nothing of what I do. */
function story(...lines: readonly string[]) {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, 'p'), lines);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  return { mine, theirs, told: () => untakenOf(mine, theirs, 'p') };
}

const flow = (doc: Y.Doc): Y.XmlText => must(flowOf(bodyOf(doc, 'p')), 'the words that the server made');

const nothing = { words: '', told: '', asLeft: '' };

test('[C8] new words are mine; a word that I changed within counts whole and is not deleted', () => {
  const { mine, told } = story(sentence);
  flow(mine).insert(17, ' ever');
  flow(mine).insert(3, 'se');
  expect(told()).toEqual({ words: 'These … ever', told: '', asLeft: '', tail: ' … ' });
});

test('[C8] a word in place of another is mine, whole, and the other one is deleted', () => {
  const { mine, told } = story('By train.');
  flow(mine).delete(4, 4);
  flow(mine).insert(4, 'ruck');
  expect(told()).toEqual({ words: 'truck', told: 'Your deletion of “train” was not taken.', asLeft: '' });
});

test('[C8] a deletion is named, with the point as I left it', () => {
  const { mine, told } = story(sentence);
  flow(mine).delete(17, 4);
  expect(told()).toEqual({
    words: '',
    told: 'Your deletion of “not” was not taken.',
    asLeft: 'The parties shall use force.',
  });
});

test('[C8] a line break and a joining of lines are named, and words beside them are none of mine', () => {
  const broken = story(sentence);
  flow(broken.mine).insert(18, '\n', {});
  expect(broken.told()).toEqual({
    words: '',
    told: 'Your line break was not taken.',
    asLeft: 'The parties shall \nnot use force.',
  });
  const within = story('By invitation only.');
  flow(within.mine).insert(7, '\n', {});
  expect(within.told()).toMatchObject({ words: '', told: 'Your line break was not taken.' });
  const joined = story('The parties ', 'shall agree.');
  flow(joined.mine).delete(12, 1);
  expect(joined.told()).toMatchObject({ words: '', told: 'Your joining of lines was not taken.' });
});

test('[C8] words that I typed into a line that I broke are mine, and nothing else of it', () => {
  const { mine, told } = story(sentence);
  flow(mine).insert(18, '\n', {});
  flow(mine).insert(19, 'new words ', {});
  expect(told()).toMatchObject({ words: 'new words', told: 'Your line break was not taken.' });
});

test('[C8] a move is a move', () => {
  const { mine, told } = story(sentence);
  flow(mine).delete(4, 8);
  flow(mine).insert(flow(mine).length - 1, ' parties');
  expect(told()).toEqual({
    words: '',
    told: 'Your move of “parties” was not taken.',
    asLeft: 'The shall not use force. parties',
  });
});

test('[C8] marks and lists are formatting', () => {
  const bold = story(sentence);
  flow(bold.mine).format(4, 7, { bold: true });
  expect(bold.told()).toEqual({ words: '', told: 'Your formatting was not taken.', asLeft: '' });
  const quote = story('First.', sentence, 'Last.');
  flow(quote.mine).format(flow(quote.mine).length - 1, 1, { line: 'quote' });
  expect(quote.told()).toEqual({ words: '', told: 'Your formatting was not taken.', asLeft: '' });
});

test('[C8] what others did meanwhile is not told as mine, whether I had it or not', () => {
  const { mine, theirs, told } = story(sentence, 'Second.');
  flow(theirs).insert(0, 'Today ');
  flow(theirs).format(10, 7, { italic: true });
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  flow(theirs).delete(0, 6);
  flow(theirs).format(4, 7, { bold: true });
  flow(theirs).insert(sentence.length + 1, 'A ', {});
  expect(told()).toEqual(nothing);
  flow(mine).insert(flow(mine).length - 1, ' Third.', {});
  expect(told()).toEqual({ words: 'Third.', told: '', asLeft: '' });
});

test('[C8] lines that others made or joined, unknown to me, are not told as mine', () => {
  const { mine, theirs, told } = story('One.', sentence, 'Last.');
  flow(theirs).delete(4, 1);
  flow(theirs).insert(0, 'New.\n', {});
  expect(told()).toEqual(nothing);
  flow(mine).insert(0, 'So ', {});
  expect(told()).toEqual({ words: 'So', told: '', asLeft: '', tail: ' ' });
});

test('[C8] words typed into a line that somebody else took away are mine', () => {
  const { mine, theirs, told } = story(sentence, 'Second line.');
  flow(mine).insert(flow(mine).length - 1, ' Of mine.');
  flow(theirs).delete(sentence.length, 13);
  expect(told().words).toBe('Of mine.');
});

test('[E17] what stood behind my last words is known, since more may be typed on there: blanks, or the end of a line', () => {
  const typed = (words: string) => {
    const { mine, told } = story(sentence);
    flow(mine).insert(sentence.length, words);
    return told();
  };
  expect(typed(' So be it')).toEqual({ words: 'So be it', told: '', asLeft: '' });
  expect(typed(' So be it ')).toMatchObject({ words: 'So be it', tail: ' ' });
  expect(typed(' So be it\n')).toMatchObject({ words: 'So be it', tail: '\n' });
});

test('[C8] of words beside those of somebody else, mine are kept as one run and theirs are not', () => {
  const { mine, theirs, told } = story('co copper w dog');
  const at = 'co copper '.length;
  flow(mine).insert(at, 'denim ebony fia g');
  expect(told()).toEqual({ words: 'denim ebony fia g', told: '', asLeft: '' });
  flow(theirs).insert(at, 'hen ');
  expect(told(), 'nor what they wrote meanwhile').toEqual({ words: 'denim ebony fia g', told: '', asLeft: '' });
  const arrived = story('co w dog');
  flow(arrived.mine).insert(3, 'copper ');
  Y.applyUpdate(arrived.theirs, Y.encodeStateAsUpdate(arrived.mine));
  flow(arrived.mine).insert(10, 'denim');
  expect(arrived.told().words, 'also behind a blank of mine that arrived').toBe('denim');
  const before = story('They agree.');
  flow(before.mine).insert(5, 'dis');
  expect(before.told().words, 'a word that I only changed is whole').toBe('disagree');
});

test('[E17] letters that were written after keys were held are told apart from those before', () => {
  const { mine, theirs } = story(sentence);
  flow(mine).insert(sentence.length, ' ibis kit');
  const clock = Y.getState(mine.store, mine.clientID);
  flow(mine).insert(sentence.length + ' ibis kit'.length, 'k mole');
  const isLater = (id: Y.ID): boolean => id.clock >= clock;
  expect(untakenOf(mine, theirs, 'p', id => !isLater(id)).words).toBe('ibis kit');
  expect(untakenOf(mine, theirs, 'p', isLater).words).toBe('k mole');
});
