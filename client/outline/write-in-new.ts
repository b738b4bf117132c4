// Brings the keyboard into a point that was just added, once it is drawn. Whoever has gone elsewhere meanwhile stays.
import type { PointId } from '../../shared/ids.ts';
import type { TextSurface } from '../ui/text-surface.ts';

/** `at`: what had the keyboard as the point was asked for. */
export function writeInNew(surface: TextSurface, point: PointId, at: Element | null): void {
  const enter = (): void => {
    if (document.activeElement === at) surface.focus(point, { kind: 'end' });
    if (document.activeElement !== at) stop();
  };
  const stop = surface.onDrawn(enter);
  enter();
}
