// Whether the member may change a point's words now, and if not, why, in a sentence: as every part of the page asks it.
// The server decides by the same table.
import { draftAccess, mayAct, pointAccess } from '../../shared/acts/permissions.ts';
import { unreachable } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, PointRow } from '../../shared/rows/schema.ts';
import type { DraftSnapshot } from '../session/session.ts';
import { useRow, useSession } from '../session/use-session.tsx';

/** Null where they may. */
export function editRefusal(
  { rows, members, isLoaded, ended }: DraftSnapshot,
  me: By,
  point: PointRow | undefined,
): string | null {
  if (ended !== null) return ended;
  if (!isLoaded) return 'The draft is still being loaded.';
  const access = pointAccess(point, me, rows.get('draft', 'draft')?.drafting ?? 'closed');
  switch (access) {
    case 'editable':
      return null;
    case 'locked':
      return `Locked by ${point?.state.kind === 'locked' ? whoever(point.state.by) : 'the chair'}.`;
    case 'removed':
      return 'This point was removed.';
    case 'closed':
      return 'Drafting is closed: the chair and the drafters edit the words.';
    case 'reader':
      return readerWords(rows, members, me);
    case 'unknown':
      return 'This point is not here yet.';
    default:
      return unreachable(access);
  }
}

/** Why whoever edits no words of any point does not; null for all others. */
export const neverEdits = ({ rows, members }: DraftSnapshot, me: By): string | null =>
  draftAccess(me, 'open') === 'reader' ? readerWords(rows, members, me) : null;

/** Whoever looks back reads along too, whatever they are now. */
function readerWords(rows: RowReader, members: DraftSnapshot['members'], me: By): string {
  if (members.get(me.member)?.role === 'observer') return 'Observers cannot change the text.';
  return mayAct({ kind: 'thread.open' }, me, rows).kind === 'yes'
    ? 'You read and comment here; you do not edit the words.'
    : 'You read along here: you neither edit the words nor comment on them.';
}

const whoever = ({ role, name }: By): string => (role === 'chair' ? 'the chair' : name);

export function useMayEdit(point: PointId | null): boolean {
  const { me, isFrozen } = useSession();
  return useRow(
    snapshot => !isFrozen && point !== null && editRefusal(snapshot, me, snapshot.rows.get('points', point)) === null,
  );
}
