// What the gate asks a draft about one member: where they may write now, and which client ids are theirs.
import type * as Y from 'yjs';
import { pointAccess } from '../../shared/acts/permissions.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { ClientIds } from './client-ids.ts';
import type { GateContext } from './gate/judge.ts';

export function gateContext(doc: Y.Doc, rows: RowReader, clientIds: ClientIds, by: By): GateContext {
  const drafting = rows.get('draft', 'draft')?.drafting ?? 'closed';
  return {
    doc,
    member: by.member,
    access: point => pointAccess(rows.get('points', point), by, drafting),
    ownerOf: clientId => clientIds.ownerOf(clientId),
  };
}
