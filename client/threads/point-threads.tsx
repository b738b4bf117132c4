// How many comments a point has, as a button that leads to them: for the point's head, for eyes and for screen readers alike.
import type { PointId } from '../../shared/ids.ts';
import { isSettled } from './thread-list.ts';
import { useDiscussion, useDiscussionView } from './use-discussion.tsx';

export function PointThreads({ point }: { point: PointId }) {
  const discussion = useDiscussion();
  const { all } = useDiscussionView();
  const open = all.filter(card => card.row.point === point && !isSettled(card));
  if (open.length === 0) return null;
  const comments = open.reduce((sum, card) => sum + card.comments.length, 0);
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
