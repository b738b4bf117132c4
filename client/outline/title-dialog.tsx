// One line of text asked for in a dialog: Enter answers, Esc closes and keeps what was typed.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { PointId } from '../../shared/ids.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { ActForm } from '../forms/act-form.tsx';
import { ChangedMeanwhile } from '../forms/changed-meanwhile.tsx';
import { useForm, useSayDone } from '../forms/use-form.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { useSurface } from '../ui/text-surface.ts';
import type { Asking } from './askings.ts';
import { askingOf } from './askings.ts';
import { writeInNew } from './write-in-new.ts';

type DialogProps = {
  readonly asking: Asking;
  readonly onAdded: (point: PointId) => void;
  readonly onClose: () => void;
};

export function TitleDialog({ asking, onAdded, onClose }: DialogProps): ReactNode {
  return (
    <Dialog title={asking.title} onClose={onClose}>
      {close => <TitleForm asking={asking} onAdded={onAdded} close={close} />}
    </Dialog>
  );
}

const TitleFields = z.object({ title: z.string() });

type FormProps = Pick<DialogProps, 'asking' | 'onAdded'> & { readonly close: () => void };

function TitleForm({ asking, onAdded, close }: FormProps): ReactNode {
  const { form: about, title, kept, value, act, said } = asking;
  const sayDone = useSayDone();
  const surface = useSurface();
  const session = useSession();
  const form = useForm({ form: about, title: kept, fields: TitleFields, initial: { title: value }, words: ['title'] });
  const typed = form.fields.title.trim();
  const { rows } = useDraft();
  const now = askingOf(about, outlineOf(rows))?.value ?? value;
  const send = (): void => {
    const asked = act(typed);
    let write = (_: PointId | null): void => undefined;
    sayDone(said(typed), told => {
      const outcome = form.send({
        act: asked,
        ...told,
        onDone: id => {
          told.onDone?.(id);
          if (asked.kind === 'point.add') write(PointId.parse(id));
        },
      });
      void outcome?.then(({ kind }) => kind === 'refused' && write(null));
      return outcome;
    });
    close();
    const keep = (point: PointId | null, words: string): void =>
      session.live?.keepWords(point, words, 'You typed this for the new point, and then went elsewhere.');
    if (asked.kind === 'point.add' && session.status().kind !== 'reconnecting')
      write = writeInNew({ surface, onAdded, keep });
  };
  return (
    <ActForm
      form={form}
      place="dialog"
      verb={title}
      missing={typed === '' ? { says: 'Write a title first.', at: 'input' } : null}
      isOneLine
      onSend={send}
      onClose={close}
    >
      <ChangedMeanwhile now={now} words={`It was renamed meanwhile: “${now}”. Yours takes the place of that.`} />
      <LimitedField label="Title" most={titleCharsMax} verb="save" {...form.text('title')} />
    </ActForm>
  );
}
