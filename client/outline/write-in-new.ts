// Brings the keyboard into a point that was just added, once it is drawn, with what was typed by then. Whoever has gone
// elsewhere meanwhile stays there, and what they typed before is kept for them.
import type { PointId } from '../../shared/ids.ts';
import type { TextSurface } from '../ui/text-surface.ts';
import { holdLetters } from './held-letters.ts';

type Parts = {
  readonly surface: TextSurface;
  readonly onAdded: (point: PointId) => void;
  readonly keep: (point: PointId | null, words: string) => void;
};

/** To be called when the dialog has closed. The result: with the point that has come; or null, it was not added. */
export function writeInNew({ surface, onAdded, keep }: Parts): (point: PointId | null) => void {
  const at = document.activeElement;
  const end = holdLetters();
  const giveUp = (point: PointId | null): void => {
    const words = end().trim();
    if (words !== '') keep(point, words);
  };
  return point => {
    if (point === null || document.activeElement !== at) return giveUp(point);
    onAdded(point);
    const enter = (): void => {
      if (document.activeElement === at) surface.focus(point, { kind: 'end' });
      if (document.activeElement === at) return;
      stop();
      if (!surface.bodyOf(point)?.contains(document.activeElement)) return giveUp(point);
      // When the editor knows where its caret is.
      requestAnimationFrame(() => document.execCommand('insertText', false, end()));
    };
    const stop = surface.onDrawn(enter);
    enter();
  };
}
