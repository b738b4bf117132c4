// In the head of a point that others changed since one last read it: the mark, the way to what changed, and marking it
// as read.
import type { ReactNode } from 'react';
import type { PointId } from '../../shared/ids.ts';
import { UnreadMark } from '../ui/marks/unread-mark.tsx';
import { VerbMenu } from '../ui/verb-menu.tsx';
import { useCatchUp } from './catch-up-provider.tsx';

/** `onCompare`: from when this member had read the point. */
type Props = { point: PointId; onCompare: (from: string, point: PointId) => void };

export function PointUnread({ point, onCompare }: Props): ReactNode {
  const { points, read, pointReadUntil } = useCatchUp();
  if (!points.has(point)) return null;
  return (
    <span className="point-unread" data-unread-verbs>
      <UnreadMark />
      <VerbMenu
        label="Others changed this point since you last read it"
        shown="Unread"
        verbs={[
          { label: 'What changed', run: () => onCompare(String(pointReadUntil(point)), point) },
          { label: 'Mark as read, for you', run: () => read({ point }) },
        ]}
      />
    </span>
  );
}
