// Redacting an entry by order, for the chair: asks why, and says plainly that it cannot be undone.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { isRedactableKind } from '../../shared/acts/redactable.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import { api } from '../session/api-client.ts';
import { useSession } from '../session/use-session.tsx';
import { isTooLong, LimitedField } from '../ui/limited-field.tsx';

export const isRedactable = ({ kind, facts }: HistoryItem): boolean =>
  isRedactableKind(kind) && facts['isRedacted'] !== true;

export function RedactDialog({
  entry,
  words,
  onClose,
}: {
  entry: HistoryItem;
  words: string;
  onClose: () => void;
}): ReactNode {
  const { seat } = useSession();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [reason, setReason] = useState('');
  const redact = useMutation({
    mutationFn: () => api.redact(seat.draft, seat.id, { run: entry.id, reason: reason.trim() }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['history'] });
      onClose();
    },
  });
  return (
    <dialog ref={dialog} className="redact-dialog" aria-labelledby="redact-title" onClose={onClose}>
      <h2 id="redact-title" className="dialog-title">
        Redact this entry
      </h2>
      <p>
        {entry.by.name} {words}
      </p>
      <p>
        Its words are taken out of the record for everyone and for good. The record says that you did it, when, and why.
        What still stands of them has to be taken out first.
      </p>
      <LimitedField label="By whose order, or why" most={titleCharsMax} value={reason} onChange={setReason} />
      {redact.isError && <p role="alert">{redact.error.message}</p>}
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={reason.trim() === '' || isTooLong(reason, titleCharsMax) || redact.isPending}
          onClick={() => redact.mutate()}
        >
          Redact, for everyone
        </button>
      </p>
    </dialog>
  );
}
