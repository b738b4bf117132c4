// Has the keyboard while a form that was asked for is still on its way: the page below is out of reach, what is typed
// is seen and kept, and Esc gives up. Is seen only where that takes a while. Knows nothing of the form.
import type { CompositionEvent, KeyboardEvent, ReactNode, RefObject } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { useClosingAtOnce } from '../dialogs/closing-at-once.ts';
import './held-keys.css';

type HeldKeysProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly state: 'fetching' | 'failed';
  readonly onGiveUp: () => void;
};

export function HeldKeys({ field, state, onGiveUp }: HeldKeysProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { close, listeners } = useClosingAtOnce(dialog, onGiveUp);
  // In one turn with the drawing. When it goes, the keyboard goes back to where it came from: what comes then remembers
  // that place.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className={state === 'failed' ? undefined : 'held-keys'} {...listeners} aria-labelledby={id}>
      <p id={id} className="dialog-title" role={state === 'failed' ? 'alert' : undefined}>
        {state === 'failed'
          ? 'This form could not be fetched. Copy what you typed here, and reload the page.'
          : 'Fetching the form'}
      </p>
      <textarea
        ref={field}
        className="field held-keys-field"
        rows={2}
        aria-label="What you type goes into the form"
        onKeyDown={keepTab}
        onCompositionStart={markComposing}
        onCompositionEnd={markComposing}
      />
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        {state === 'failed' && (
          // Browsers remember that a file could not be had, until the page is loaded anew.
          <button type="button" className="button button-main" onClick={() => location.reload()}>
            Reload
          </button>
        )}
      </p>
    </dialog>
  );
}

/** Tab would mean the next field of a form that is not there yet, and Ctrl/Cmd+Enter its button. */
function keepTab(event: KeyboardEvent): void {
  if (event.key === 'Tab' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) event.preventDefault();
}

function markComposing({ type, currentTarget }: CompositionEvent<HTMLTextAreaElement>): void {
  if (type === 'compositionstart') currentTarget.dataset['composing'] = '';
  else delete currentTarget.dataset['composing'];
}
