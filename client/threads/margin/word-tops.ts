// How far below its point's top each anchor's words stand, remembered: measuring hundreds of them at every keystroke
// would be felt. Forgets a point when its words or its width change, and all when fonts do.
import type { PointId } from '../../../shared/ids.ts';
import type { Discussion } from '../discussion.ts';

/** The width it was measured at, since words wrap. */
type Measured = { readonly width: number; readonly below: Map<string, number> };

export class WordTops {
  readonly #discussion: Discussion;
  readonly #points = new Map<PointId, Measured>();

  constructor(discussion: Discussion) {
    this.#discussion = discussion;
  }

  forgetAll(): void {
    this.#points.clear();
  }

  /**
   * Measures these points' words again: whether any of them stands elsewhere in its point than it did. A letter seldom
   * moves any.
   */
  haveMoved(points: Iterable<PointId>): boolean {
    let isMoved = false;
    for (const point of points) {
      const known = this.#points.get(point);
      const top = known && this.#discussion.surface.bodyOf(point)?.getBoundingClientRect().top;
      if (top === undefined) continue;
      for (const [key, below] of known?.below ?? []) {
        const now = this.#measureWords(key, point, top);
        known?.below.set(key, now);
        isMoved ||= now !== below;
      }
    }
    return isMoved;
  }

  /**
   * A function that measures each point's own place once, so take a new one for each layout. Null where a point is not
   * on the page.
   */
  measure(): (key: string, point: PointId) => number | null {
    const places = new Map<PointId, DOMRect | null>();
    return (key, point) => {
      if (!places.has(point))
        places.set(point, this.#discussion.surface.bodyOf(point)?.getBoundingClientRect() ?? null);
      const place = places.get(point);
      return place ? place.top + this.#below(key, point, place) : null;
    };
  }

  #below(key: string, point: PointId, { top, width }: DOMRect): number {
    let measured = this.#points.get(point);
    if (measured?.width !== width) measured = { width, below: new Map() };
    this.#points.set(point, measured);
    const below = measured.below.get(key) ?? this.#measureWords(key, point, top);
    measured.below.set(key, below);
    return below;
  }

  #measureWords(key: string, point: PointId, top: number): number {
    const spot = this.#discussion.spotOf(key);
    const words = spot && this.#discussion.surface.rangesOf(point, spot.from, Math.min(spot.to, spot.from + 1))[0];
    return words ? words.getBoundingClientRect().top - top : 0;
  }
}
