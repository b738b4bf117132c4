// The one table of keyboard shortcuts: what the features bring, plus "?" for the table itself, and the dialog that
// shows it. keys/page-keys.ts listens.
import type { ReactNode } from 'react';
import { Fragment, useEffect, useRef } from 'react';
import type { Shortcut } from '../ui/shortcut.ts';
import { keyWords } from '../ui/shortcut.ts';
import { useSurface } from '../ui/text-surface.ts';
import { listenToKeys } from './keys/page-keys.ts';

export type Shortcuts = {
  readonly table: readonly Shortcut[];
  readonly dialog: React.RefObject<HTMLDialogElement | null>;
  show(): void;
};

export function useShortcuts(given: readonly Shortcut[]): Shortcuts {
  const dialog = useRef<HTMLDialogElement>(null);
  const surface = useSurface();
  const show = (): void => {
    if (!dialog.current?.open) dialog.current?.showModal();
  };
  const table: readonly Shortcut[] = [
    ...given,
    { keys: '?', second: 'Mod+/', label: 'Show these shortcuts', where: 'outside-text', run: show },
  ];
  const latest = useRef(table);
  latest.current = table;
  useEffect(() => listenToKeys(surface, () => latest.current), [surface]);
  return { table, dialog, show };
}

export function ShortcutsDialog({ shortcuts: { table, dialog } }: { shortcuts: Shortcuts }): ReactNode {
  return (
    <dialog ref={dialog} aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title" className="dialog-title">
        Keyboard shortcuts
      </h2>
      <dl className="shortcuts">
        {table.filter(isListed).map(({ keys, second, label }) => (
          <div key={keys}>
            <dt>
              {[keys, ...(second === undefined ? [] : [second])].map((binding, index) => (
                <Fragment key={binding}>
                  {index > 0 && ' or '}
                  <kbd>{keyWords(binding)}</kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
        {inText.map(([keys, label]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">Keys that type a character are shortcuts only while you are not in a text.</p>
      <form method="dialog" className="dialog-verbs">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}

const isListed = ({ isListed = true }: Shortcut): boolean => isListed;

/** What the editor and the cards do themselves. */
const inText = [
  ['Tab, Shift+Tab', 'In a list: deeper, and back'],
  ['Esc, then Tab', 'Out of the text'],
] as const;
