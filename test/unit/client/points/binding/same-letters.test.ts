// Letters of a text that stand in what somebody wrote of it.
import { expect, it } from 'vitest';
import { sameLetters } from '../../../../../client/points/binding/same-letters.ts';

/** The letters of `before` that do not stand in `after`. */
function missing(before: string, after: string, firstNew = before.length): string {
  const found = new Map(sameLetters(before, after, index => index >= firstNew));
  for (const [from, to] of found) expect(before[from]).toBe(after[to]);
  return [...before].filter((_, index) => !found.has(index)).join('');
}

it.each([
  ['Second paragraph.', 'Second paragraph.', ''],
  ['one two three', 'one three', 'wo t'],
  ['notwithThird one.', 'notThird one.', 'with'],
  ['abc', '', 'abc'],
])('of "%s", "%s" lacks the right letters', (before, after, lacking) => {
  expect(missing(before, after)).toBe(lacking);
});

it('letters that were known are found before letters that were perhaps not', () => {
  expect(missing('Second subject.notThird one.', 'Second sub.', 15)).toBe('jectnotThird one.');
  expect(missing('agree.eThird.', 'agree.', 6)).toBe('eThird.');
});
