// I join lines and undo it, alone or beside another who has written there since: each line comes back as what it was,
// and what the other made of it stays.
import { expect, it } from 'vitest';
import type { PointUndo } from '../../../../../client/points/binding/undo/point-undo.ts';
import { bodyLines } from '../../../../../shared/text/body-blocks.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { does, undoes } from '../../../../support/in-turns.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';
import { selectsIn } from '../../../../support/undo-play.ts';

const lines = ['Alpha first', 'Beta second', 'Gamma third'] as const;
const kinds = ['quote', 'list', 'numbers'] as const;
const letterOf = { quote: 'q', bullet: 'b', number: 'n', paragraph: 'p' } as const;

/** Each line: its kind's letter, and its words. */
function read(hand: Hand): string {
  expect(hand.isDrawn).toBe(true);
  return bodyLines(bodyOf(hand.doc, 'p0'))
    .map(({ style, pieces }) => `${letterOf[style.line ?? 'paragraph']} ${pieces.map(({ text }) => text).join('')}`)
    .join('/');
}

/** Takes words out, and the ends of lines among them. */
function deletes(hand: Hand, from: string, to: string): void {
  hand.undo.stopCapturing();
  selectsIn(hand, hand.words.indexOf(from), hand.words.indexOf(to));
  hand.types('');
  hand.undo.stopCapturing();
}

const joins = {
  'a join': (hand: Hand) => {
    hand.undo.stopCapturing();
    hand.does(() => hand.$joinsNextTo('first'));
    hand.undo.stopCapturing();
  },
  'a deletion across the break': (hand: Hand) => deletes(hand, 'irst', 'econd'),
  'a deletion across three lines': (hand: Hand) => deletes(hand, 'irst', 'hird'),
} as const;

const cases = kinds.flatMap(kind =>
  (Object.keys(joins) as readonly (keyof typeof joins)[]).map(way => [way, kind] as const),
);

it.each(cases)('[E3] undo of %s leaves the %s of the line before, of one alone and of two', (way, kind) => {
  for (const isAlone of [true, false]) {
    const [a, c] = twoHands(lines);
    does(a, c, [kind, 'Alpha']);
    const before = read(a);
    const hand = isAlone ? a : c;
    joins[way](hand);
    meet(a, c);
    const joined = read(a);
    expect(joined).not.toBe(before);
    for (let round = 0; round < 2; round++) {
      undoes(hand, a === hand ? c : a);
      expect([read(a), read(c)]).toEqual([before, before]);
      undoes(hand, a === hand ? c : a, 'redo');
      expect([read(a), read(c)]).toEqual([joined, joined]);
    }
    undoes(hand, a === hand ? c : a);
    undoes(a, c);
    expect(read(c), `alone: ${isAlone}`).toBe('p Alpha first/p Beta second/p Gamma third');
  }
});

it.each(kinds)('[E3] undo of my join leaves the %s of both halves that another has made of the line since', kind => {
  const [a, c] = twoHands(lines);
  does(a, c, [kind, 'Alpha']);
  const [{ 0: k }] = [read(a)];
  joins['a join'](c);
  meet(a, c);
  does(a, c, ['Enter', 'first']);
  if (kind === 'quote') does(a, c, ['quote', 'first']); // as its own Enter leaves it
  undoes(c, a);
  expect(read(a)).toBe(`${k} Alpha /${k} first/p Beta second/p Gamma third`);
  undoes(c, a, 'redo');
  expect(read(a)).toBe(`${k} Alpha /${k} firstBeta second/p Gamma third`);
  does(a, c, ['Enter', 'second']);
  if (kind === 'quote') does(a, c, ['quote', 'second']);
  undoes(c, a);
  expect(read(a)).toBe(`${k} Alpha /${k} first/p Beta /p second/p Gamma third`);
});

