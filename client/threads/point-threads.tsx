// How many comments a point has, as a button that leads to them: for the point's head, for eyes and for screen readers
// alike.
import type { PointId } from '../../shared/ids.ts';
import type { DiscussionView } from './discussion-view.ts';
import { isSettled } from './thread-list.ts';
import { useDiscussion, useDiscussionPart } from './use-discussion.tsx';

export function PointThreads({ point }: { point: PointId }) {
  const discussion = useDiscussion();
  const comments = useDiscussionPart(view => openCommentsOn(view, point));
  if (comments === 0) return null;
  const words = comments === 1 ? '1 comment' : `${comments} comments`;
  return (
    <button
      type="button"
      className="point-threads"
      aria-label={`${words} on this point: go to the first`}
      onClick={() => discussion.enterFirstOf(point)}
    >
      {words}
    </button>
  );
}

const openCommentsOn = ({ all }: DiscussionView, point: PointId): number =>
  all.reduce((sum, card) => (card.row.point === point && !isSettled(card) ? sum + card.comments.length : sum), 0);
