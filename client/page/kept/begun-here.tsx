// The sign, beside the save state on every tab, that forms were begun and are not sent; it opens their list, which
// leads back into each. Forms that stand open need no sign.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useClosedForms } from '../../forms/use-form.ts';
import { useSession } from '../../session/use-session.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { FormInList } from './form-in-list.tsx';
import './kept-here.css';

export function BegunHere(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { isFrozen } = useSession(); // in the past nothing is gone on with
  const count = useClosedForms().closed.length;
  return (
    <>
      {count > 0 && !isFrozen && (
        <button
          type="button"
          className="save-kept"
          aria-haspopup="dialog"
          aria-label={`Begun, not sent: ${count === 1 ? '1 form' : `${count} forms`}`}
          onClick={() => setOpen(true)}
        >
          Begun<span className="save-more">, not sent</span>: {count}
          <span className="save-more">{count === 1 ? ' form' : ' forms'}</span>
        </button>
      )}
      {isOpen && (
        <Dialog className="begun-forms" title="Begun, not sent" onClose={() => setOpen(false)}>
          {close => <BegunList close={close} />}
        </Dialog>
      )}
    </>
  );
}

function BegunList({ close }: { close: () => void }): ReactNode {
  const { closed, areStored, drop, goOn } = useClosedForms();
  return (
    <>
      <p className="quiet">
        Only you see this.{' '}
        {areStored
          ? 'It stays in this browser until it is sent or discarded.'
          : 'This browser has no room to store it: it lasts as long as this page is open.'}
      </p>
      {closed.length === 0 && <p>Nothing is begun.</p>}
      <ul>
        {closed.map(form => (
          <FormInList
            key={form.ids[0]}
            form={form}
            told={name => name}
            onOpened={close}
            onGoOn={() => {
              close();
              goOn(form);
            }}
            onDiscard={() => drop(form)}
          />
        ))}
      </ul>
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </p>
    </>
  );
}
