// The code under which words are refused where a point may not be edited: by the gate, and by a page before it sends.
import { unreachable } from '../assert.ts';
import type { RefusalCode } from '../wire/refusals.ts';
import type { PointAccess } from './permissions.ts';

/** Null: the point may be edited. */
export function barredBy(access: PointAccess): RefusalCode | null {
  switch (access) {
    case 'editable':
      return null;
    case 'locked':
      return 'point-locked';
    case 'removed':
      return 'point-removed';
    case 'closed':
      return 'drafting-closed';
    case 'reader':
      return 'read-only';
    case 'unknown':
      return 'unknown-point';
    default:
      return unreachable(access);
  }
}
