// One polite sentence on what others have said since, summed up after a pause, for screen readers. Shows nothing
// itself.
import { useEffect, useRef, useState } from 'react';
import type { MemberId } from '../../../shared/ids.ts';
import type { DiscussionView } from '../discussion-view.ts';

/** Quiet that ends a sum: nobody wants to hear ten comments one by one. */
const sumUpAfterMs = 2_000;

export function useNewComments({ all, isLoaded }: DiscussionView, me: MemberId): string {
  const [words, setWords] = useState('');
  const heard = useRef<number | null>(null);
  const count = all.reduce((sum, { comments }) => sum + comments.filter(comment => comment.by.member !== me).length, 0);
  useEffect(() => {
    if (!isLoaded) return;
    heard.current ??= count;
    const timer = setTimeout(() => {
      const news = count - (heard.current ?? count);
      heard.current = count;
      if (news > 0) setWords(news === 1 ? '1 new comment' : `${news} new comments`);
    }, sumUpAfterMs);
    return () => clearTimeout(timer);
  }, [count, isLoaded]);
  return words;
}
