// I undo marks, lists and quotes beside another who marks, splits, joins or deletes there: what they made stays, and
// nothing is marked that nobody has marked. From a trial by hand.
import { $getRoot, $getSelection, $isRangeSelection } from 'lexical';
import { expect, it } from 'vitest';
import { recordIn } from '../../../../../client/points/binding/undo/step-record.ts';
import { must } from '../../../../../shared/assert.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import type { Hand, Key } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const lines = ['Alpha first', 'Beta second third', 'Gamma line'] as const;

function selecting(hand: Hand, words: string, key: Key): void {
  hand.selects(words);
  hand.presses(key);
  hand.undo.stopCapturing();
}
const at = (hand: Hand, words: string, key: Key): void => {
  hand.goesBefore(words);
  hand.presses(key);
  hand.undo.stopCapturing();
};
function $enters(): void {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) selection.insertParagraph();
}

const undoes = (hand: Hand, other: Hand, key: 'undo' | 'redo' = 'undo'): string => {
  hand.presses(key);
  return meet(hand, other);
};

it('[E3] undo of my bold beside words that another has made plain again marks nothing further on', () => {
  const [r, u] = twoHands(lines);
  selecting(r, 'Beta second third', 'bold');
  meet(r, u);
  selecting(u, 'second', 'bold');
  meet(r, u);
  expect(u.boldWords).toBe('Beta  third');
  undoes(r, u);
  expect([r.boldWords, u.boldWords]).toEqual(['', '']);
  undoes(r, u, 'redo');
  expect(u.boldWords).toBe('Beta  third');
});

it('[E3] undo of my link beside a link of another marks nothing further on', () => {
  const [r, u] = twoHands(lines);
  selecting(r, 'Beta second third', 'link');
  meet(r, u);
  selecting(u, 'Gamma', 'link');
  meet(r, u);
  undoes(r, u);
  expect(u.linkedWords).toBe('Gamma');
});

it('[E3] what another typed in my bold words goes plain with them', () => {
  const [r, u] = twoHands(lines);
  selecting(r, 'second', 'bold');
  meet(r, u);
  u.goesBehind('sec');
  u.types('XY');
  meet(r, u);
  expect(r.boldWords).toBe('secXYond');
  undoes(r, u);
  expect(r.boldWords).toBe('');
});

it("[E3] undo of bold words that I typed leaves another's bold beside them", () => {
  const [r, u] = twoHands(lines);
  r.goesBefore('ond');
  r.types('BOLD');
  selecting(r, 'BOLD', 'bold');
  meet(r, u);
  selecting(u, 'ond', 'bold');
  meet(r, u);
  while (r.undo.canUndo()) undoes(r, u);
  expect(u.words).toContain('Beta second third');
  expect(u.boldWords).toBe('ond');
});

it.each([
  ['quote', 'list'],
  ['list', 'quote'],
  ['list', 'numbers'],
  ['numbers', 'list'],
] as const)('[E3] undo of my %s that another has made a %s leaves theirs, and the next line alone', (mine, theirs) => {
  const [r, u] = twoHands(lines);
  at(r, 'Beta', mine);
  meet(r, u);
  at(u, 'Beta', theirs);
  meet(r, u);
  const { shape } = u;
  undoes(r, u);
  expect([r.shape, u.shape]).toEqual([shape, shape]);
  undoes(u, r);
  expect(u.shape.endsWith('paragraph(…)')).toBe(true);
});

it.each(['list', 'quote'] as const)('[E3] undo of my %s takes both halves of a line that another has split', kind => {
  const [r, u] = twoHands(lines);
  at(r, 'Beta', kind);
  meet(r, u);
  at(u, 'second', 'Enter');
  meet(r, u);
  undoes(r, u);
  expect(u.words).toBe('Alpha first\nBeta \nsecond third\nGamma line\n');
  expect(u.shape).toBe('paragraph(…) paragraph(…) paragraph(…) paragraph(…)');
});

it('[E3] undo of my list takes a line with which another has joined the next', () => {
  const [r, u] = twoHands(lines);
  at(r, 'Beta', 'list');
  meet(r, u);
  u.does(() => u.$joinsNextTo('third'));
  meet(r, u);
  expect(u.shape).toBe('paragraph(…) list(listitem(…))');
  undoes(r, u);
  expect(u.shape).toBe('paragraph(…) paragraph(…)');
});

it('[E3] words that two have deleted come back once, whoever undoes', () => {
  const [r, u] = twoHands(lines);
  for (const hand of [r, u]) {
    hand.selects('second');
    hand.types('');
    hand.undo.stopCapturing();
  }
  meet(r, u);
  undoes(r, u);
  expect(undoes(u, r)).toBe(`${lines.join('\n')}\n`);
});

it('[E3] letters that I typed behind words that another marks meanwhile are marked like these', () => {
  const [r, u] = twoHands(lines);
  u.goesBehind('sec');
  u.types('qw');
  meet(r, u);
  selecting(r, 'Beta secqwond', 'bold');
  meet(r, u);
  u.types('er');
  meet(r, u);
  expect(r.boldWords).toBe('Beta secqwerond');
});

it('[E3] redo gives looks to the words that had them, also where these went and came back', () => {
  const [r, u] = twoHands(['']);
  r.goesToEnd();
  for (const words of ['one', 'two', 'three', 'four']) {
    r.types(words);
    if (words !== 'four') r.does($enters);
  }
  r.undo.stopCapturing();
  at(r, 'three', 'list');
  selecting(r, 'two', 'bold');
  const { shape } = r;
  for (const key of ['undo', 'undo', 'undo', 'redo', 'redo', 'redo'] as const) undoes(r, u, key);
  expect(u.words).toBe('one\ntwo\nthree\nfour\n');
  expect([r.shape, u.shape, u.boldWords]).toEqual([shape, shape, 'two']);
});

