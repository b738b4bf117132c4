// Dragged words go into one point and, where they are moved, out of the other: each through its own editor, first in,
// then out, so that none are ever lost. Where either cannot be done, nothing is. An undo takes both back at once.

import type { PointId } from '../../../shared/ids.ts';
import { noteMove } from '../../sync/moved-words.ts';
import { pairSteps } from '../binding/undo/paired-steps.ts';
import type { PointDesk } from '../point-desk.ts';

type Words = {
  readonly desk: PointDesk;
  readonly point: PointId;
  readonly caret: { readonly node: Node; readonly within: number };
  readonly at: { readonly clientX: number; readonly clientY: number };
  readonly data: DataTransfer;
  readonly isMove: boolean;
  whyFixed(point: PointId): string | null;
  /** At the caret. */
  say(words: string): void;
};

/** `gone`: others took the words away while they were dragged. `held`: they may not be taken away. */
export type Put = 'done' | 'gone' | 'held' | 'not-taken';

export function putWords(words: Words): Put {
  const { desk, point, caret, at, data, isMove } = words;
  // Whose words are selected has the focus until they are let go. From another window nothing can be taken away: it is
  // copied.
  const from = isMove ? desk.drawnAt(document.activeElement) : null;
  const dragged = from?.movable?.isSource(data) ? from.movable.dragged() : null;
  if (dragged?.kind === 'gone') return 'gone';
  if (dragged && !dragged.mayLeave) return 'held';
  const undo = desk.undoIn(point);
  if (!undo) return 'not-taken'; // no editor stands there
  undo.stopCapturing();
  if (dragged && from?.point === point) {
    const isMoved = dragged.moveTo(at);
    undo.stopCapturing();
    return isMoved ? 'done' : 'not-taken';
  }
  if (!desk.drawnOf(point)?.movable?.put(dragged?.data ?? data, caret)) return 'not-taken';
  undo.stopCapturing();
  const undoThere = from && desk.undoIn(from.point);
  if (undoThere && dragged) {
    undoThere.stopCapturing();
    const before = undoThere.undoStack.at(-1);
    dragged.takeAway();
    undoThere.stopCapturing();
    const [gone, come] = [undoThere.undoStack.at(-1), undo.undoStack.at(-1)];
    const there = from.point;
    if (gone && come && gone !== before) {
      noteMove(desk.doc, {
        outOf: there,
        into: point,
        gone: gone.deletions,
        come: come.insertions,
        words: clipped(dragged.data.getData('text/plain')),
      });
      pairSteps({
        outOf: { undo: undoThere, step: gone, whyFixed: () => words.whyFixed(there) },
        into: { undo, step: come, whyFixed: () => words.whyFixed(point) },
        say: words.say,
      });
    }
  }
  return 'done';
}

const toldChars = 60;
/** For a sentence. */
function clipped(words: string): string {
  const line = words.trim().replace(/\s+/g, ' ');
  return line.length > toldChars ? `${line.slice(0, toldChars).toWellFormed()}…` : line;
}
