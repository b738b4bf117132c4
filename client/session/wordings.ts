// The wording ids of a draft's points, worked out when asked for and again only after a point's words changed.
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { pointsTouchedBy } from '../sync/touched-points.ts';

export class Wordings {
  readonly #known = new Map<PointId, string>();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  of(doc: Y.Doc, point: PointId): string {
    const known = this.#known.get(point) ?? wordingId(canonicalText(bodyOf(doc, point)));
    this.#known.set(point, known);
    return known;
  }

  /** Words changed: those that a transaction touched, or all of them (another document). */
  changed(transaction: Y.Transaction | null): void {
    this.#version++;
    if (transaction === null) this.#known.clear();
    else for (const point of pointsTouchedBy(transaction)) this.#known.delete(point);
  }
}
