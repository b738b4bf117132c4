// Where each anchor's words are now, worked out again only for points whose words or anchors changed, once per frame. Resolving itself is
// shared/text/anchors.ts; nothing here touches the page.
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import type { Anchor, Placed } from '../../shared/text/anchors.ts';
import { resolveAnchor } from '../../shared/text/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';

/** Something that hangs on words: a thread, or a comment being written. */
export type Anchored = { readonly key: string; readonly point: PointId; readonly anchor: Anchor };

type PlacedPoint = { readonly byKey: ReadonlyMap<string, Placed>; readonly summary: string };
type Listener = (points: ReadonlySet<PointId>, isReordered: boolean) => void;

export class PlacedAnchors {
  readonly #nextFrame: (run: () => void) => void;
  #doc: Y.Doc | null = null;
  #anchored: ReadonlyMap<PointId, readonly Anchored[]> = new Map();
  readonly #pointOf = new Map<string, PointId>();
  readonly #placed = new Map<PointId, PlacedPoint>();
  readonly #dirty = new Set<PointId>();
  readonly #listeners = new Set<Listener>();

  constructor(nextFrame: (run: () => void) => void) {
    this.#nextFrame = nextFrame;
  }

  /** The words to look in; again after they were replaced as a whole, or null to let go of them. */
  watch(doc: Y.Doc | null): void {
    if (doc === this.#doc) return;
    this.#doc?.off('afterTransaction', this.#afterTransaction);
    this.#doc = doc;
    doc?.on('afterTransaction', this.#afterTransaction);
    this.#mark([...this.#anchored.keys()]);
  }

  isWatching(doc: Y.Doc): boolean {
    return doc === this.#doc;
  }

  /** All that is anchored from now on. */
  show(anchored: readonly Anchored[]): void {
    const next = Map.groupBy(anchored, each => each.point);
    const changed = pointsThatDiffer(this.#anchored, next);
    if (changed.size === 0) return;
    this.#anchored = next;
    this.#pointOf.clear();
    for (const { key, point } of anchored) this.#pointOf.set(key, point);
    for (const point of changed) this.#placed.delete(point); // asked for at once by whoever orders the cards
    this.#mark([...changed]);
  }

  placeOf(key: string): Placed | undefined {
    const point = this.#pointOf.get(key);
    return point && this.#pointPlaces(point).byKey.get(key);
  }

  /** Once per frame: the points to look at again, and whether any anchor changed its standing or order (not only its offsets). */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly #afterTransaction = (transaction: Y.Transaction): void => {
    const roots = new Set<string>();
    for (const type of transaction.changedParentTypes.keys()) if (!type._item) roots.add(Y.findRootTypeKey(type));
    this.#mark([...this.#anchored.keys()].filter(point => roots.has(point)));
  };

  #mark(points: readonly PointId[]): void {
    if (points.length === 0) return;
    if (this.#dirty.size === 0) this.#nextFrame(() => this.#settle());
    for (const point of points) this.#dirty.add(point);
  }

  #settle(): void {
    const points = new Set(this.#dirty);
    this.#dirty.clear();
    let isReordered = false;
    for (const point of points) {
      const before = this.#placed.get(point)?.summary;
      this.#placed.delete(point);
      if (this.#pointPlaces(point).summary !== before) isReordered = true;
    }
    for (const listener of this.#listeners) listener(points, isReordered);
  }

  #pointPlaces(point: PointId): PlacedPoint {
    let places = this.#placed.get(point);
    if (!places) {
      places = this.#doc ? placeAll(this.#doc, point, this.#anchored.get(point) ?? []) : nowhere;
      this.#placed.set(point, places);
    }
    return places;
  }
}

const nowhere: PlacedPoint = { byKey: new Map(), summary: '' };

function placeAll(doc: Y.Doc, point: PointId, anchored: readonly Anchored[]): PlacedPoint {
  const root = bodyOf(doc, point);
  const flat = flatText(root);
  const byKey = new Map(anchored.map(({ key, anchor }) => [key, resolveAnchor(root, flat, anchor)]));
  const inOrder = [...byKey].sort(([, a], [, b]) => startOf(a) - startOf(b));
  return { byKey, summary: inOrder.map(([key, { kind }]) => `${key}:${kind}`).join(' ') };
}

/** Where an anchor begins in its point; the whole point and lost words count as its beginning. */
export const startOf = (place: Placed | undefined): number => (!place || place.kind === 'detached' ? 0 : place.from);

/** Points whose anchors came, went or were replaced. */
export function pointsThatDiffer(
  before: ReadonlyMap<PointId, readonly Anchored[]>,
  after: ReadonlyMap<PointId, readonly Anchored[]>,
): ReadonlySet<PointId> {
  const points = new Set([...before.keys(), ...after.keys()]);
  for (const point of points) {
    const old = before.get(point) ?? [];
    const now = after.get(point) ?? [];
    const isSame =
      old.length === now.length &&
      now.every(
        ({ key, anchor }, i) =>
          key === old[i]?.key && anchor.start === old[i].anchor.start && anchor.end === old[i].anchor.end,
      );
    if (isSame) points.delete(point);
  }
  return points;
}
