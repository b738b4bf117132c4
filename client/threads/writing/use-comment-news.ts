// Why a comment that is being written can be posted no more: that one has left the draft, or what others have done to
// what it is about. Empty: it can.
import { useEnded, useRow } from '../../session/use-session.tsx';
import type { Target } from '../unposted.ts';
import { useDiscussion } from '../use-discussion.tsx';
import { commentNews } from './comment-news.ts';

export function useCommentNews(target: Target): string {
  const { session } = useDiscussion();
  const ended = useEnded();
  const news = useRow(({ rows }) => commentNews(target, rows, session.me));
  return ended === '' ? news : ended;
}
