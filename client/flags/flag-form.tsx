// The words and choices that some verbs on a flag ask for: why it is disputed, what settled it, another severity, a first comment.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { unreachable } from '../../shared/assert.ts';
import { commentCharsMax, reasonCharsMax } from '../../shared/limits.ts';
import type { FlagRow } from '../../shared/rows/schema.ts';
import type { ActDraft } from '../session/session.ts';
import { LimitedField } from '../ui/limited-field.tsx';
import { SeverityChoice } from './severity-choice.tsx';

type Asking = 'dispute' | 'settle' | 'amend' | 'discuss';
type FlagFormProps = {
  readonly flag: FlagRow;
  readonly asking: Asking;
  /** False when it was refused: what was typed stays. */
  readonly send: (act: ActDraft) => Promise<boolean>;
  readonly onCancel: () => void;
};

const asked: { readonly [A in Asking]: { readonly label: string; readonly verb: string } } = {
  dispute: { label: 'Why you dispute it (asked for, not required)', verb: 'Dispute for everyone to see' },
  settle: { label: 'What settled it (asked for, not required)', verb: 'Settle this flag' },
  amend: { label: 'Why (asked for, not required)', verb: 'Amend this flag' },
  discuss: { label: 'The first comment of its thread', verb: 'Post to everyone' },
};

export function FlagForm({ flag, asking, send, onCancel }: FlagFormProps): ReactNode {
  const [severity, setSeverity] = useState(flag.severity);
  const [text, setText] = useState(asking === 'amend' ? (flag.reason ?? '') : '');
  const { label, verb } = asked[asking];
  const isReady = asking !== 'discuss' || text.trim() !== '';
  return (
    <form
      className="flag-form"
      onSubmit={event => {
        event.preventDefault();
        if (isReady) void send(actOf(asking, flag, text.trim(), severity));
      }}
    >
      {asking === 'amend' && <SeverityChoice value={severity} onChange={setSeverity} />}
      <LimitedField
        label={label}
        rows={2}
        autoFocus
        most={asking === 'discuss' ? commentCharsMax : reasonCharsMax}
        value={text}
        onChange={setText}
      />
      <p className="flag-verbs">
        <button type="submit" className="button button-main" disabled={!isReady}>
          {verb}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
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
