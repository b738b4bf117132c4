// What would be brought back from a past moment, and what that would undo: point by point, and the outline as a whole.
// Pure, over two sessions; sends nothing.
import { outlineId } from '../../shared/acts/restore.ts';
import { unreachable } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { Placed } from '../../shared/rows/outline-difference.ts';
import { changesOf, outlineDifference } from '../../shared/rows/outline-difference.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import type { PastSession } from '../session/past-session.ts';
import type { Session } from '../session/session.ts';

export type RestorablePoint = {
  readonly point: PointId;
  readonly number: number;
  readonly title: string;
  readonly now: string;
  readonly then: string;
  /** The wording that `now` is: the server refuses to undo another one. */
  readonly basis: string;
  readonly isRemoved: boolean;
  /** Why it cannot be brought back. */
  readonly obstacle: string | null;
};
export type Restorable = {
  readonly points: readonly RestorablePoint[];
  /** Null: themes, titles and order are as they were. */
  readonly outline: { readonly basis: string; readonly undoes: readonly string[] } | null;
};

export function restorableOf(live: Session, past: PastSession): Restorable {
  const { rows } = live.snapshot();
  const [now, then] = [outlineOf(rows), outlineOf(past.snapshot().rows)];
  const { themes, points } = outlineDifference(now, then);
  const undoes = [
    ...themes.flatMap(each => undoneOf('Theme', each)),
    ...points.flatMap(each => undoneOf('Point', each)),
  ];
  return {
    points: then.themes
      .flatMap(theme => theme.points)
      .flatMap(({ row: { id, title }, number }) => pointOf(id, { number, title }, live, past) ?? []),
    outline: undoes.length > 0 ? { basis: outlineId(rows), undoes } : null,
  };
}

function pointOf(
  point: PointId,
  { number, title }: Pick<RestorablePoint, 'number' | 'title'>,
  live: Session,
  past: PastSession,
): RestorablePoint | null {
  const state = live.snapshot().rows.get('points', point)?.state.kind;
  const isRemoved = state === 'removed';
  const [body, old] = [bodyOf(live.text, point), bodyOf(past.text, point)];
  const isSame = JSON.stringify(blocksOf(body)) === JSON.stringify(blocksOf(old));
  if (state === undefined || (isSame && !isRemoved)) return null;
  const then = canonicalText(old);
  const now = isRemoved ? '' : canonicalText(body);
  const obstacle = then.includes('▒')
    ? 'It has words that are not shown to you.'
    : state === 'locked'
      ? 'It is locked now.'
      : null;
  return { point, number, title, now, then, basis: live.wordingOf(point), isRemoved, obstacle };
}

/** `before`: as it is now; `after`: as it stood and would stand again. */
function undoneOf(what: 'Theme' | 'Point', placed: Placed<unknown>): readonly string[] {
  const { before, after } = placed;
  const name = before ? `${what} ${before.number}, “${before.title}”,` : `${what} “${after?.title}”, removed since,`;
  return changesOf(placed).flatMap(change => {
    switch (change) {
      case 'added':
        return [`${name} comes back.`];
      case 'removed':
        return [`${name} came later and is removed.`];
      case 'moved':
        return [`${name} goes back to its place.`];
      case 'renamed':
        return [`${name} is called “${after?.title}” again.`];
      case 'locked':
      case 'unlocked':
        return [];
      default:
        return unreachable(change);
    }
  });
}
