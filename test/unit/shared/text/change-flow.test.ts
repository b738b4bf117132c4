// A flow that is made another: what stays keeps its letters and what others write there, marks and kinds change alone,
// and no character is cut in two.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import type { Splice } from '../../../../shared/text/change-flow.ts';
import { changeFlow, wholeCharacters, wordByWord } from '../../../../shared/text/change-flow.ts';
import type { Line, LineStyle, Marks } from '../../../../shared/text/flow.ts';
import { breakInLine, flowOf, linesOf, makeFlow } from '../../../../shared/text/flow.ts';
import { bodyOf, plainText } from '../../../../shared/text/point-text.ts';

function flowWith(lines: readonly Line[], clientId = 1): Y.XmlText {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  makeFlow(bodyOf(doc, 'p'), lines);
  return must(flowOf(bodyOf(doc, 'p')), 'a flow');
}

function copyOf(flow: Y.XmlText, clientId: number): Y.XmlText {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(must(flow.doc, 'its document')));
  copy.clientID = clientId;
  return must(flowOf(bodyOf(copy, 'p')), 'a flow');
}

function change(flow: Y.XmlText, lines: readonly Line[]): void {
  flow.doc?.transact(() => changeFlow(flow, lines));
}

function merge(one: Y.XmlText, other: Y.XmlText): void {
  const [a, b] = [must(one.doc, 'a document'), must(other.doc, 'a document')];
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

const plain = (...texts: string[]): readonly Line[] =>
  texts.map(text => ({ style: {}, pieces: text === '' ? [] : [{ text, marks: {} }] }));

const words = fc
  .array(fc.constantFrom('😎', '🐈', '👩‍👩‍👧', 'a', 'ab', ' ', 'agree ', 'س', breakInLine), {
    minLength: 1,
    maxLength: 6,
  })
  .map(parts => parts.join(''));
const marks = fc.constantFrom<Marks>({}, { bold: true }, { italic: true, link: 'https://un.org' });
const style = fc.constantFrom<LineStyle>(
  {},
  { line: 'quote' },
  { line: 'number', start: 3 },
  { line: 'bullet', level: 2 },
);
const lines = fc.array(fc.record({ style, pieces: fc.array(fc.record({ text: words, marks }), { maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 4,
});
/** As a flow reads it: neighbours with the same marks are one piece. */
const read = (given: readonly Line[]): readonly Line[] => linesOf(flowWith(given));

test('[E20] whatever a flow is made, it reads so', () => {
  fc.assert(
    fc.property(lines, lines, (now, then) => {
      const flow = flowWith(now);
      change(flow, then);
      expect(linesOf(flow)).toEqual(read(then));
    }),
    { seed: 20, numRuns: 1_000 },
  );
});

test('[E4] two who change one text at once cut no character in two', () => {
  fc.assert(
    fc.property(words, words, words, (before, one, other) => {
      const mine = flowWith(plain(before));
      const yours = copyOf(mine, 2);
      change(mine, plain(one));
      change(yours, plain(other));
      merge(mine, yours);
      expect(plainText(mine)).toBe(plainText(yours));
      expect(plainText(mine).isWellFormed()).toBe(true);
    }),
    { seed: 4, numRuns: 2_000 },
  );
});

const apply = (text: string, splices: readonly Splice[]): string =>
  splices
    .toReversed()
    .reduce((now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove), text);

test('[E4] a difference in halves of characters is the same change of whole ones', () => {
  const halves = (old: string, wanted: string): Splice => {
    let at = 0;
    while (at < Math.min(old.length, wanted.length) && old[at] === wanted[at]) at++;
    let end = 0;
    while (end < Math.min(old.length, wanted.length) - at && old.at(-1 - end) === wanted.at(-1 - end)) end++;
    return { at, remove: old.length - at - end, insert: wanted.slice(at, wanted.length - end) };
  };
  fc.assert(
    fc.property(words, words, (old, wanted) => {
      for (const splices of [wholeCharacters(old, [halves(old, wanted)]), wordByWord(old, wanted)]) {
        expect(apply(old, splices)).toBe(wanted);
        for (const { at, remove, insert } of splices) {
          expect(insert.isWellFormed()).toBe(true);
          expect([old.slice(0, at), old.slice(0, at + remove)].every(cut => cut.isWellFormed())).toBe(true);
        }
      }
    }),
    { seed: 4, numRuns: 2_000 },
  );
});

test('[E9] a mark, a list and a quote write no letter: what somebody else does to the letters meanwhile stays', () => {
  const mine = flowWith(plain('The parties agree.', 'They meet.'));
  const yours = copyOf(mine, 2);
  const before = plainText(mine);
  const [first, second] = [
    { text: 'The ', marks: {} },
    { text: 'parties agree.', marks: { bold: true } },
  ] as const;
  change(mine, [
    { style: { line: 'bullet' }, pieces: [first, second] },
    { style: { line: 'quote' }, pieces: [{ text: 'They meet.', marks: {} }] },
  ]);
  expect(plainText(mine)).toBe(before);
  change(yours, plain('The parties all agree.', 'They', ' meet.'));
  merge(mine, yours);
  expect(linesOf(mine)).toEqual([
    { style: { line: 'bullet' }, pieces: [first, { text: 'parties all agree.', marks: { bold: true } }] },
    { style: {}, pieces: [{ text: 'They', marks: {} }] },
    { style: { line: 'quote' }, pieces: [{ text: ' meet.', marks: {} }] },
  ]);
});

test('[E9] words that stay keep what somebody else types in them, while others go and come around', () => {
  const mine = flowWith(plain('alpha bravo charlie delta'));
  const yours = copyOf(mine, 2);
  change(mine, plain('bravo zulu', 'delta echo'));
  change(yours, plain('alpha bravo! charlie delta?'));
  merge(mine, yours);
  expect(plainText(mine)).toMatch(/^bravo! zulu\ndelta(\? echo| echo\?)\n$/);
});

test('[E20] a flow without its last end gets it with the first change, and with none where nothing changes', () => {
  const flow = flowWith(plain('one', 'two'));
  flow.delete(flow.length - 1, 1);
  change(flow, plain('one', 'two!'));
  expect(plainText(flow)).toBe('one\ntwo!\n');
});
