// The code under which words are refused where a point may not be edited: by the gate, and by a page before it sends.
import type { RefusalCode } from '../wire/refusals.ts';
import type { PointAccess } from './permissions.ts';

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
