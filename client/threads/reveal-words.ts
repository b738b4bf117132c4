// Scrolls commented words into view, if they are not in view already. Waits until their point is drawn; moves nothing
// else.
import type { PointId } from '../../shared/ids.ts';
import type { TextSurface } from '../ui/text-surface.ts';
import type { Spot } from '../ui/word-marks/overlaps.ts';

/** A point of a draft opened by a link may be drawn a little later than its threads are known. */
const drawnWithinMs = 5_000;
/** Words must stand this far inside the viewport to count as seen: bars lie above and below. */
const edgePx = 96;

export function revealWords(surface: TextSurface, point: PointId, spot: () => Spot | null): void {
  requestAnimationFrame(() => {
    if (surface.bodyOf(point)) return scrollTo(surface, point, spot());
    const stop = surface.onDrawn(drawn => {
      if ((drawn !== null && drawn !== point) || !surface.bodyOf(point)) return;
      stop();
      requestAnimationFrame(() => scrollTo(surface, point, spot()));
    });
    setTimeout(stop, drawnWithinMs);
  });
}

function scrollTo(surface: TextSurface, point: PointId, spot: Spot | null): void {
  const range = spot && surface.rangesOf(point, spot.from, spot.to)[0];
  const rect = (range ?? surface.bodyOf(point))?.getBoundingClientRect();
  if (!rect) return;
  const covered = coveredBelow();
  if (covered > 0) return scrollIntoStrip(rect, innerHeight - covered);
  if (rect.top >= edgePx && rect.top <= innerHeight - edgePx) return;
  const element = range ? range.startContainer.parentElement : surface.bodyOf(point);
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** How much of the window's lower part a sheet lies over: the style sheet says so to the browser, too. */
const coveredBelow = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;

/** In the middle of what is free above a sheet; what is too high for that begins at its top. */
function scrollIntoStrip({ top, bottom, height }: DOMRect, end: number): void {
  if (top >= edgePx && bottom <= end) return;
  const room = Math.max(0, end - edgePx - height);
  scrollBy({ top: top - edgePx - room / 2, behavior: 'instant' });
}
