// A place in a point's words is kept by its letters: whatever others write before, behind and between, one comes back
// to stand behind the same ones.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { holdOffset, offsetNow } from '../../../../client/points/binding/held-places.ts';
import { keepPlace } from '../../../../client/points/kept-place.ts';
import { must } from '../../../../shared/assert.ts';
import { breakInLine, flowOf, lineEnd } from '../../../../shared/text/flow.ts';
import type { Lean } from '../../../../shared/text/moved-offset.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

function point(...paragraphs: string[]) {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  seedBody(root, paragraphs);
  const flow = must(flowOf(root), 'the seeded words');
  const text = (): string => flatText(root).text;
  const held = (offset: number, lean: Lean) => {
    const place = holdOffset(root, offset, lean);
    return (): string => `${text().slice(0, offsetNow(root, place))}|${text().slice(offsetNow(root, place))}`;
  };
  const wordsBefore = (offset: number): string => text().slice(0, offset);
  return { root, flow, text, held, wordsBefore };
}

it('[T9] one comes back behind the words that were selected, wherever they are', () => {
  const { root, flow, wordsBefore } = point('The parties agree.', 'They meet.');
  const back = keepPlace(root, { to: 11 });
  expect(wordsBefore(back())).toBe('The parties');
  flow.insert(19, 'And ');
  flow.insert(0, 'Again: ');
  expect(wordsBefore(back())).toBe('Again: The parties');
  flow.insert('Again: The parties'.length, ' all');
  expect(wordsBefore(back())).toBe('Again: The parties');
});

it('[T9] where nothing was selected, the caret’s neighbours are what it is known by', () => {
  const { root, flow, wordsBefore } = point('The parties agree.', 'They meet.', '');
  const inside = keepPlace(root, { to: 11 });
  const atStart = keepPlace(root, { to: 19 });
  const inEmpty = keepPlace(root, { to: 30 });
  expect(inEmpty()).toBe(30);
  flow.insert(0, 'Again: ');
  expect(wordsBefore(inside())).toBe('Again: The parties');
  expect(wordsBefore(atStart())).toBe('Again: The parties agree.\n');
  expect(inEmpty()).toBe(37);
});

it('[T9] words that are gone leave a place inside the text', () => {
  const { root, flow, text } = point('The parties agree.');
  const back = keepPlace(root, { to: 17 });
  flow.delete(0, 18);
  expect(back()).toBeLessThanOrEqual(text().length);
});

it('[E8] a caret goes with the letter before it, a selection with the letters in it', () => {
  const { flow, held } = point('The parties agree.');
  const [caret, from, to] = [held(11, 'left'), held(4, 'right'), held(11, 'left')];
  flow.insert(11, ' all');
  flow.insert(4, 'three ');
  expect(caret()).toBe('The three parties| all agree.\n');
  expect(from()).toBe('The three |parties all agree.\n');
  expect(to()).toBe('The three parties| all agree.\n');
});

it('[E8] a line added above takes no caret along, nor does a break at the end of the line above', () => {
  const { flow, held } = point('One', 'Two', '', 'Four');
  const [first, second, empty] = [held(0, 'left'), held(4, 'left'), held(8, 'left')];
  flow.insert(0, 'Zero\n');
  expect(first()).toBe('Zero\n|One\nTwo\n\nFour\n');
  flow.insert(13, 'More\n');
  flow.insert(8, '\nNew');
  expect(second()).toBe('Zero\nOne\nNew\n|Two\nMore\n\nFour\n');
  expect(empty()).toBe('Zero\nOne\nNew\nTwo\nMore\n|\nFour\n');
});

it('[E8] what others type at the start of a line comes behind a caret there, but for a line of theirs', () => {
  const { flow, held } = point('One', 'Two', '');
  const [first, second, empty] = [held(0, 'left'), held(4, 'left'), held(8, 'left')];
  flow.insert(8, 'new');
  flow.insert(4, 'And ');
  flow.insert(0, 'Also ');
  expect(first()).toBe('|Also One\nAnd Two\nnew\n');
  expect(second()).toBe('Also One\n|And Two\nnew\n');
  expect(empty()).toBe('Also One\nAnd Two\n|new\n');
  flow.insert('Also One\nAnd '.length, '\n');
  expect(second()).toBe('Also One\nAnd \n|Two\nnew\n');
  flow.delete('Also One'.length, 1);
  expect(second()).toBe('Also OneAnd \n|Two\nnew\n');
});

