// Acts that bring words are held against the same bounds as typing.
import { expect, it } from 'vitest';
import { PointId } from '../../../../shared/ids.ts';
import { pointTextCharsMax } from '../../../../shared/limits.ts';
import { chair, StandingDraft } from '../../../support/standing-draft.ts';

/** With the ends of its two lines, which count as letters. */
const point = (letters: number) => ({
  kind: 'point.add',
  theme: 't',
  after: null,
  title: 'Long',
  paragraphs: ['x'.repeat(Math.ceil(letters / 2) - 1), 'x'.repeat(Math.floor(letters / 2) - 1)],
});

it('[G15] a point that is added may have as many characters as one that is typed, in all its paragraphs', () => {
  const draft = new StandingDraft();
  expect(draft.does(chair, point(pointTextCharsMax + 1))).toBe('too-many');
  expect(draft.does(chair, point(pointTextCharsMax))).toBe('done');
});

it('[G15] words that a document brings, or that are brought back, are held against what the draft may still take', () => {
  const draft = new StandingDraft();
  draft.lettersLeft = 100;
  const run = (letters: number) => ({ text: 'x'.repeat(letters), marks: [], link: null });
  const blocks = (letters: number) => [{ kind: 'paragraph', runs: [run(letters - 1)] }]; // and the end of its line
  const themes = (letters: number) => [{ title: 'New', points: [{ title: 'New', blocks: blocks(letters) }] }];
  const brings = (letters: number) =>
    draft.does(chair, { kind: 'outline.import', after: null, themes: themes(letters) });
  expect(brings(101)).toBe('too-many');
  expect(brings(100)).toBe('done');
  const head = { seq: 1, hash: 'x' };
  const basis = draft.wordingOf(PointId.parse('p1'));
  const backTo = (letters: number) =>
    draft.does(chair, {
      kind: 'words.restore',
      source: null,
      heads: { text: head, shared: head },
      at: 1,
      outline: null,
      points: [{ point: 'p1', blocks: blocks(letters), basis }],
    });
  const before = 'words of p1\n'.length;
  expect(backTo(before + 101)).toBe('too-many');
  expect(backTo(before + 100)).toBe('done');
});
