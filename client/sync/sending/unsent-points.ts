// Points with words of mine that the server has not acknowledged, with their text before the first of them: in this
// page, and in the browser for the next one. Does not know how words are sent.
import type * as Y from 'yjs';
import type { PointId } from '../../../shared/ids.ts';
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import type { OwnWork } from '../../local/own-work.ts';
import { textBefore } from '../text-before.ts';
import { lettersFrom } from './lettered.ts';

/**
 * A point's text before my first unacknowledged word, and with them. `isMine`: by place in the latter, where it is
 * known.
 */
export type Unsent = {
  readonly point: PointId;
  readonly base: string;
  readonly mine: string;
  readonly isMine?: (at: number) => boolean;
};

/** `since`: my letters from this clock on are not acknowledged; null where an earlier page wrote the first of them. */
type Unacknowledged = { readonly base: string; readonly since: number | null };

export class UnsentPoints {
  readonly #work: OwnWork;
  readonly #points = new Map<PointId, Unacknowledged>();
  #isOver = false;

  constructor(work: OwnWork) {
    this.#work = work;
  }

  get size(): number {
    return this.#points.size;
  }

  all(): readonly PointId[] {
    return [...this.#points.keys()];
  }

  /** Left by an earlier page. */
  expect(points: ReadonlyMap<PointId, string>): void {
    for (const [point, base] of points) this.#points.set(point, { base, since: null });
  }

  wrote(point: PointId, transaction: Y.Transaction): void {
    if (this.#points.has(point) || this.#isOver) return;
    const { doc, beforeState } = transaction;
    const base = textBefore(bodyOf(doc, point), transaction);
    this.#points.set(point, { base, since: beforeState.get(doc.clientID) ?? 0 });
    this.#work.putPoint({ point, base });
  }

  forget(points: readonly PointId[]): void {
    for (const point of points) {
      this.#points.delete(point);
      this.#work.removePoint(point);
    }
  }

  /** What there is of them, now that nothing will be sent any more. */
  giveUp(doc: Y.Doc): readonly Unsent[] {
    const unsent = [...this.#points].map(([point, { base, since }]): Unsent => {
      const isMine = since === null ? undefined : lettersFrom(bodyOf(doc, point), doc.clientID, since);
      return { point, base, mine: canonicalText(bodyOf(doc, point)), ...(isMine && { isMine }) };
    });
    this.forget(this.all());
    this.#isOver = true;
    return unsent;
  }
}
