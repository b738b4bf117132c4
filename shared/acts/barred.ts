// The code under which words are refused where a point may not be edited: by the gate, and by a page before it sends.
import type { PointId } from '../ids.ts';
import type { RowReader } from '../rows/row-store.ts';
import type { By } from '../rows/schema.ts';
import type { RefusalCode } from '../wire/refusals.ts';
import type { PointAccess } from './permissions.ts';
import { pointAccess } from './permissions.ts';

const codes: Readonly<Record<PointAccess, RefusalCode | null>> = {
  editable: null,
  locked: 'point-locked',
  removed: 'point-removed',
  closed: 'drafting-closed',
  reader: 'read-only',
  unknown: 'unknown-point',
};

/** Null: the point may be edited. */
export const barredBy = (access: PointAccess): RefusalCode | null => codes[access];

export const barredIn = (rows: RowReader, point: PointId, actor: By): RefusalCode | null =>
  barredBy(pointAccess(rows.get('points', point), actor, rows.get('draft', 'draft')?.drafting ?? 'closed'));
