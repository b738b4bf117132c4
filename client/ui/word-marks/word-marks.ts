// Paints words that something hangs on with the CSS Custom Highlight API: one Highlight per style, ranges put in and
// taken out in place, only for points near the viewport; for paper, at all. The text's own DOM is never changed. Where
// words stand comes from outside (placed-anchors.ts).
import type { PointId } from '../../../shared/ids.ts';
import { isPrinting, onPrinting } from '../printing/printing.ts';
import type { TextSurface } from '../text-surface.ts';
import type { Spot } from './overlaps.ts';
import { overlapsOf } from './overlaps.ts';

/** `style` is the name of a highlight, as the style sheet calls it. */
export type Mark = { readonly key: string; readonly point: PointId; readonly style: string };

type Painted = { readonly style: string; readonly ranges: readonly Range[] };

export type Painting = {
  /** Later ones are painted over earlier ones, from `priority` on. */
  readonly styles: readonly string[];
  readonly priority: number;
  readonly spotOf: (key: string) => Spot | null;
  /** The one among them for words that several marks lie on. */
  readonly overlap?: string;
};

/** Points this far outside the viewport are painted already, so that scrolling shows no bare words. */
const nearViewportMargin = '100% 0px';

export class WordMarks {
  readonly #surface: TextSurface;
  readonly #spotOf: (key: string) => Spot | null;
  readonly #overlap: string | undefined;
  readonly #highlights = new Map<string, Highlight>();
  readonly #near: IntersectionObserver;
  readonly #bodies = new Map<PointId, HTMLElement>();
  readonly #pointOfBody = new WeakMap<Element, PointId>();
  readonly #nearby = new Set<PointId>();
  #marks: ReadonlyMap<PointId, readonly Mark[]> = new Map();
  readonly #painted = new Map<PointId, Map<string, Painted>>();
  readonly #dirty = new Set<PointId>();
  #frame = 0;
  readonly #stopPrinting: () => void;

  constructor(surface: TextSurface, { styles, priority, spotOf, overlap }: Painting) {
    this.#surface = surface;
    this.#overlap = overlap;
    this.#spotOf = spotOf;
    this.#near = new IntersectionObserver(entries => this.#cameOrWent(entries), { rootMargin: nearViewportMargin });
    this.#stopPrinting = onPrinting(() => this.repaint(null));
    if (!('highlights' in CSS)) return; // an old browser: the cards still say what they are about
    for (const [index, style] of styles.entries()) {
      const highlight = new Highlight();
      highlight.priority = priority + index;
      this.#highlights.set(style, highlight);
      CSS.highlights.set(style, highlight);
    }
  }

  show(marks: readonly Mark[]): void {
    const next = Map.groupBy(marks, mark => mark.point);
    const changed = pointsWithOtherMarks(this.#marks, next);
    this.#marks = next;
    for (const point of changed) this.#watch(point);
    this.repaint(changed);
  }

  /** The words of these points changed, or were drawn anew (null: any). */
  repaint(points: Iterable<PointId> | null): void {
    for (const point of points ?? this.#marks.keys()) this.#dirty.add(point);
    if (this.#dirty.size === 0) return;
    if (isPrinting()) this.#paint();
    else this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopPrinting();
    this.#near.disconnect();
    for (const style of this.#highlights.keys()) CSS.highlights.delete(style);
  }

  #watch(point: PointId): void {
    const body = this.#marks.has(point) ? this.#surface.bodyOf(point) : null;
    const before = this.#bodies.get(point);
    if (body === (before ?? null)) return;
    if (before) this.#near.unobserve(before);
    this.#nearby.delete(point);
    this.#bodies.delete(point);
    if (!body) return;
    this.#bodies.set(point, body);
    this.#pointOfBody.set(body, point);
    this.#near.observe(body); // answers soon, also when nothing moves
  }

  #cameOrWent(entries: readonly IntersectionObserverEntry[]): void {
    const changed: PointId[] = [];
    for (const { target, isIntersecting } of entries) {
      const point = this.#pointOfBody.get(target);
      if (!point || this.#nearby.has(point) === isIntersecting) continue;
      if (isIntersecting) this.#nearby.add(point);
      else this.#nearby.delete(point);
      changed.push(point);
    }
    this.repaint(changed);
  }

  #paint(): void {
    this.#frame = 0;
    for (const point of this.#dirty) {
      this.#watch(point);
      this.#paintPoint(point);
    }
    this.#dirty.clear();
  }

  #paintPoint(point: PointId): void {
    const before = this.#painted.get(point) ?? new Map<string, Painted>();
    const after = new Map<string, Painted>();
    const spots: Spot[] = [];
    const put = (key: string, style: string, { from, to }: Spot): void =>
      void after.set(key, { style, ranges: this.#surface.rangesOf(point, from, to) });
    for (const { key, style } of isPrinting() || this.#nearby.has(point) ? (this.#marks.get(point) ?? []) : []) {
      const spot = this.#spotOf(key);
      if (!spot) continue;
      spots.push(spot);
      put(key, style, spot);
    }
    if (this.#overlap !== undefined)
      for (const spot of overlapsOf(spots)) put(`overlap ${spot.from} ${spot.to}`, this.#overlap, spot);
    for (const [key, painted] of before) {
      const now = after.get(key);
      if (now && isSamePaint(painted, now)) after.set(key, painted);
      else for (const range of painted.ranges) this.#highlights.get(painted.style)?.delete(range);
    }
    for (const [key, painted] of after)
      if (before.get(key) !== painted)
        for (const range of painted.ranges) this.#highlights.get(painted.style)?.add(range);
    if (after.size > 0) this.#painted.set(point, after);
    else this.#painted.delete(point);
  }
}

const isSamePaint = (a: Painted, b: Painted): boolean =>
  a.style === b.style &&
  a.ranges.length === b.ranges.length &&
  a.ranges.every((range, i) => isSameRange(range, b.ranges[i]));

/** Ranges follow small edits of their text node by themselves; then there is nothing to do. */
const isSameRange = (a: Range, b: Range | undefined): boolean =>
  b !== undefined &&
  a.startContainer === b.startContainer &&
  a.startOffset === b.startOffset &&
  a.endContainer === b.endContainer &&
  a.endOffset === b.endOffset;

/** Points where a mark came, went or changed its style. */
export function pointsWithOtherMarks(
  before: ReadonlyMap<PointId, readonly Mark[]>,
  after: ReadonlyMap<PointId, readonly Mark[]>,
): ReadonlySet<PointId> {
  const points = new Set([...before.keys(), ...after.keys()]);
  for (const point of points) {
    const old = before.get(point) ?? [];
    const now = after.get(point) ?? [];
    if (old.length === now.length && now.every(({ key, style }, i) => key === old[i]?.key && style === old[i].style))
      points.delete(point);
  }
  return points;
}
