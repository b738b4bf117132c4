// What is said before a document becomes a draft.
import { expect, test } from 'vitest';
import { warningsOf } from '../../../../client/importing/warnings.ts';
import { titleCharsMax } from '../../../../shared/limits.ts';

test('[T29] what was left out comes first, then what stands in the way, each with its place', () => {
  const point = (title: string) => ({ title, blocks: [] });
  const long = 'x'.repeat(titleCharsMax + 1);
  const themes = [
    { title: 'One', points: [point('First'), point(long)] },
    { title: long, points: [] },
  ];
  expect(warningsOf({ title: null, themes }, ['2 × picture'])).toEqual([
    { words: 'Left out: 2 × picture.', at: null },
    { words: 'The title of point 2 is too long.', at: 'import-point-2' },
    { words: 'The title of theme 2 is too long.', at: 'import-theme-2' },
    { words: 'Theme 2 has no points, and is left out.', at: 'import-theme-2' },
  ]);
});
