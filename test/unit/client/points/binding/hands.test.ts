// Two people's editors on one point, each of them typing while the other's letters are on their way.
import { $insertList } from '@lexical/list';
import { $getRoot, $getSelection, $isRangeSelection, $isTextNode } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createPointUndo } from '../../../../../client/points/binding/point-undo.ts';
import { must } from '../../../../../shared/assert.ts';
import { bodyOf, flatText, seedBody } from '../../../../../shared/text/point-text.ts';
import type { HeadlessPoint } from '../../../../support/headless-point.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';

class Hand {
  readonly doc = new Y.Doc();
  readonly undo: Y.UndoManager;
  readonly #point: HeadlessPoint;
  #outbox: Uint8Array[] = [];

  constructor(clientId: number, seed: Uint8Array) {
    Y.applyUpdate(this.doc, seed);
    this.doc.clientID = clientId;
    this.undo = createPointUndo(bodyOf(this.doc, 'p0'));
    this.#point = openHeadlessPoint(this.doc, 'p0', this.undo);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'net') this.#outbox.push(update);
    });
  }

  get words(): string {
    return flatText(bodyOf(this.doc, 'p0')).text;
  }

  does($step: () => void): void {
    this.#point.edit($step);
  }

  goesTo(offset: number): void {
    this.does(() => {
      let left = offset;
      for (const text of $getRoot().getAllTextNodes()) {
        if (left <= text.getTextContentSize()) return void text.select(left, left);
        left -= text.getTextContentSize();
      }
      $getRoot().selectEnd();
    });
  }

  types(letters: string): void {
    this.does(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText(letters);
    });
  }

  presses(key: 'Enter' | 'Backspace' | 'Shift+Enter' | 'list' | 'bold'): void {
    this.does(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return;
      if (key === 'Enter') selection.insertParagraph();
      else if (key === 'Shift+Enter') selection.insertLineBreak();
      else if (key === 'list') $insertList('bullet');
      else if (key === 'bold') selection.formatText('bold');
      else selection.deleteCharacter(true);
    });
  }

  /** What it has written reaches the other. */
  sendsTo(other: Hand): void {
    for (const update of this.#outbox.splice(0)) Y.applyUpdate(other.doc, update, 'net');
  }
}

function twoHands(paragraphs: readonly string[]): readonly [Hand, Hand] {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seedBody(bodyOf(doc, 'p0'), paragraphs);
  const seed = Y.encodeStateAsUpdate(doc);
  return [new Hand(7, seed), new Hand(8, seed)];
}

function meet(a: Hand, b: Hand): string {
  for (let i = 0; i < 4; i++) {
    a.sendsTo(b);
    b.sendsTo(a);
  }
  expect(a.words).toBe(b.words);
  return a.words;
}

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

it('[E8] two people who type in a line that one of them has just made share one text', () => {
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

it.each(['Enter', 'list'] as const)(
  "[E9] letters that are on their way when somebody else's %s comes go to their neighbours",
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

it('[E9] words that somebody takes out with a whole line are not brought back', () => {
  const [a, b] = twoHands(['one', 'two']);
  a.goesTo(6);
  a.types('!');
  b.does(() => $getRoot().getLastChild()?.remove());
  meet(a, b);
  expect(meet(a, b)).toBe('one\n');
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

it('[E9] undo takes letters back that were put among their neighbours', () => {
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

it('[E3] a redo brings my words back as bold as somebody else had made them', () => {
  const [a, b] = twoHands(['The parties ']);
  a.goesTo(12);
  a.undo.stopCapturing();
  a.types('agree');
  meet(a, b);
  b.does(() => selectFirst(12, 17));
  b.presses('bold');
  meet(a, b);
  a.undo.undo();
  meet(a, b);
  a.undo.redo();
  meet(a, b);
  expect([...flatText(bodyOf(b.doc, 'p0')).base.keys()][0]?.toDelta()).toEqual([
    { insert: 'The parties ' },
    { insert: 'agree', attributes: expect.objectContaining({ p: { __format: 1 } }) },
  ]);
});
