// Where each anchor's words are now, worked out again only for points whose words or anchors changed, once per frame.
// Words that have to be looked for in the whole text take their turn, some in each frame. Resolving itself is
// shared/text/anchors/anchors.ts; nothing here touches the page.
import * as Y from 'yjs';
import type { PointId } from '../../../shared/ids.ts';
import { wordSearchMs } from '../../../shared/limits.ts';
import type { Anchor } from '../../../shared/text/anchors/anchor-schema.ts';
import type { Placed } from '../../../shared/text/anchors/anchors.ts';
import { placedByEnds, resolveAnchor } from '../../../shared/text/anchors/anchors.ts';
import type { FlatText } from '../../../shared/text/point-text.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';

/** Something that hangs on words: a thread, or a comment being written. */
export type Anchored = { readonly key: string; readonly point: PointId; readonly anchor: Anchor };

type Listener = (points: ReadonlySet<PointId>, isReordered: boolean) => void;

export class PlacedAnchors {
  readonly #nextFrame: (run: () => void) => void;
  readonly #now: () => number;
  #doc: Y.Doc | null = null;
  #anchored: ReadonlyMap<PointId, readonly Anchored[]> = new Map();
  readonly #pointOf = new Map<string, PointId>();
  /** As far as it is known; what is looked for stays where it was meanwhile. */
  readonly #placed = new Map<string, Placed>();
  /** Standing and order of what hangs on each point. */
  readonly #summaries = new Map<PointId, string>();
  /** Changed since they were looked at; of these, whose anchors changed. */
  readonly #dirty = new Set<PointId>();
  readonly #unplaced = new Set<PointId>();
  /** Whose words have to be looked for, the longest waiting first; and in which text. */
  readonly #sought = new Map<string, Anchored>();
  readonly #texts = new Map<PointId, FlatText>();
  #isFrameAsked = false;
  #searchedMs = 0;
  readonly #listeners = new Set<Listener>();

  constructor(nextFrame: (run: () => void) => void, now = () => performance.now()) {
    this.#nextFrame = nextFrame;
    this.#now = now;
  }

  /** The words to look in; again after they were replaced as a whole, or null to let go of them. */
  watch(doc: Y.Doc | null): void {
    if (doc === this.#doc) return;
    this.#doc?.off('afterTransaction', this.#afterTransaction);
    this.#doc = doc;
    doc?.on('afterTransaction', this.#afterTransaction);
    this.#sought.clear();
    this.#texts.clear();
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
    for (const point of changed) {
      this.#forget(this.#anchored.get(point) ?? [], next.get(point) ?? []);
      this.#unplaced.add(point); // asked for at once by whoever orders the cards
    }
    this.#anchored = next;
    this.#pointOf.clear();
    for (const { key, point } of anchored) this.#pointOf.set(key, point);
    this.#mark([...changed]);
  }

  /** Undefined while its words are looked for the first time. */
  placeOf(key: string): Placed | undefined {
    const point = this.#pointOf.get(key);
    if (!point) return undefined;
    if (this.#unplaced.has(point)) {
      this.#look(point);
      this.#search(point);
      this.#summaries.set(point, this.#summaryOf(point));
    }
    return this.#placed.get(key);
  }

  /**
   * Once per frame: the points to look at again, and whether any anchor changed its standing or order (not only its
   * offsets).
   */
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
    for (const point of points) this.#dirty.add(point);
    if (points.length > 0) this.#askFrame();
  }

  #askFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#nextFrame(() => this.#settle());
  }

  #settle(): void {
    this.#isFrameAsked = false;
    this.#searchedMs = 0;
    const points = new Set(this.#dirty);
    for (const point of points) this.#look(point);
    this.#dirty.clear();
    for (const point of this.#search(null)) points.add(point);
    let isReordered = false;
    for (const point of points) {
      const summary = this.#summaryOf(point);
      if (summary !== this.#summaries.get(point)) isReordered = true;
      this.#summaries.set(point, summary);
    }
    if (points.size > 0) for (const listener of this.#listeners) listener(points, isReordered);
  }

  /** Places all whose ends live; the others take their turn. */
  #look(point: PointId): void {
    this.#unplaced.delete(point);
    this.#texts.delete(point);
    const anchored = this.#anchored.get(point) ?? [];
    if (!this.#doc) for (const { key } of anchored) this.#placed.delete(key);
    if (!this.#doc || anchored.length === 0) return;
    const root = bodyOf(this.#doc, point);
    const flat = flatText(root);
    for (const each of anchored) {
      const place = placedByEnds(root, flat, each.anchor);
      if (place) this.#found(each.key, place);
      else this.#sought.set(each.key, each); // whoever waits already keeps their turn
    }
    this.#texts.set(point, flat);
  }

  /**
   * For as long as a frame has for it, and one at least in each; in one point or in all. Answers where something moved.
   */
  #search(within: PointId | null): ReadonlySet<PointId> {
    const moved = new Set<PointId>();
    for (const [key, { point, anchor }] of this.#sought) {
      if (within !== null && point !== within) continue;
      if (this.#searchedMs >= wordSearchMs) break;
      const began = this.#now();
      const flat = this.#texts.get(point);
      const place = this.#doc && flat ? resolveAnchor(bodyOf(this.#doc, point), flat, anchor) : undefined;
      this.#searchedMs += this.#now() - began;
      if (!isSamePlace(place, this.#placed.get(key))) moved.add(point);
      if (place) this.#found(key, place);
      else this.#sought.delete(key);
    }
    if (this.#sought.size > 0 || this.#searchedMs > 0) this.#askFrame(); // with time of its own
    return moved;
  }

  #found(key: string, place: Placed): void {
    this.#placed.set(key, place);
    this.#sought.delete(key);
  }

  /** What went, or hangs on other words now, is nowhere until it is placed again. */
  #forget(before: readonly Anchored[], now: readonly Anchored[]): void {
    const kept = new Map(now.map(each => [each.key, each]));
    for (const each of before) {
      const next = kept.get(each.key);
      if (next && isOnSameWords(each, next)) continue;
      this.#placed.delete(each.key);
      this.#sought.delete(each.key);
    }
  }

  #summaryOf(point: PointId): string {
    const placed = (this.#anchored.get(point) ?? []).flatMap(({ key }) => {
      const place = this.#placed.get(key);
      return place ? [{ key, place }] : [];
    });
    const inOrder = placed.sort((a, b) => startOf(a.place) - startOf(b.place));
    return inOrder.map(({ key, place }) => `${key}:${place.kind}`).join(' ');
  }
}

function isSamePlace(a: Placed | undefined, b: Placed | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind) return a === b;
  return a.kind === 'detached' || b.kind === 'detached' || (a.from === b.from && a.to === b.to);
}

const isOnSameWords = (a: Anchored, b: Anchored): boolean =>
  a.anchor.start === b.anchor.start && a.anchor.end === b.anchor.end;

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
      old.length === now.length && now.every((each, i) => each.key === old[i]?.key && isOnSameWords(each, old[i]));
    if (isSame) points.delete(point);
  }
  return points;
}
