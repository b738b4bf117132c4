// Redacting an entry by order, for the chair: asks why, and says plainly that it cannot be undone.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { isRedactableKind } from '../../shared/acts/act-traits.ts';
import type { HistoryItem } from '../../shared/api/contract.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import { api, problemWords } from '../api/api-client.ts';
import { ActForm } from '../forms/act-form.tsx';
import { useForm } from '../forms/use-form.ts';
import { useSession } from '../session/use-session.tsx';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { LimitedField } from '../ui/limited-field.tsx';

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
  return (
    <Dialog className="redact-dialog" title="Redact this entry" onClose={onClose}>
      {close => <RedactForm entry={entry} words={words} close={close} />}
    </Dialog>
  );
}

const RedactFields = z.object({ reason: z.string() });

function RedactForm({ entry, words, close }: { entry: HistoryItem; words: string; close: () => void }): ReactNode {
  const { seat } = useSession();
  const queries = useQueryClient();
  const form = useForm({
    form: `redact/${entry.id}`,
    title: 'Your order to redact',
    fields: RedactFields,
    initial: { reason: '' },
    words: ['reason'],
  });
  const reason = form.fields.reason.trim();
  const redact = useMutation({
    mutationFn: () => api.redact(seat.draft, seat.id, { run: entry.id, reason }),
    onSuccess: () => {
      form.discard();
      void queries.invalidateQueries({ queryKey: ['history'] });
      close();
    },
  });
  return (
    <ActForm
      form={form}
      place="dialog"
      verb="Redact, for everyone"
      missing={reason === '' ? { says: 'Say by whose order, or why.', at: 'input' } : null}
      isOnItsWay={redact.isPending}
      problem={redact.isError ? problemWords(redact.error) : null}
      onSend={() => redact.mutate()}
      onClose={close}
    >
      <p>
        {entry.by.name} {words}
      </p>
      <p>
        Its words are taken out of the record for everyone and for good. The record says that you did it, when, and why.
        What still stands of them has to be taken out first.
      </p>
      <LimitedField label="By whose order, or why" most={titleCharsMax} {...form.text('reason')} />
    </ActForm>
  );
}
