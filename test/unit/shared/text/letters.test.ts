// Letters are found where `indexOf` would find them, in one pass whatever they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastPlaceOf, lettersOf, pieceNumbers, placesOf } from '../../../../shared/text/letters.ts';

const few = fc.string({ unit: fc.constantFrom('a', 'b', '界'), maxLength: 60 });
const wanted = fc.string({ unit: fc.constantFrom('a', 'b', '界'), minLength: 1, maxLength: 6 });

test('places are those of indexOf and lastIndexOf', () =>
  fc.assert(
    fc.property(few, wanted, fc.nat(60), (letters, words, end) => {
      const places = [...letters].flatMap((_, i) => (letters.startsWith(words, i) ? [i] : []));
      expect(placesOf(letters, words, 100)).toEqual(places);
      expect(placesOf(letters, words, 1)).toEqual(places.length > 1 ? null : places);
      expect(lastPlaceOf(letters, words, Math.min(end, letters.length))).toBe(letters.slice(0, end).lastIndexOf(words));
    }),
  ));

test('the same pieces have the same numbers, wherever they stand', () =>
  fc.assert(
    fc.property(few, few, wanted, (before, after, piece) => {
      const numbers = pieceNumbers(before + piece + after, piece.length);
      expect(numbers[before.length]).toBe(pieceNumbers(piece, piece.length)[0]);
      expect(numbers).toHaveLength(before.length + after.length + 1);
    }),
  ));

test('letters are the text without its white space, and know where they stand', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\u00a0', 'é') }), text => {
      const { all, at } = lettersOf(text);
      expect(all).toBe(text.replaceAll(/\s/g, ''));
      expect(at.map(offset => text.charAt(offset)).join('')).toBe(all);
    }),
  ));

test('[A12] letters that are looked for in vain take one pass, whatever they are', () => {
  // With the square of their number this would take minutes.
  const [many, some] = ['a'.repeat(4_000_000), 'a'.repeat(200_000)];
  expect(placesOf(many, `${some}b${some}`, 10)).toEqual([]);
  expect(lastPlaceOf(many, `${some}b`, many.length)).toBe(-1);
});
