// Below the outline: a document in, and this draft out.
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import { api } from '../session/api-client.ts';
import { useRow, useSession } from '../session/use-session.tsx';

const ImportDialog = lazy(() =>
  import('../importing/import-dialog.tsx').then(({ ImportDialog }) => ({ default: ImportDialog })),
);

export function OutlineTools(): ReactNode {
  const session = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const mayImport = useRow(({ rows }) => mayAct({ kind: 'outline.import' }, session.me, rows).kind === 'yes');
  const { draft, id } = session.seat;
  return (
    <p className="outline-tools">
      {mayImport && (
        <button type="button" className="button-quiet" onClick={() => setIsOpen(true)}>
          Bring in a document
        </button>
      )}
      <a href={api.exportPath(draft, id)} target="_blank" rel="noopener">
        Export as Markdown
      </a>
      {isOpen && (
        <Suspense>
          <ImportDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </p>
  );
}
