// Says aloud that words were kept, wherever one is writing; kept-for-you.tsx shows them. Stands there from the
// beginning: a screen reader hears a change, not what comes with its words.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useKept } from '../../session/use-session.tsx';

type Kept = readonly { readonly id: string; readonly words: string }[];
export type News = { readonly kept: Kept; readonly known: ReadonlySet<string>; readonly words: string };

export const noNews: News = { kept: [], known: new Set(), words: '' };

export function KeptNews(): ReactNode {
  const kept = useKept();
  const [news, setNews] = useState<News>(() => ({ ...newsAfter(noNews, kept), words: '' }));
  if (news.kept !== kept) setNews(newsAfter(news, kept));
  return <output className="visually-hidden">{news.words}</output>;
}

/** Only others than before are news: whoever dismisses some has lost nothing, nor has whoever takes them back. */
export function newsAfter({ known }: News, kept: Kept): News {
  const fresh = kept.filter(({ id }) => !known.has(id));
  const words = fresh.length === 0 ? '' : newsWords(fresh, kept.length);
  return { kept, known: new Set([...known, ...kept.map(({ id }) => id)]), words };
}

function newsWords(fresh: Kept, count: number): string {
  const places = count === 1 ? '' : `, in ${count} places`;
  return fresh.some(({ words }) => words !== '')
    ? `Words of yours could not be sent. They are kept for you above the text${places}.`
    : `A change of yours was not taken. What it was stands above the text${places}.`;
}
