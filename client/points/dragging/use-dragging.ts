// Words that are dragged over the draft. What follows them comes as a file of its own when something is first dragged.
import { useEffect } from 'react';
import { pointAccess } from '../../../shared/acts/permissions.ts';
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import type { Session } from '../../session/session.ts';
import type { PointDesk } from '../point-desk.ts';

export function useDragging(desk: PointDesk, session: Session): void {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const begin = async (): Promise<void> => {
      for (const start of starts) document.removeEventListener(start, begin, { capture: true });
      const { followDragging } = await import('./follow-dragging.ts');
      if (!isGone) stop = followDragging(desk, point => whyFixed(session, point));
    };
    for (const start of starts) document.addEventListener(start, begin, { capture: true });
    return () => {
      isGone = true;
      for (const start of starts) document.removeEventListener(start, begin, { capture: true });
      stop?.();
    };
  }, [desk, session]);
}

/** Something of the page, and something from outside. */
const starts = ['dragstart', 'dragenter'] as const;

/** Why this member may not edit a point's words now, or null where they may. */
function whyFixed(session: Session, point: PointId): string | null {
  const { rows } = session.snapshot();
  const access = pointAccess(rows.get('points', point), session.me, rows.get('draft', 'draft')?.drafting ?? 'closed');
  switch (access) {
    case 'editable':
      return null;
    case 'locked':
      return 'This point is locked.';
    case 'closed':
      return 'Drafting is closed: the chair and the drafters edit the words.';
    case 'reader':
    case 'removed':
    case 'unknown':
      return 'You cannot edit here.';
    default:
      return unreachable(access);
  }
}
