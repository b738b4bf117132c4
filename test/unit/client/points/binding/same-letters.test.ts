// Letters of a text that stand in what somebody wrote of it.
import { expect, it } from 'vitest';
import { sameLetters, sameRuns } from '../../../../../client/points/binding/same-letters.ts';

/** The letters of `before` that do not stand in `after`. */
function missing(before: string, after: string): string {
  const found = new Map(sameLetters(before, after));
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

it('runs are found where words are cut, and single letters are not found by chance', () => {
  const runs = (before: string, after: string, news: string): string =>
    sameRuns(before, after, index => news[index] === 'n')
      .map(([from, to]) => {
        expect(before[from]).toBe(after[to]);
        return before[from];
      })
      .join('');
  expect(runs('Second subject.', 'soSecond sub.nThird one.', '')).toBe('Second sub.');
  expect(runs('Second paragraph.', 'paragraph.', '')).toBe('paragraph.');
  expect(runs('Second consul.', 'Second.nThird one.', '......nnnnnnn')).toBe('Second.');
  expect(runs('agree.notThird one.', 'agree.noThird one.', '......nnnnnnnnnnnnn')).toBe('agree.noThird one.');
  expect(runs('', 'Third one.', '')).toBe('');
});

it('[E4] half a character is not found in another that begins or ends like it', () => {
  expect(sameLetters('a😎b', 'a🐈b')).toEqual([
    [0, 0],
    [3, 3],
  ]);
  expect(sameRuns('agree 😎', 'agree 🐈', () => false)).toHaveLength(6);
});
