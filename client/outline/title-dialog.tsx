// One line of text asked for in a dialog: Enter answers, Esc closes and keeps what was typed.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { titleCharsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { ActForm } from '../forms/act-form.tsx';
import { ChangedMeanwhile } from '../forms/changed-meanwhile.tsx';
import { useForm } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import { useDraft } from '../session/use-session.tsx';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { askingOf } from './askings.ts';

/** A question for one line of text. `form`: what it is about, and of what. */
export type Asking = {
  readonly form: string;
  readonly title: string;
  /** In a list of what was begun: "A new title". */
  readonly kept: string;
  readonly value: string;
  readonly act: (title: string) => ActDraft;
};

export function TitleDialog({ asking, onClose }: { asking: Asking; onClose: () => void }): ReactNode {
  return (
    <Dialog title={asking.title} onClose={onClose}>
      {close => <TitleForm asking={asking} close={close} />}
    </Dialog>
  );
}

const TitleFields = z.object({ title: z.string() });

function TitleForm({ asking, close }: { asking: Asking; close: () => void }): ReactNode {
  const { form: about, title, kept, value, act } = asking;
  const form = useForm({ form: about, title: kept, fields: TitleFields, initial: { title: value }, words: ['title'] });
  const typed = form.fields.title.trim();
  const { rows } = useDraft();
  const now = askingOf(about, outlineOf(rows))?.value ?? value;
  return (
    <ActForm
      form={form}
      place="dialog"
      verb={title}
      missing={typed === '' ? { says: 'Write a title first.', at: 'input' } : null}
      isOneLine
      onSend={() => {
        void form.send({ act: act(typed) });
        close();
      }}
      onClose={close}
    >
      <ChangedMeanwhile now={now} words={`It was renamed meanwhile: “${now}”. Yours takes the place of that.`} />
      <LimitedField label="Title" most={titleCharsMax} verb="save" {...form.text('title')} />
    </ActForm>
  );
}
