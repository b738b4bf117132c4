// Going to a point or thread of the draft from anywhere on the page: brings its tab, sheet and place into view, and
// says where one went last.
import { useCallback, useState } from 'react';
import type { PointId, ThreadId } from '../../../shared/ids.ts';
import type { Jump } from '../../outline/current-point.ts';
import { useSession } from '../../session/use-session.tsx';
import { useDiscussion } from '../../threads/use-discussion.tsx';
import type { Tab } from '../address.ts';
import type { Sheet } from '../sheet-for-focus.ts';
import type { Width } from '../use-width.ts';

type Page = {
  readonly width: Width;
  readonly setTab: (tab: Tab) => void;
  readonly setSheet: (sheet: Sheet) => void;
};

export type Going = {
  readonly jump: Jump | null;
  readonly goToPoint: (point: PointId) => void;
  readonly goToThread: (thread: ThreadId) => void;
};

export function useGoing({ width, setTab, setSheet }: Page): Going {
  const session = useSession();
  const discussion = useDiscussion();
  const [jump, setJump] = useState<Jump | null>(null);
  const goToPoint = useCallback(
    (point: PointId): void => {
      const isRemoved = session.snapshot().rows.get('points', point)?.state.kind === 'removed';
      setTab('text');
      setSheet(isRemoved && width === 'phone' ? 'outline' : 'none');
      setJump(isRemoved ? null : { point });
      requestAnimationFrame(() =>
        isRemoved ? showRemoved(point) : document.getElementById(`at-${point}`)?.scrollIntoView({ block: 'start' }),
      );
    },
    [setTab, setSheet, session, width],
  );
  const goToThread = useCallback(
    (thread: ThreadId): void => {
      setTab('text');
      setSheet(width === 'wide' ? 'none' : 'threads');
      requestAnimationFrame(() => discussion.activate(thread));
    },
    [setTab, setSheet, width, discussion],
  );
  return { jump, goToPoint, goToThread };
}

/** A removed point stands in the outline alone, in a list that is folded at first. */
function showRemoved(point: PointId): void {
  const item = document.getElementById(`removed-${point}`);
  item?.closest('details')?.setAttribute('open', '');
  item?.scrollIntoView({ block: 'nearest' });
  item?.focus({ preventScroll: true });
}