it('[E8] a split, a join and a mark leave the caret at its letter', () => {
  const { flow, held } = point('One two', 'three');
  const [before, behind] = [held(3, 'left'), held(10, 'left')];
  flow.insert(4, '\n', { line: 'bullet' });
  flow.delete(8, 1);
  flow.format(0, 12, { bold: true });
  expect(before()).toBe('One| \ntwothree\n');
  expect(behind()).toBe('One \ntwoth|ree\n');
});

it('[E8] where somebody takes out the words around a caret, it stays in their line', () => {
  const { flow, held } = point('One', 'Two', 'Three');
  const places = [held(4, 'left'), held(5, 'left'), held(7, 'left'), held(5, 'right')];
  flow.delete(4, 3);
  for (const place of places) expect(place()).toBe('One\n|\nThree\n');
});

it('[E8] a body without its flow holds a place at its beginning, also when the flow has come', () => {
  const root = bodyOf(new Y.Doc(), 'p0');
  const place = holdOffset(root, 4, 'left');
  expect(offsetNow(root, place)).toBe(0);
  seedBody(root, ['The parties agree.']);
  expect(offsetNow(root, place)).toBe(0);
  expect(offsetNow(new Y.XmlElement('p'), place)).toBe(0);
});

it.each([
  ['end', '\n'],
  ['break', breakInLine],
])(
  '[E8] who comes behind letters that are being typed goes along behind them, to the %s of that line',
  (_, lineBreak) => {
    const { root, flow, text } = point('One.', 'Two.');
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(must(root.doc, 'the document')));
    const theirs = must(flowOf(bodyOf(other, 'p0')), 'their words');
    const types = (at: number, words: string): void => {
      for (const [index, letter] of [...words].entries()) theirs.insert(at + index, letter);
      Y.applyUpdate(must(flow.doc, 'the document'), Y.encodeStateAsUpdate(other));
    };
    types(4, ' Inter');
    const asked: Y.ID[] = [];
    const place = holdOffset(root, 10, 'left', letter => asked.push(letter) > 0);
    const stands = (): string => text().slice(0, offsetNow(root, place));
    expect(asked.map(({ client }) => client)).toEqual([other.clientID]);
    types(10, 'nal');
    expect(stands()).toBe('One. Internal');
    types(13, `${lineBreak}Next`);
    expect(stands()).toBe('One. Internal');
    flow.delete(9, 1); // the letter that I came behind
    expect(stands()).toBe('One. Inte');
  },
);

it('[E8] who comes to where a writer stands within words that stand already stays at that letter', () => {
  const { root, flow, text } = point('The parties agree.');
  const place = holdOffset(root, 4, 'left', () => true);
  expect(text().slice(0, offsetNow(root, place))).toBe('The ');
  flow.insert(4, 'two ');
  expect(text().slice(0, offsetNow(root, place))).toBe('The ');
});

it.each([
  ['Enter', lineEnd],
  ['Shift+Enter', breakInLine],
])('[E9] of two who press %s at one place at one moment, each goes on in a line of their own', (_, lineBreak) => {
  const mine = point('The parties agree.');
  const theirs = new Y.Doc();
  const doc = must(mine.root.doc, 'the document');
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
  const theirRoot = bodyOf(theirs, 'p0');
  const seats = [
    { root: mine.root, flow: mine.flow, word: 'mine' },
    { root: theirRoot, flow: must(flowOf(theirRoot), 'their words'), word: 'theirs' },
  ].map(seat => {
    seat.flow.insert(11, lineBreak);
    return { ...seat, caret: holdOffset(seat.root, 12, 'left') };
  });
  const meet = (): void => {
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs));
  };
  meet();
  for (const { root, flow, word, caret } of seats) flow.insert(offsetNow(root, caret), word);
  meet();
  const lines = ['The parties\nmine\ntheirs agree.\n', 'The parties\ntheirs\nmine agree.\n'];
  expect(lines).toContain(mine.text());
});
