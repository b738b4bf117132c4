// The one table of keyboard shortcuts: what the features bring, plus "?" for the table itself. keys/page-keys.ts
// listens; the dialog that shows the table comes as a file of its own.
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { neverEdits } from '../points/may-edit.ts';
import { useSession } from '../session/use-session.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import { useSurface } from '../ui/text-surface.ts';
import { listenToKeys } from './keys/page-keys.ts';

const ShortcutsDialog = lazy(() =>
  import('./keys/shortcuts-dialog.tsx').then(({ ShortcutsDialog }) => ({ default: ShortcutsDialog })),
);

export type Shortcuts = { readonly dialog: ReactNode; readonly show: () => void };

export function useShortcuts(given: readonly Shortcut[]): Shortcuts {
  const surface = useSurface();
  const [isShown, setIsShown] = useState(false);
  const show = (): void => setIsShown(true);
  const table: readonly Shortcut[] = [
    ...given,
    { keys: '?', second: 'Mod+/', label: 'Show these shortcuts', where: 'outside-text', run: show },
  ];
  const latest = useRef(table);
  latest.current = table;
  const session = useSession();
  useEffect(
    () =>
      listenToKeys(
        surface,
        () => latest.current,
        () => neverEdits(session.snapshot(), session.me),
      ),
    [surface, session],
  );
  const dialog = isShown && (
    <Suspense>
      <ShortcutsDialog table={table} onClose={() => setIsShown(false)} />
    </Suspense>
  );
  return { dialog, show };
}