it.each(kinds)('[E3] undo of my join leaves the %s that another has made of the joined line since', kind => {
  const [a, c] = twoHands(lines);
  joins['a join'](c);
  meet(a, c);
  does(a, c, [kind, 'Alpha']);
  const [{ 0: k }] = [read(a)];
  undoes(c, a);
  expect(read(a)).toBe(`${k} Alpha first/${k} Beta second/p Gamma third`);
  undoes(a, c);
  expect(read(a)).toBe('p Alpha first/p Beta second/p Gamma third');
});

it('[E3] undo of my join leaves the list that another has made of the joined quote', () => {
  const [a, c] = twoHands(lines);
  does(a, c, ['quote', 'Alpha']);
  joins['a join'](c);
  meet(a, c);
  does(a, c, ['list', 'Alpha']);
  undoes(c, a);
  expect(read(a)).toBe('b Alpha first/b Beta second/p Gamma third');
});

it('[E3] a list that another has made of a joined line does not take in lines that were wholly deleted', () => {
  const [a, c] = twoHands(lines);
  joins['a deletion across three lines'](c);
  meet(a, c);
  does(a, c, ['list', 'Alpha']);
  undoes(c, a);
  expect(read(a)).toBe('b Alpha first/p Beta second/b Gamma third');
});

it.each(kinds)('[E3] undo of my %s leaves that of the line before, whose end has gone and come back', kind => {
  for (const isAlone of [true, false]) {
    const [a, c] = twoHands(lines);
    does(a, c, [kind, 'Alpha']);
    a.undo.stopCapturing();
    does(a, c, [kind, 'Beta']);
    const [{ 0: k }] = [read(a)];
    const hand = isAlone ? a : c;
    joins['a deletion across the break'](hand);
    meet(a, c);
    undoes(hand, isAlone ? c : a);
    expect(read(a)).toBe(`${k} Alpha first/${k} Beta second/p Gamma third`);
    undoes(a, c);
    expect(read(a)).toBe(`${k} Alpha first/p Beta second/p Gamma third`);
  }
});

it.each(kinds)('[E3] a %s made and joined in one step goes back as one, and so does a line joined first', kind => {
  for (const isJoinedFirst of [true, false]) {
    const [a, c] = twoHands(lines);
    a.undo.stopCapturing();
    const join = (): void => a.does(() => a.$joinsNextTo('first'));
    if (isJoinedFirst) join();
    a.goesBefore('Alpha');
    inOneStep(a.undo);
    a.presses(kind);
    if (!isJoinedFirst) join();
    meet(a, c);
    expect(a.undo.undoStack.length).toBe(1);
    undoes(a, c);
    expect(read(a)).toBe('p Alpha first/p Beta second/p Gamma third');
  }
});

it('[E3] bold words that come back between words made bold in the same step are as bold as they were', () => {
  const [a, c] = twoHands(['one two three']);
  a.selects('two ');
  a.presses('bold');
  a.undo.stopCapturing();
  a.selects('two ');
  a.types('');
  inOneStep(a.undo);
  a.selects('one three');
  a.presses('bold');
  meet(a, c);
  expect(a.boldWords).toBe('one three');
  expect(undoes(a, c)).toBe('one two three\n');
  expect(a.boldWords).toBe('two ');
});

it('[E3] a quote of empty lines side by side goes and comes back whole', () => {
  const [a, c] = twoHands(['', '', 'end']);
  selectsIn(a, 0, 2);
  a.presses('quote');
  const quoted = read(a);
  expect(quoted).toBe('q /q /p end');
  for (let round = 0; round < 2; round++) {
    undoes(a, c);
    expect(read(a)).toBe('p /p /p end');
    undoes(a, c, 'redo');
    expect(read(a)).toBe(quoted);
  }
});

/** Whatever is done from now on goes on with the last step. */
function inOneStep(undo: PointUndo): void {
  Object.defineProperty(undo, 'lastChange', { get: () => Date.now(), set: () => {} });
}
