// What is said aloud of kept words.
import { expect, test } from 'vitest';
import { newsAfter } from '../../../../client/page/kept/kept-news.tsx';

test('[C2] kept words are announced when there are more of them, not when some are dismissed, and each loss anew', () => {
  let news = { count: 0, words: '' };
  const heard = [1, 2, 1, 0, 1].map(count => {
    news = newsAfter(news, count);
    return news.words;
  });
  expect(heard).toEqual([
    expect.stringContaining('above the text.'),
    expect.stringContaining('in 2 places'),
    '',
    '',
    expect.stringContaining('above the text.'),
  ]);
});
