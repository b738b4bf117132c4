// Where an edit changed the text: by what was selected before it and where the caret stands after it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Selected } from '../../../../../client/points/binding/typed-splices.ts';
import { typedSplices } from '../../../../../client/points/binding/typed-splices.ts';

const caretAt = (at: number): Selected => ({ from: at, to: at });
const splices = (before: string, after: string, selected: Selected | null, caret: number | null) =>
  typedSplices(selected, caret)(before, after).map(({ at, remove, insert }) => [at, remove, insert]);

it('[E4] a letter that is typed among like letters goes where the caret was', () => {
  expect(splices('aaaa\n', 'aaaaa\n', caretAt(2), 3)).toEqual([[2, 0, 'a']]);
  expect(splices('aaaa\n', 'aaaaa\n', caretAt(0), 1)).toEqual([[0, 0, 'a']]);
});

it('[E4] Backspace and Delete among like letters take the one beside the caret', () => {
  expect(splices('aaaa\n', 'aaa\n', caretAt(2), 1)).toEqual([[1, 1, '']]);
  expect(splices('aaaa\n', 'aaa\n', caretAt(2), 2)).toEqual([[2, 1, '']]);
  expect(splices('aaaa\n', 'aaa\n', null, null)).toHaveLength(1);
});

it('[E4] what was selected goes, but for what reads as before at its ends', () => {
  expect(splices('one two three\n', 'one x three\n', { from: 4, to: 7 }, 5)).toEqual([[4, 3, 'x']]);
  expect(splices('one two three\n', 'one tuvo three\n', { from: 4, to: 7 }, 8)).toEqual([[5, 1, 'uv']]);
  expect(splices('one two three\n', 'one  three\n', { from: 4, to: 7 }, 4)).toEqual([[4, 3, '']]);
});

it('[E9] a line that is made behind another has an end of its own: the line before keeps its end', () => {
  expect(splices('one\ntwo\n', 'one\n\ntwo\n', caretAt(3), 4)).toEqual([[4, 0, '\n']]);
  expect(splices('one\ntwo\n', 'one\nmore\ntwo\n', caretAt(3), 8)).toEqual([[4, 0, 'more\n']]);
  expect(splices('one two\n', 'one\n two\n', caretAt(3), 4), 'a split').toEqual([[3, 0, '\n']]);
});

it('[E9] a line that goes takes its own end along', () => {
  expect(splices('one\ntwo\nsix\n', 'one\nsix\n', null, null)).toEqual([[4, 4, '']]);
  expect(splices('one\n\nsix\n', 'one\nsix\n', caretAt(4), 3)).toEqual([[4, 1, '']]);
  expect(splices('one\ntwo\n', 'onetwo\n', caretAt(4), 3), 'a join').toEqual([[3, 1, '']]);
});

it('[E14] words that are dragged change two places, and what stands between is not touched', () => {
  expect(splices('one two three four\n', 'two three one four\n', { from: 0, to: 4 }, 14)).toEqual([
    [0, 4, ''],
    [14, 0, 'one '],
  ]);
  expect(splices('one two three four\n', 'three one two four\n', { from: 8, to: 14 }, 6)).toEqual([
    [0, 0, 'three '],
    [8, 6, ''],
  ]);
  expect(splices('one two three four\n', 'one wo thrtee four\n', { from: 4, to: 5 }, 11), 'half words').toEqual([
    [4, 1, ''],
    [11, 0, 't'],
  ]);
});

it('[E9] of an edit in two places, a word that another only touches is not written anew', () => {
  expect(splices('alfa bravo charlie\u2028\n', 'alfa xbravo charlie\n', caretAt(5), 6)).toEqual([
    [5, 0, 'x'],
    [18, 1, ''],
  ]);
});

it('[E8] what is typed stands behind the letter that the caret is tied to; what replaces a selection behind that', () => {
  const behind = { letter: Y.createID(7, 3), isWithinLine: false };
  expect(typedSplices(caretAt(1), 2, behind)('a\n', 'ab\n')[0]?.behind).toEqual(behind.letter);
  expect(typedSplices({ from: 0, to: 1 }, 1, behind)('a\n', 'b\n')[0]?.behind).toBe('what-goes');
});

const text = fc
  .array(fc.constantFrom('😎', '🐈', 'a', 'ab ', '\n', '\u2028'), { maxLength: 8 })
  .map(parts => `${parts.join('')}\n`);

it('[E4] whatever was selected and wherever the caret is, the splices make the text, and cut no character', () => {
  fc.assert(
    fc.property(text, text, fc.nat(12), fc.nat(12), fc.option(fc.nat(12)), (before, after, one, other, caret) => {
      const selected = { from: Math.min(one, other, before.length), to: Math.min(before.length, Math.max(one, other)) };
      const made = typedSplices(selected, caret === null ? null : Math.min(caret, after.length))(before, after);
      const result = made
        .toReversed()
        .reduce((now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove), before);
      expect(result).toBe(after);
      for (const { at, remove, insert } of made) {
        expect(insert.isWellFormed()).toBe(true);
        expect(before.slice(at, at + remove).isWellFormed()).toBe(true);
      }
    }),
    { seed: 4, numRuns: 3_000 },
  );
});
