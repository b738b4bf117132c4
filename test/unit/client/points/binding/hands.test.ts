// Two people in one point, each of them typing while the other's letters are on their way: words stay whole, carets
// stay at their words.
import { $getRoot, $getSelection, $isRangeSelection, $isTextNode } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../../shared/assert.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { Random, seeds } from '../../../../support/seeded-random.ts';
import type { Hand, Key } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

it.each([
  ['at the end', 'The parties agree', 17],
  ['in the middle', 'The parties agree', 7],
  ['at the beginning', 'The parties agree', 0],
  ['in an empty point', '', 0],
])('[E8] two people who type %s interleave no letters', (_, text, offset) => {
  for (const delay of [0, 1, 2]) {
    const [a, b] = twoHands([text]);
    for (const hand of [a, b]) hand.goesTo(offset);
    for (let i = 0; i < 10; i++) {
      a.types('sovereignty'.charAt(i));
      b.types('withdrawal!'.charAt(i));
      if (i % (delay + 1) === 0) meet(a, b);
    }
    const words = meet(a, b);
    expect(words, `each ${delay} letters behind`).toContain('sovereignt');
    expect(words, `each ${delay} letters behind`).toContain('withdrawal');
  }
});

it.each([
  ['before a blank', 'Questions concerning', 9, ' of the day', ' to be put'],
  ['before a like letter', 'agree', 3, 'eel', 'ear'],
])('[E8] two people whose words begin like what stands %s keep them whole', (_, text, offset, mine, yours) => {
  const [a, b] = twoHands([text]);
  for (const hand of [a, b]) hand.goesTo(offset);
  for (let i = 0; i < 11; i++) {
    a.types(mine.charAt(i));
    b.types(yours.charAt(i));
    if (i % 2 === 0) meet(a, b);
  }
  const words = meet(a, b);
  expect(words).toContain(mine);
  expect(words).toContain(yours);
});

it('[E8] two people who type in a line that one of them has just made keep their words whole', () => {
  const [a, b] = twoHands(['The parties']);
  a.goesTo(11);
  a.presses('Enter');
  meet(a, b);
  b.does(() => void $getRoot().selectEnd());
  a.types('s');
  b.types('w');
  meet(a, b);
  a.types('ea');
  b.types('ar');
  const words = meet(a, b);
  expect(words).toContain('sea');
  expect(words).toContain('war');
});

const deeds = ['Enter', 'Shift+Enter', 'list', 'bold'] as const;

it.each(deeds)("[E8] somebody else's %s before my caret leaves it at its words", deed => {
  const [a, b] = twoHands(['The parties agree on this']);
  a.goesTo(15);
  b.goesTo(4);
  if (deed === 'bold') b.does(() => void must($getRoot().getFirstDescendant(), 'words').selectNext());
  if (deed === 'bold') b.does(() => selectFirst(4, 25));
  b.presses(deed);
  b.sendsTo(a);
  a.types('_');
  expect(meet(a, b).replaceAll('\n', '')).toBe('The parties agr_ee on this');
});

function selectFirst(from: number, to: number): void {
  const [text] = $getRoot().getAllTextNodes();
  if ($isTextNode(text)) text.select(from, to);
}

it("[E8] somebody else's Backspace that joins two lines leaves my caret at its words", () => {
  const [a, b] = twoHands(['one', 'two']);
  a.goesTo(5);
  b.does(() => void $getRoot().getLastChild()?.selectStart());
  b.presses('Backspace');
  b.sendsTo(a);
  a.types('_');
  expect(meet(a, b)).toBe('onetw_o\n');
});

it("[E8] a selection stays on its words through somebody else's Enter", () => {
  const [a, b] = twoHands(['The parties agree']);
  a.does(() => selectFirst(4, 11));
  b.goesTo(2);
  b.presses('Enter');
  b.sendsTo(a);
  a.types('states');
  expect(meet(a, b)).toBe('Th\ne states agree\n');
});

it.each([
  ['the words around it', 'two three'],
  ['all words', 'One two three four.'],
])('[E8] my caret comes back to its letter when somebody takes %s away and undoes that', (_, words) => {
  for (const typedOver of ['', 'X']) {
    const [a, b] = twoHands(['One two three four.']);
    a.goesTo(8);
    b.selects(words);
    if (typedOver === '') b.does($removeSelected);
    else b.types(typedOver);
    b.sendsTo(a);
    expect(a.words).toBe('One two three four.\n'.replace(words, typedOver));
    b.presses('undo');
    b.sendsTo(a);
    a.types('_');
    expect(meet(a, b)).toBe('One two _three four.\n');
  }
});

function $removeSelected(): void {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) selection.removeText();
}

it('[E8] so does a selection; what is typed before the undo stands where the words were', () => {
  const [a, b] = twoHands(['One two three four.']);
  a.selects('two three');
  b.selects('One two three four.');
  b.types('X');
  b.sendsTo(a);
  b.presses('undo');
  b.sendsTo(a);
  a.types('2, 3');
  expect(meet(a, b)).toBe('One 2, 3 four.\n');
  const [c, d] = twoHands(['One two three four.']);
  c.selects('two three');
  d.selects('two three ');
  d.does($removeSelected);
  d.sendsTo(c);
  c.types('_');
  c.sendsTo(d);
  d.presses('undo');
  expect(meet(c, d)).toBe('One two three_ four.\n');
});

