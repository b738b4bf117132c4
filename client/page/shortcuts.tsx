// The one table of keyboard shortcuts: what the features bring, plus "?" for the table itself. keys/page-keys.ts
// listens; the dialog that shows the table comes as a file of its own.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { wordBegun } from '../points/keys/word-begun.ts';
import { neverEdits } from '../points/may-edit.ts';
import { useSession } from '../session/use-session.tsx';
import { latePart } from '../ui/late/late-part.tsx';
import { removalWords } from '../ui/point-name.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import { useSurface } from '../ui/text-surface.ts';
import { listenToKeys } from './keys/page-keys.ts';

const ShortcutsDialog = latePart(
  () => import('./keys/shortcuts-dialog.tsx').then(({ ShortcutsDialog }) => ShortcutsDialog),
  ({ onClose }) => onClose,
);

type Shown = { readonly kind: 'no' } | { readonly kind: 'yes'; readonly goBack: (() => boolean) | null };

export type Shortcuts = { readonly dialog: ReactNode; readonly show: () => void };

export function useShortcuts(given: readonly Shortcut[]): Shortcuts {
  const surface = useSurface();
  const [shown, setShown] = useState<Shown>({ kind: 'no' });
  const show = (): void => setShown({ kind: 'yes', goBack: surface.rememberPlace() });
  const table: readonly Shortcut[] = [
    ...given,
    { keys: '?', second: 'Mod+/', label: 'Show these shortcuts', where: 'outside-text', run: show },
  ];
  const latest = useRef(table);
  latest.current = table;
  const session = useSession();
  useEffect(
    () =>
      listenToKeys(surface, () => latest.current, {
        never: () => neverEdits(session.snapshot(), session.me),
        removed: {
          gone: point => removalWords(session.snapshot().rows.get('points', point)),
          wordBefore: point => wordBegun(session.text, point),
          keep: (point, words, run) => {
            const { id = null } = session.snapshot().rows.get('points', point) ?? {};
            session.live?.keepWords(id, words, 'This point was removed.', run);
          },
        },
      }),
    [surface, session],
  );
  const dialog = shown.kind === 'yes' && (
    <ShortcutsDialog
      table={table}
      onClose={() => {
        shown.goBack?.();
        setShown({ kind: 'no' });
      }}
    />
  );
  return { dialog, show };
}
