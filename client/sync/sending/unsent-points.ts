// Points with words of mine that the server has not acknowledged, with their text before the first of them: in this
// page, and in the browser for the next one. Does not know how words are sent.
import * as Y from 'yjs';
import type { PointId } from '../../../shared/ids.ts';
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import type { OwnWork } from '../../local/own-work.ts';
import { nextInOrder } from '../kept/in-order.ts';
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

/**
 * `since`: my letters from this clock on are not acknowledged; null where an earlier page wrote the first of them.
 * `order`: when it was written (kept/in-order.ts). `held`: keys were held there since, and letters of mine from this
 * clock on came after that.
 */
export type Unacknowledged = {
  readonly point: PointId;
  readonly base: string;
  readonly since: number | null;
  readonly order: number;
  readonly held: { readonly clock: number; readonly order: number | null } | null;
};

export class UnsentPoints {
  readonly #work: Pick<OwnWork, 'putPoint' | 'removePoint'>;
  readonly #points = new Map<PointId, Unacknowledged>();
  #isOver = false;

  constructor(work: Pick<OwnWork, 'putPoint' | 'removePoint'>) {
    this.#work = work;
  }

  get size(): number {
    return this.#points.size;
  }

  all(): readonly Unacknowledged[] {
    return [...this.#points.values()];
  }

  /** Left by an earlier page. */
  expect(points: ReadonlyMap<PointId, string>): void {
    for (const [point, base] of points)
      this.#points.set(point, { point, base, since: null, order: nextInOrder(), held: null });
  }

  wrote(point: PointId, transaction: Y.Transaction): void {
    const known = this.#points.get(point);
    if (known?.held && known.held.order === null)
      this.#points.set(point, { ...known, held: { ...known.held, order: nextInOrder() } });
    if (known || this.#isOver) return;
    const { doc, beforeState } = transaction;
    const base = textBefore(bodyOf(doc, point), transaction);
    const since = beforeState.get(doc.clientID) ?? 0;
    this.#points.set(point, { point, base, since, order: nextInOrder(), held: null });
    this.#work.putPoint({ point, base });
  }

  /** A key was held at a point: what is written there from now on is no run with what is unsent. */
  held(point: PointId, doc: Y.Doc): void {
    const known = this.#points.get(point);
    if (!known || known.held) return;
    this.#points.set(point, { ...known, held: { clock: Y.getState(doc.store, doc.clientID), order: null } });
  }

  forget(points: readonly PointId[]): void {
    for (const point of points) {
      this.#points.delete(point);
      this.#work.removePoint(point);
    }
  }

  forgetAll(): void {
    this.forget([...this.#points.keys()]);
  }

  /** What there is of them, now that nothing will be sent any more. */
  giveUp(doc: Y.Doc): readonly Unsent[] {
    const unsent = this.all().map(({ point, base, since }): Unsent => {
      const isMine = since === null ? undefined : lettersFrom(bodyOf(doc, point), doc.clientID, since);
      return { point, base, mine: canonicalText(bodyOf(doc, point)), ...(isMine && { isMine }) };
    });
    this.forgetAll();
    this.#isOver = true;
    return unsent;
  }
}
