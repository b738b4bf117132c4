// The sign, beside the save state on every tab, that something was refused; it leads there: to the list above the text,
// or to the comment or thread that says why, one after the other. What was refused says so itself, aloud too.
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import type { ThreadId } from '../../../shared/ids.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import { useReturned } from '../../forms/use-form.ts';
import type { Target, UnpostedTexts } from '../../threads/unposted.ts';
import { useDiscussion, useDiscussionPart, useUnpostedPart } from '../../threads/use-discussion.tsx';
import { focusReturned } from './returned-forms.tsx';
import './kept-here.css';

/** How to come from the head to where something stands. */
export type HeadWays = {
  /** What lies over the top of the page goes away. */
  readonly onTop: () => void;
  readonly onThread: (thread: ThreadId) => void;
};

export function NotDoneHere({ onTop, onThread }: HeadWays): ReactNode {
  const discussion = useDiscussion();
  const { returned } = useReturned();
  const comments = useUnpostedPart(texts => refusedIn(texts).length.toString());
  const threads = useRefusedVerbs();
  const next = useRef(0);
  const count = returned.length + Number(comments) + threads.unseen.length;
  if (count === 0) return null;
  const toTop = (): void => {
    onTop();
    focusReturned();
  };
  const toThread = (thread: ThreadId): void => {
    onThread(thread);
    requestAnimationFrame(() => discussion.enter(thread));
  };
  const toComment = (target: Target): void => {
    if (target.kind === 'point' || target.kind === 'words') return discussion.compose(target);
    const thread = threadOf(target, discussion.session.snapshot().rows);
    if (thread) toThread(thread);
  };
  const show = (): void => {
    const ways = [
      ...(returned.length > 0 ? [toTop] : []),
      ...refusedIn(discussion.unposted).map(target => () => toComment(target)),
      ...threads.unseen.map(thread => () => {
        threads.see(thread);
        toThread(thread);
      }),
    ];
    ways[next.current++ % ways.length]?.();
  };
  return (
    <button type="button" className="save-kept" onClick={show}>
      Not done: {count}
    </button>
  );
}

const refusedIn = (texts: UnpostedTexts): readonly Target[] =>
  texts.all().flatMap(({ target, refusal }) => (refusal === null ? [] : [target]));

function threadOf(target: Exclude<Target, { kind: 'point' | 'words' }>, rows: RowReader): ThreadId | undefined {
  switch (target.kind) {
    case 'reply':
    case 'outcome':
      return target.thread;
    case 'edit':
      return rows.get('comments', target.comment)?.thread;
    default:
      return unreachable(target);
  }
}

/** A card says for good why the last act on its thread was refused: once gone to, that is no news any more. */
function useRefusedVerbs(): { readonly unseen: readonly ThreadId[]; readonly see: (thread: ThreadId) => void } {
  const discussion = useDiscussion();
  const refused = useDiscussionPart(({ all }) => all.filter(({ refusal }) => refusal !== null).length);
  const [seen, setSeen] = useState<ReadonlySet<ThreadId>>(new Set());
  if (refused === 0) {
    if (seen.size > 0) setSeen(new Set());
    return { unseen: [], see: () => {} };
  }
  const all = discussion.view().all.flatMap(({ row, refusal }) => (refusal === null ? [] : [row.id]));
  return {
    unseen: all.filter(thread => !seen.has(thread)),
    see: thread => setSeen(new Set([...seen, thread])),
  };
}
