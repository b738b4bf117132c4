// The words and choices that some verbs on a flag ask for: why it is disputed, what settled it, another severity, a
// first comment.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { unreachable } from '../../shared/assert.ts';
import { commentCharsMax, reasonCharsMax } from '../../shared/limits.ts';
import type { FlagRow } from '../../shared/rows/schema.ts';
import { Severity } from '../../shared/rows/schema.ts';
import { ActForm } from '../forms/act-form.tsx';
import { amendedMeanwhile, ChangedMeanwhile } from '../forms/changed-meanwhile.tsx';
import { useForm } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import { LimitedField } from '../ui/limited-field.tsx';
import type { Asking } from './flag-asking.ts';
import { SeverityChoice } from './severity-choice.tsx';

type FlagFormProps = { readonly flag: FlagRow; readonly asking: Asking; readonly onClose: () => void };

const AnswerFields = z.object({ severity: Severity, text: z.string() });

const asked: { readonly [A in Asking]: { readonly label: string; readonly verb: string; readonly what: string } } = {
  dispute: {
    label: 'Reason for the dispute (optional)',
    verb: 'Dispute for everyone to see',
    what: 'What you dispute',
  },
  settle: { label: 'What settled it (optional)', verb: 'Settle this flag', what: 'Settling the flag' },
  amend: { label: 'Reason (optional)', verb: 'Amend this flag', what: 'What you amended in the flag' },
  discuss: { label: 'The first comment of its thread', verb: 'Post to everyone', what: 'Your comment on the flag' },
};

export function FlagForm({ flag, asking, onClose }: FlagFormProps): ReactNode {
  const { label, verb, what } = asked[asking];
  const form = useForm({
    form: `flag.${asking}/${flag.id}`,
    title: what,
    fields: AnswerFields,
    initial: { severity: flag.severity, text: asking === 'amend' ? (flag.reason ?? '') : '' },
    words: ['text'],
  });
  const { severity, text } = form.fields;
  return (
    <ActForm
      form={form}
      place="page"
      className="flag-form"
      verb={verb}
      missing={asking === 'discuss' && text.trim() === '' ? { says: 'Write the comment first.', at: 'textarea' } : null}
      onSend={() => {
        void form.send({ act: actOf(asking, flag, text.trim(), severity) });
        onClose();
      }}
      onClose={onClose}
    >
      {asking === 'amend' && <ChangedMeanwhile now={`${flag.severity} ${flag.reason}`} words={amendedMeanwhile} />}
      {asking === 'amend' && <SeverityChoice value={severity} onChange={next => form.set({ severity: next })} />}
      <LimitedField
        label={label}
        rows={2}
        autoFocus
        most={asking === 'discuss' ? commentCharsMax : reasonCharsMax}
        {...form.text('text')}
      />
    </ActForm>
  );
}

function actOf(asking: Asking, { id: flag }: FlagRow, text: string, severity: FlagRow['severity']): ActDraft {
  const words = text === '' ? null : text;
  switch (asking) {
    case 'dispute':
      return { kind: 'flag.dispute', flag, reason: words };
    case 'settle':
      return { kind: 'flag.settle', flag, outcome: words };
    case 'amend':
      return { kind: 'flag.amend', flag, severity, reason: words };
    case 'discuss':
      return { kind: 'flag.discuss', flag, text };
    default:
      return unreachable(asking);
  }
}
