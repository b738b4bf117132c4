// What is said aloud of kept words.
import { expect, test } from 'vitest';
import { newsAfter, noNews } from '../../../../client/page/kept/kept-news.tsx';

test('[C2] kept words are announced when there are others, not when some are dismissed or brought back, and each loss anew', () => {
  let news = noNews;
  const heard = ['a', 'ab', 'b', 'ba', '', 'c'].map(ids => {
    news = newsAfter(
      news,
      [...ids].map(id => ({ id, words: 'Words.' })),
    );
    return news.words;
  });
  expect(heard).toEqual([
    expect.stringContaining('above the text.'),
    expect.stringContaining('in 2 places'),
    '',
    '',
    '',
    expect.stringContaining('above the text.'),
  ]);
});
