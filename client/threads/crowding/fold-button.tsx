// "+11 on this point": the way to the threads of a crowded point that are folded away, and back.

import { UnreadMark } from '../../ui/marks/unread-mark.tsx';
import { useUnread } from '../../ui/unread.ts';
import { foldWords } from './crowded.ts';
import type { FoldItem } from './use-crowded.ts';

export function CrowdFold({ threads, number, isOpen, toggle }: FoldItem) {
  const { threads: unreadThreads } = useUnread();
  const unread = [...unreadThreads].filter(thread => threads.includes(thread)).length;
  return (
    <button type="button" className="verb threads-fold" aria-expanded={isOpen} onClick={toggle}>
      {!isOpen && unread > 0 && <UnreadMark />}
      {foldWords({ count: threads.length, unread, isOpen, isRemoved: number === null })}
      {number !== null && <span className="visually-hidden">, point {number}</span>}
    </button>
  );
}
