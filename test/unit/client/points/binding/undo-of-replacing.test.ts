// I replace, delete or drag words while somebody types or presses Enter within them, and undo: the text reads as if I
// had never done it. From a trial by hand.
import { $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';
import { $pastes, drags, selectsIn } from '../../../../support/undo-play.ts';

const line = 'in the territory or not at all';
const second = 'and the facilities are kept';

const selects = (hand: Hand, from: string, to = from): void =>
  selectsIn(hand, hand.words.indexOf(from), hand.words.indexOf(to) + to.length);

const replacing = {
  'a letter': (hand: Hand) => hand.types('x'),
  Enter: (hand: Hand) => hand.presses('Enter'),
  'a paste': (hand: Hand) => hand.does(() => $pastes('Pasted words')),
  'a paste of two lines': (hand: Hand) => hand.does(() => $pastes('Pasted one\nPasted two')),
  nothing: (hand: Hand) => hand.types(''),
} as const;
type Replacing = keyof typeof replacing;
const ways = Object.keys(replacing) as Replacing[];

const scopes = {
  words: (hand: Hand) => selects(hand, 'territory', 'not'),
  lines: (hand: Hand) => selects(hand, 'territory', 'facilities'),
  everything: (hand: Hand) => hand.does(() => void $getRoot().select(0, $getRoot().getChildrenSize())),
} as const;
type Scope = keyof typeof scopes;

/**
 * Left out: two lines pasted over everything. Letters that old and new words have in common by chance draw the words
 * apart there.
 */
const cases = (Object.keys(scopes) as Scope[])
  .flatMap(scope => ways.map(way => [scope, way] as const))
  .filter(([scope, way]) => scope !== 'everything' || way !== 'a paste of two lines');

/** B types a word; after so many letters A replaces what it stands in. */
function typesWhile(a: Hand, b: Hand, word: string, after: number, act: () => void): void {
  for (const [index, letter] of [...word].entries()) {
    if (index === after) act();
    b.types(letter);
    meet(a, b);
  }
}

it.each(cases)(
  "[E3] undo of my replacing %s by %s leaves another's words whole where they were typed",
  (scope, way) => {
    for (const after of [2, 3, 5]) {
      const [a, b] = twoHands([line, second]);
      b.goesBehind('territory');
      typesWhile(a, b, ' rus words', after, () => {
        scopes[scope](a);
        replacing[way](a);
        a.undo.stopCapturing();
        meet(a, b);
      });
      const replaced = meet(a, b);
      for (let round = 0; round < 2; round++) {
        a.presses('undo');
        expect(meet(a, b), `after ${after}`).toBe(`in the territory rus words or not at all\n${second}\n`);
        a.presses('redo');
        expect(meet(a, b), `after ${after}`).toBe(replaced);
      }
    }
  },
);

it('[E3] what I deleted while another pressed Enter in it comes back once, split where they split', () => {
  const [a, b] = twoHands(['from the threat or use of force', second]);
  selects(a, 'threat or use');
  a.types('');
  b.goesBehind('threat or use');
  b.presses('Enter');
  meet(a, b);
  a.presses('undo');
  expect(meet(a, b)).toBe(`from the threat or use\n of force\n${second}\n`);
});

it('[E3] the same where they pressed Enter within it', () => {
  const [a, b] = twoHands(['from the threat or use of force', second]);
  selects(a, 'threat or use');
  a.types('');
  b.goesBehind('threat');
  b.presses('Enter');
  meet(a, b);
  a.presses('undo');
  expect(meet(a, b)).toBe(`from the threat\n or use of force\n${second}\n`);
});

it.each(['integrated', 'in the facilities '])('[E14] undo of my drag puts %s back, redo there again', word => {
  const text = 'The parties in the facilities keep integrated safeguards here';
  const from = text.indexOf(word);
  for (const at of [0, 11, text.length]) {
    const [a, b] = twoHands([text]);
    a.undo.stopCapturing();
    drags(a, from, from + word.length, at);
    const dragged = meet(a, b);
    for (let round = 0; round < 2; round++) {
      a.presses('undo');
      expect(meet(a, b), `to ${at}`).toBe(`${text}\n`);
      a.presses('redo');
      expect(meet(a, b), `to ${at}`).toBe(dragged);
    }
  }
});

it.each(['one step', 'two steps'])("[E3] redo of my split beside another's split keeps all in order: %s", steps => {
  const [a, b] = twoHands(['The parties reaffirm the goal and the way']);
  a.goesBefore('reaffirm');
  a.presses('Enter');
  if (steps === 'two steps') a.undo.stopCapturing();
  for (const letter of 'abc ') a.types(letter);
  meet(a, b);
  while (a.undo.canUndo()) a.presses('undo');
  expect(meet(a, b)).toBe('The parties reaffirm the goal and the way\n');
  b.goesBefore('and');
  b.presses('Enter');
  for (const letter of 'def ') b.types(letter);
  meet(a, b);
  while (a.undo.canRedo()) a.presses('redo');
  expect(meet(a, b)).toBe('The parties \nabc reaffirm the goal \ndef and the way\n');
  while (a.undo.canUndo()) a.presses('undo');
  expect(meet(a, b)).toBe('The parties reaffirm the goal \ndef and the way\n');
});

it('[E3] letters that I delete right behind their typing come back once where they stood', () => {
  const [a, b] = twoHands(['abc def ghi', 'jkl mno']);
  b.goesBehind('j');
  typesWhile(a, b, '<word>', -1, () => {});
  selectsIn(a, a.words.indexOf('\n'), a.words.indexOf('>'));
  a.types('');
  expect(meet(a, b)).toBe('abc def ghi>kl mno\n');
  a.presses('undo');
  expect(meet(a, b)).toBe('abc def ghi\nj<word>kl mno\n');
});

it('[E3] what another typed into a line that I had just deleted stays, and stands there again when I undo', () => {
  const [a, b] = twoHands(['abc def ghi', 'jkl mno', 'pqr']);
  selects(a, 'def', 'mno');
  a.types('');
  b.goesBehind('jkl');
  b.types('!');
  expect(meet(a, b)).toBe('abc !\npqr\n');
  a.presses('undo');
  expect(meet(a, b)).toBe('abc def ghi\njkl! mno\npqr\n');
});

it('[E3] what another types where their words stood that I had deleted stands behind these when I undo', () => {
  const [a, b] = twoHands(['abc def ghi jkl mno']);
  b.goesBehind('jkl');
  typesWhile(a, b, ' one', -1, () => {});
  selects(a, 'def', 'mn');
  a.types('');
  meet(a, b);
  b.goesBehind('abc ');
  typesWhile(a, b, 'two ', -1, () => {});
  a.presses('undo');
  expect(meet(a, b)).toBe('abc def ghi jkl onetwo  mno\n');
});
