// Below the outline: a document in, and this draft out.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import { api } from '../api/api-client.ts';
import { useRow, useSession } from '../session/use-session.tsx';
import { latePart } from '../ui/late/late-part.tsx';

const ImportDialog = latePart(
  () => import('../importing/import-dialog.tsx').then(({ ImportDialog }) => ImportDialog),
  ({ onClose }) =>
    () =>
      onClose('unfinished'),
);

/** `closed`: what was pasted or put right is there when it is opened again. */
type Bringing = 'nothing' | 'open' | 'closed';

export function OutlineTools(): ReactNode {
  const session = useSession();
  const [bringing, setBringing] = useState<Bringing>('nothing');
  const mayImport = useRow(({ rows }) => mayAct({ kind: 'outline.import' }, session.me, rows).kind === 'yes');
  const { draft, id } = session.seat;
  return (
    <p className="outline-tools">
      {mayImport && (
        <button type="button" className="button-quiet" onClick={() => setBringing('open')}>
          Bring in a document
        </button>
      )}
      <a href={api.exportPath(draft, id)} target="_blank" rel="noopener">
        Export as Markdown
      </a>
      {bringing !== 'nothing' && (
        <ImportDialog
          isOpen={bringing === 'open'}
          onClose={work => setBringing(work === 'done' ? 'nothing' : 'closed')}
        />
      )}
    </p>
  );
}
