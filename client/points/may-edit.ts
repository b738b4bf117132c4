// Whether the member may change a point's words now, as every part of the page asks it. The server decides by the same table.
import { pointAccess } from '../../shared/acts/permissions.ts';
import type { PointId } from '../../shared/ids.ts';
import type { By, PointRow } from '../../shared/rows/schema.ts';
import type { DraftSnapshot } from '../session/session.ts';
import { useRow, useSession } from '../session/use-session.tsx';

export const mayEditPoint = ({ rows, isLoaded }: DraftSnapshot, me: By, row: PointRow | undefined): boolean =>
  isLoaded && pointAccess(row, me, rows.get('draft', 'draft')?.drafting ?? 'closed') === 'editable';

export function useMayEdit(point: PointId | null): boolean {
  const { me, isFrozen } = useSession();
  return useRow(
    snapshot => !isFrozen && point !== null && mayEditPoint(snapshot, me, snapshot.rows.get('points', point)),
  );
}
