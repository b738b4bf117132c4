// Paints the words that a link is being asked for, while the keyboard is in the field and the browser shows no
// selection.
import { useEffect, useSyncExternalStore } from 'react';
import { resolveAnchor } from '../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';
import type { Spot } from '../../ui/word-marks/overlaps.ts';
import { WordMarks } from '../../ui/word-marks/word-marks.ts';
import type { PointDesk } from '../point-desk.ts';
import type { LinkTarget } from './link-target.ts';

const style = 'link-asked';

export function useLinkWords(desk: PointDesk, target: LinkTarget): void {
  useEffect(() => {
    const { point } = target;
    const marks = new WordMarks(desk, { styles: [style], priority: 200, spotOf: () => spotOf(desk, target) });
    marks.show([{ key: style, point, style }]);
    const stop = desk.onDrawn(drawn => marks.repaint(drawn === null ? null : [drawn]));
    return () => {
      stop();
      marks.destroy();
    };
  }, [desk, target]);
}

/** Whether others have deleted them meanwhile. */
export const useAreWordsGone = (desk: PointDesk, target: LinkTarget): boolean =>
  useSyncExternalStore(
    again => desk.onDrawn(again),
    () => spotOf(desk, target) === null,
  );

/** Where these words stand now. */
export function spotOf(desk: PointDesk, { point, words }: LinkTarget): Spot | null {
  const root = bodyOf(desk.doc, point);
  const placed = resolveAnchor(root, flatText(root), words);
  return placed.kind === 'detached' ? null : placed;
}
