// "Reset sample": asks first, since it cannot be undone.
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { api } from '../api/api-client.ts';

export function ResetSample({ onDone }: { onDone: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const reset = useMutation({
    mutationFn: api.resetSample,
    onSuccess: () => {
      dialog.current?.close();
      onDone();
    },
  });
  return (
    <>
      <button type="button" className="button-quiet" onClick={() => dialog.current?.showModal()}>
        Reset sample
      </button>
      <dialog ref={dialog} aria-labelledby="reset-title">
        <h2 id="reset-title">Start the sample afresh</h2>
        <p>All edits, comments and the history of the sample draft are deleted for everyone. This cannot be undone.</p>
        {reset.isError && <p role="alert">{reset.error.message}</p>}
        <p className="dialog-verbs">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={reset.isPending}
            onClick={() => reset.mutate()}
          >
            {reset.isPending ? 'Starting afresh' : 'Delete and start afresh'}
          </button>
        </p>
      </dialog>
    </>
  );
}
