// Words that are dragged over the draft. What follows them comes as a file of its own when something is first dragged.
import { useEffect } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { Session } from '../../session/session.ts';
import { editRefusal } from '../may-edit.ts';
import type { PointDesk } from '../point-desk.ts';
import { fromFirstDrag } from './first-drag.ts';
import { refusePageDrags } from './refuse-page-drags.ts';

export function useDragging(desk: PointDesk, session: Session): void {
  useEffect(() => {
    const refusalOf = (point: PointId): string | null => {
      const snapshot = session.snapshot();
      return editRefusal(snapshot, session.me, snapshot.rows.get('points', point));
    };
    const stopRefusing = refusePageDrags(desk); // it hears of a drag first
    const stopFollowing = fromFirstDrag(document, async () => {
      const { followDragging } = await import('./follow-dragging.ts');
      return () => followDragging(desk, refusalOf);
    });
    return () => {
      stopRefusing();
      stopFollowing();
    };
  }, [desk, session]);
}
