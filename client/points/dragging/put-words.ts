// Dragged words go into one point and, where they are moved, out of the other: each through its own editor and its own
// undo, first in, then out, so that none are ever lost. Where either cannot be done, nothing is.

import type { PointId } from '../../../shared/ids.ts';
import { createPointUndo } from '../binding/undo/point-undo.ts';
import type { PointDesk } from '../point-desk.ts';

type Words = {
  readonly desk: PointDesk;
  readonly point: PointId;
  readonly caret: { readonly node: Node; readonly within: number };
  readonly data: DataTransfer;
  readonly isMove: boolean;
};

/** `changed`: the words are not what they were when the dragging began. `held`: they may not be taken away. */
export type Put = 'done' | 'changed' | 'held' | 'not-taken';

export function putWords({ desk, point, caret, data, isMove }: Words): Put {
  // Whose words are selected has the focus until they are let go. From another window nothing can be taken away: it is
  // copied.
  const from = isMove ? desk.drawnAt(document.activeElement) : null;
  const source = from?.movable?.selected();
  if (source && source.words !== data.getData('text/plain')) return 'changed';
  if (source && !source.mayLeave) return 'held';
  desk.undoOf(point, createPointUndo).stopCapturing();
  if (!desk.drawnOf(point)?.movable?.put(data, caret)) return 'not-taken';
  if (from && source) {
    desk.undoOf(from.point, createPointUndo).stopCapturing();
    source.takeAway();
    desk.undoOf(from.point, createPointUndo).stopCapturing();
  }
  return 'done';
}
