// Where a place goes when the text around it changes: by the words, whatever becomes of the lines.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfChange, movedOffset } from '../../../../shared/text/moved-offset.ts';

/** `|` marks the place. */
function moved(before: string, after: string, lean: 'left' | 'right' = 'left'): string {
  const offset = before.indexOf('|');
  const at = movedOffset(before.replace('|', ''), after, offset, lean);
  return `${after.slice(0, at)}|${after.slice(at)}`;
}

it.each([
  ['a line is split before it', 'The par|ties agree\n', 'The \nparties agree\n', 'The \npar|ties agree\n'],
  ['a line is split behind it', 'The par|ties agree\n', 'The parties\n agree\n', 'The par|ties\n agree\n'],
  ['two lines are joined', 'one\n|two\n', 'onetwo\n', 'one|two\n'],
  ['it stands at a beginning of a line', 'one\n|two\nthree\n', 'Zero one\ntwo\nthree\n', 'Zero one\n|two\nthree\n'],
  ['it stands in an empty line', 'one\n|\ntwo\n', 'Zero one\n\ntwo\n', 'Zero one\n|\ntwo\n'],
  ['somebody writes right there', 'one| two\n', 'one and a half two\n', 'one| and a half two\n'],
  ['its words are taken out', 'one se|ven three\n', 'one three\n', 'one |three\n'],
  ['its words began a line', 'one\ntw|o three\n', 'one\n three\n', 'one\n| three\n'],
  ['its words were a line, which stays', 'one\ntw|o\nsix\n', 'one\n\nsix\n', 'one\n|\nsix\n'],
  ['its words were the last line', 'one\ntw|o\n', 'one\n\n', 'one\n|\n'],
  ['its words and their line are taken out', 'one\ntw|o\nsix\n', 'one\nsix\n', 'one|\nsix\n'],
  ['much changes on both sides', 'a b c d|e f g\n', 'A b c x d\ne f g h\n', 'A b c x d|\ne f g h\n'],
])('[E8] a caret stays at its words where %s', (_, before, after, expected) => {
  expect(moved(before, after)).toBe(expected);
});

it('[E8] the beginning of a selection goes with the letter behind it', () => {
  expect(moved('one |two\n', 'one and two\n', 'right')).toBe('one and |two\n');
  expect(moved('one |two\n', 'one \ntwo\n', 'right')).toBe('one \n|two\n');
});

it('[E8] a place is never lost, and never cuts a character', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b ', '\n', '😎', '🐈', 'shall '), { maxLength: 12 })
    .map(all => all.join(''));
  fc.assert(
    fc.property(text, text, fc.nat(), fc.constantFrom('left' as const, 'right' as const), (before, after, n, lean) => {
      const whole = [...before].slice(0, n % ([...before].length + 1)).join('');
      const at = movedOffset(before, after, whole.length, lean);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(after.length);
      expect(after.slice(0, at).isWellFormed()).toBe(true);
    }),
  );
});

it('[E8] an undo ends where its change ends', () => {
  expect(endOfChange('one two', 'one and two')).toBe(8);
  expect(endOfChange('one', 'one')).toBe(null);
});
