// Which points my own unconfirmed changes have touched, so that after a refusal only those need be looked at.
import type * as Y from 'yjs';
import { PointId } from '../../shared/ids.ts';
import { rootNameOf } from '../../shared/text/root-of.ts';

export function pointsTouchedBy(transaction: Y.Transaction): ReadonlySet<PointId> {
  const points = new Set<PointId>();
  for (const type of transaction.changed.keys()) {
    const point = PointId.safeParse(rootNameOf(type)).data;
    if (point) points.add(point);
  }
  return points;
}
