// Says aloud that words were kept, wherever one is writing; kept-for-you.tsx shows them. Stands there from the beginning:
// a screen reader hears a change, not what comes with its words.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useKept } from '../../session/use-session.tsx';

export type News = { readonly count: number; readonly words: string };

export function KeptNews(): ReactNode {
  const count = useKept().length;
  const [news, setNews] = useState<News>({ count, words: '' });
  if (news.count !== count) setNews(newsAfter(news, count));
  return <output className="visually-hidden">{news.words}</output>;
}

/** Only more of them is news: whoever dismisses some has lost nothing. */
export const newsAfter = (before: News, count: number): News => ({
  count,
  words: count > before.count ? keptWords(count) : '',
});

const keptWords = (count: number): string =>
  count === 1
    ? 'Words of yours could not be sent. They are kept for you above the text.'
    : `Words of yours could not be sent. They are kept for you above the text, in ${count} places.`;