it('[E3] redo of words and their bold, in which another has typed, makes all of them bold again', () => {
  const [r, u] = twoHands(['Gamma ']);
  r.goesBehind('Gamma ');
  r.types('beta');
  r.undo.stopCapturing();
  selecting(r, 'beta', 'bold');
  meet(r, u);
  u.goesBehind('be');
  u.types('RRR');
  meet(r, u);
  for (const key of ['undo', 'undo', 'redo', 'redo'] as const) undoes(r, u, key);
  expect(u.words).toBe('Gamma beRRRta\n');
  expect(u.boldWords).toBe('beRRRta');
});

it('[E3] a step over many letters is remembered by their stretches, not letter by letter', () => {
  const [r] = twoHands(['word '.repeat(400)]);
  r.does(() => void $getRoot().select(0, 1));
  r.presses('bold');
  r.presses('undo');
  const step = must(r.undo.redoStack.at(-1), 'it can be redone');
  expect(recordIn(step).dressed.length).toBe(1);
});

it('[E3] words that a version has brought back are not brought back a second time', () => {
  const [r, u] = twoHands(['within its territorial integrity and more']);
  r.selects('territorial integrity ');
  r.types('');
  meet(r, u);
  const flow = must(flowOf(bodyOf(u.doc, 'p0')), 'it is there');
  flow.insert('within its'.length, ' territorial integrity');
  expect(meet(u, r)).toBe('within its territorial integrity and more\n');
  expect(undoes(r, u)).toBe('within its territorial integrity and more\n');
});

it('[E3] undo of my list of a line that another has deleted leaves the list behind it alone', () => {
  const [r, u] = twoHands(lines);
  at(r, 'Beta', 'list');
  meet(r, u);
  at(u, 'Gamma', 'list');
  u.does(() => u.$removesLineOf('Beta'));
  meet(r, u);
  const { shape } = u;
  expect(u.words).toBe('Alpha first\nGamma line\n');
  undoes(r, u);
  expect(u.shape).toBe(shape);
});

it.each([
  ['once', 1],
  ['twice', 2],
] as const)('[E3] undo of my bold reaches words that whoever wrote them has taken back and redone %s', (_, times) => {
  const [r, u] = twoHands(['Gamma ']);
  r.goesBehind('Gamma ');
  r.types('beta');
  meet(r, u);
  selecting(u, 'ma be', 'bold');
  meet(r, u);
  for (let i = 0; i < times; i++) for (const key of ['undo', 'redo'] as const) undoes(r, u, key);
  expect(u.boldWords).toBe('ma be');
  undoes(u, r);
  expect([u.words, u.boldWords, r.boldWords]).toEqual(['Gamma beta\n', '', '']);
  undoes(u, r, 'redo');
  expect([u.boldWords, r.boldWords]).toEqual(['ma be', 'ma be']);
});

it('[E3] undo of my bold reaches words that another has deleted and brought back', () => {
  const [r, u] = twoHands(lines);
  selecting(u, 'second', 'bold');
  meet(r, u);
  r.selects('cond');
  r.types('');
  meet(r, u);
  undoes(r, u);
  expect(u.boldWords).toBe('second');
  undoes(u, r);
  expect([u.boldWords, r.boldWords]).toEqual(['', '']);
});

it.each(['list', 'quote'] as const)('[E3] undo of my %s reaches a line that another took back and redid', kind => {
  const [r, u] = twoHands(['Alpha first']);
  r.goesToEnd();
  r.does($enters);
  r.types('Beta');
  r.does($enters);
  r.types('Gamma');
  meet(r, u);
  at(u, 'Beta', kind);
  meet(r, u);
  const { shape } = u;
  while (r.undo.canUndo()) undoes(r, u);
  expect(u.words).toBe('Alpha first\n');
  while (r.undo.canRedo()) undoes(r, u, 'redo');
  expect([u.words, u.shape]).toEqual(['Alpha first\nBeta\nGamma\n', shape]);
  undoes(u, r);
  expect([u.shape, r.shape]).toEqual(Array(2).fill('paragraph(…) paragraph(…) paragraph(…)'));
});

it.each(['sentence', 'seven'])(
  '[E3] undo of my bold leaves the bold “%s” that another has written in the place of my words',
  word => {
    const [r, u] = twoHands(lines);
    selecting(u, 'second', 'bold');
    meet(r, u);
    r.selects('second');
    r.types('');
    r.undo.stopCapturing();
    r.types(word);
    r.undo.stopCapturing();
    meet(r, u);
    expect(u.boldWords).toBe(word);
    undoes(u, r);
    expect([u.boldWords, r.boldWords]).toEqual([word, word]);
  },
);

it('[E3] of a step that marked more letters than are looked for in one undo, what was brought back stays as it is', () => {
  const [r, u] = twoHands([`Gamma ${'word '.repeat(401)}`]);
  u.does(() => void $getRoot().select(0, 1));
  u.presses('bold');
  meet(r, u);
  r.selects('Gamma word');
  r.types('');
  meet(r, u);
  undoes(r, u);
  undoes(u, r);
  expect([u.boldWords, r.boldWords]).toEqual(['Gamma word', 'Gamma word']);
});
