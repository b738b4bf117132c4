// Why a member cannot edit a point's words just now, in a short sentence; null where they can. The rule itself is `pointAccess`.
import { pointAccess } from '../../shared/acts/permissions.ts';
import { unreachable } from '../../shared/assert.ts';
import type { By, PointRow } from '../../shared/rows/schema.ts';

export function editRefusal(point: PointRow, me: By, drafting: 'open' | 'closed'): string | null {
  const access = pointAccess(point, me, drafting);
  switch (access) {
    case 'editable':
      return null;
    case 'locked':
      return `Locked by ${point.state.kind === 'locked' ? whoever(point.state.by) : 'the chair'}.`;
    case 'removed':
      return 'This point was removed.';
    case 'closed':
      return 'Drafting is closed: the chair and the drafters edit the words.';
    case 'reader':
      return 'You read and comment here; you do not edit the words.';
    case 'unknown':
      return 'This point is not here yet.';
    default:
      return unreachable(access);
  }
}

const whoever = ({ role, name }: By): string => (role === 'chair' ? 'the chair' : name);
