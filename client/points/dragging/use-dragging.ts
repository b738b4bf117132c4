// Words that are dragged over the draft. What follows them comes as a file of its own when something is first dragged.
import { useEffect } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { Session } from '../../session/session.ts';
import { editRefusal } from '../may-edit.ts';
import type { PointDesk } from '../point-desk.ts';

export function useDragging(desk: PointDesk, session: Session): void {
  useEffect(() => {
    const refusalOf = (point: PointId): string | null => {
      const snapshot = session.snapshot();
      return editRefusal(snapshot, session.me, snapshot.rows.get('points', point));
    };
    let stop: (() => void) | null = null;
    let isGone = false;
    const begin = async (): Promise<void> => {
      for (const start of starts) document.removeEventListener(start, begin, { capture: true });
      const { followDragging } = await import('./follow-dragging.ts');
      if (!isGone) stop = followDragging(desk, refusalOf);
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
