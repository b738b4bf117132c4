// The page's one table of shortcuts, as people read it. Listens to nothing.
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import type { Shortcut } from '../../ui/shortcut.ts';
import { keyWords } from '../../ui/shortcut.ts';
import './shortcuts-dialog.css';

type DialogProps = { readonly table: readonly Shortcut[]; readonly onClose: () => void };

export function ShortcutsDialog({ table, onClose }: DialogProps): ReactNode {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      {close => (
        <>
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
          <p className="dialog-verbs">
            <button type="button" className="button" onClick={close}>
              Close
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}

const isListed = ({ isListed = true }: Shortcut): boolean => isListed;

/** What the editor and the cards do themselves. */
const inText = [
  ['Tab, Shift+Tab', 'In a list: deeper, and back'],
  ['Esc, then Tab', 'Out of the text'],
] as const;