it.each(['Enter', 'list'] as const)(
  "[E9] letters that are on their way when somebody else's %s comes stay behind their neighbours",
  deed => {
    const [a, b] = twoHands(['The parties agree']);
    a.goesTo(17);
    a.types(' here');
    meet(a, b);
    a.types('by');
    b.goesTo(4);
    b.presses(deed);
    b.sendsTo(a);
    a.types('!');
    expect(meet(a, b).replaceAll('\n', '')).toBe('The parties agree hereby!');
  },
);

it("[E9] letters in a line that somebody else's Backspace has joined meanwhile are not lost", () => {
  const [a, b] = twoHands(['one', 'two']);
  a.goesTo(6);
  a.types('fold');
  b.does(() => void $getRoot().getLastChild()?.selectStart());
  b.presses('Backspace');
  b.sendsTo(a);
  a.types('!');
  expect(meet(a, b)).toBe('onetwofold!\n');
});

it('[E9] letters that I type in a line that somebody else takes away stay, in the line beside it', () => {
  const [a, b] = twoHands(['one', 'two']);
  a.goesTo(6);
  a.types('!');
  b.does(() => $getRoot().getLastChild()?.remove());
  expect(meet(a, b).replaceAll('\n', '')).toBe('one!');
  const [c, d] = twoHands(['one', 'two', 'three']);
  c.goesBehind('two');
  c.types('!');
  d.does(() => $getRoot().getChildAtIndex(1)?.remove());
  expect(meet(c, d)).toBe('one\n!three\n');
});

it('[E9] a new line that somebody reads and takes away does not come back', () => {
  const [a, b] = twoHands(['Alpha one', 'Gamma three']);
  a.goesTo(9);
  a.presses('Enter');
  a.types('wrong words');
  meet(a, b);
  b.does(() => $getRoot().getChildAtIndex(1)?.remove());
  expect(meet(a, b)).toBe('Alpha one\nGamma three\n');
});

/** A types a word all the time, B does one thing before it, and what each has written is on its way for a while. */
function wordBeside(key: Key, seed: number): { readonly typed: string; readonly words: string } {
  const random = new Random(seed);
  const [a, b] = twoHands(['The parties agree on this', 'Second line here'], random.below(2) === 0 ? 7 : 9);
  a.goesTo(random.pick([25, 15, 41]));
  b.goesTo(random.below(5));
  if (key === 'unlist' || key === 'undo') b.presses('list');
  if (key === 'Backspace') b.presses('Enter');
  meet(a, b);
  const word = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const at = 1 + random.below(word.length - 2);
  for (const [index, letter] of [...word].entries()) {
    a.types(letter);
    if (index === at) b.presses(key);
    if (random.below(3) > 0) a.sendsTo(b, 1 + random.below(4));
    if (random.below(3) > 0) b.sendsTo(a, 1 + random.below(4));
  }
  return { typed: word, words: meet(a, b).replaceAll('\n', '') };
}

it.each(['Enter', 'Shift+Enter', 'Backspace', 'list', 'unlist', 'undo'] as const)(
  "[E9] a word that is typed beside somebody else's %s stays whole, and stands once, whatever is on its way",
  key => {
    for (const seed of seeds(20, 600)) {
      const { typed, words } = wordBeside(key, seed);
      expect(words.split(typed), `seed ${seed}: ${words}`).toHaveLength(2);
      expect(words, `seed ${seed}`).toHaveLength('The parties agree on thisSecond line here'.length + typed.length);
    }
  },
);

it("[E9] undo takes letters back that were typed while somebody else's Enter was on its way", () => {
  const [a, b] = twoHands(['The parties agree']);
  a.goesTo(17);
  a.types(' now');
  b.goesTo(4);
  b.presses('Enter');
  b.sendsTo(a);
  expect(meet(a, b)).toBe('The \nparties agree now\n');
  a.undo.undo();
  expect(meet(a, b)).toBe('The \nparties agree\n');
});

/** The server's copy alone takes superfluous marks out, such as those around no letters (rule E2). */
function tidied(server: Y.Doc, ...hands: readonly Hand[]): void {
  for (const { doc } of hands) Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
  for (const { doc } of hands) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'net');
}

it('[E3] a redo brings my words back as bold as somebody else had made them', () => {
  const [a, b] = twoHands(['The parties ']);
  a.goesTo(12);
  a.undo.stopCapturing();
  a.types('agree');
  meet(a, b);
  b.does(() => selectFirst(12, 17));
  b.presses('bold');
  meet(a, b);
  const server = new Y.Doc();
  tidied(server, a, b);
  a.undo.undo();
  tidied(server, a, b);
  a.undo.redo();
  meet(a, b);
  expect(flowOf(bodyOf(b.doc, 'p0'))?.toDelta()).toEqual([
    { insert: 'The parties ' },
    { insert: 'agree', attributes: { bold: true } },
    { insert: '\n' },
  ]);
});

it('[E8] somebody takes away the words of my list item: my caret stays in it', () => {
  const [a, b] = twoHands(['First', 'Second', 'Third']);
  a.does(() => void $getRoot().select(0, 3));
  a.presses('list');
  meet(a, b);
  b.goesBehind('Sec');
  a.does(() => {
    const [, second] = $getRoot().getAllTextNodes();
    if ($isTextNode(second)) second.select(0, 6).removeText();
  });
  meet(a, b);
  b.types('Mine');
  expect(meet(a, b)).toBe('First\nMine\nThird\n');
});
