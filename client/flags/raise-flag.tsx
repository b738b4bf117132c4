// Raising a flag: which red line of whom; risks or crosses; why. Whoever keeps red lines may write a new one here,
// which goes first.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId } from '../../shared/ids.ts';
import { RedLineId } from '../../shared/ids.ts';
import { reasonCharsMax, statementCharsMax } from '../../shared/limits.ts';
import { anchorNeeds } from '../../shared/text/anchors/anchors.ts';
import type { Missing } from '../forms/act-form.tsx';
import { ActForm } from '../forms/act-form.tsx';
import { withdrawnWords } from '../forms/form-news.ts';
import type { Form } from '../forms/use-form.ts';
import { useForm } from '../forms/use-form.ts';
import { WordsMeanwhile } from '../forms/words-meanwhile.tsx';
import type { ActDraft, Session } from '../session/session.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { audienceOf } from '../ui/audience.ts';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { FlagFields } from './flag-fields.ts';
import { newLine, RedLineChoice } from './red-line-choice.tsx';
import { SeverityChoice } from './severity-choice.tsx';
import './flags.css';

/**
 * The point as a whole, or words of it: an anchor, since others may edit around them before the flag is raised.
 * `goBack`: where the keyboard came from.
 */
export type FlagTarget = {
  readonly point: PointId;
  readonly number: number;
  readonly words: FlagFields['words'];
  readonly goBack: (() => void) | null;
};

export function RaiseFlag({ target, onClose }: { target: FlagTarget; onClose: () => void }): ReactNode {
  const closed = (): void => {
    onClose();
    target.goBack?.();
  };
  return (
    // What is typed at once is the reason, not a search.
    <Dialog
      className="raise-flag"
      title={`Flag point ${target.number} against a red line`}
      onClose={closed}
      startsAt="textarea"
    >
      {close => <RaiseForm target={target} close={close} />}
    </Dialog>
  );
}

function RaiseForm({ target, close }: { target: FlagTarget; close: () => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const form = useForm<FlagFields>({
    form: `flag.raise/${target.point}`,
    title: 'Your flag',
    fields: FlagFields,
    initial: { line: '', statement: '', severity: 'risks', reason: '', words: target.words },
    words: ['statement', 'reason'],
  });
  const [begunOn] = useState(form.begun ? form.fields.words : target.words);
  // Begun on some words and gone on with on others, it is about these.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    if (form.begun) form.set({ words: target.words });
  }, []);
  const { line, statement } = form.fields;
  const known = RedLineId.safeParse(line).data;
  const chosen = known === undefined ? undefined : rows.get('redLines', known);
  const withdrawn = chosen ? withdrawnWords(chosen) : null;
  const { party } = session.me;
  const adding = line === newLine && party ? mayAct({ kind: 'red-line.add', party }, session.me, rows) : null;
  const problem = adding?.kind === 'no' ? adding.reason : withdrawn && `${withdrawn} Choose another one.`;
  const missing = (): Missing | null => {
    if (problem !== null) return { says: problem, at: lineSearch };
    if (line !== newLine) return chosen ? null : { says: 'Choose a red line first.', at: lineSearch };
    return statement.trim() === '' ? { says: 'Write the red line first.', at: 'textarea' } : null;
  };
  const raise = (): void => {
    const own = line === newLine ? newLineOf(session, target.point, statement.trim()) : null;
    const flag = (on: string): ActDraft => flagOf(target, form.fields, on);
    // A new line is not written twice when the flag is refused.
    void form.send(own ? { act: own, next: { act: flag, left: line => ({ line }) } } : { act: flag(line) });
    close();
  };
  return (
    <ActForm
      form={form}
      place="dialog"
      verb={`Flag for ${audienceOf(session.me)} to see`}
      missing={missing()}
      problem={problem}
      onSend={raise}
      onClose={close}
    >
      {target.words && <blockquote className="flag-quote">{target.words.quote}</blockquote>}
      {target.words && <WordsMeanwhile point={target.point} anchor={target.words.anchor} what="the flag" />}
      {begunOn?.quote !== target.words?.quote && (
        <p role="status" className="quiet small">
          You began this on {begunOn ? `“${begunOn.quote}”` : 'the point as a whole'}. It is about{' '}
          {target.words ? 'the words above' : 'the point as a whole'} now.
        </p>
      )}
      <RedLineChoice chosen={line} onChoose={next => form.set({ line: next })} />
      <FlagWords form={form} />
      {chosen && withdrawn === null && (
        <p className="flag-chosen">
          Against {rows.get('parties', chosen.party)?.code}: {chosen.statement}
        </p>
      )}
    </ActForm>
  );
}

/** What is typed on there is a search: at the choice itself a blank would choose. */
const lineSearch = '.red-line-choice input[type=search]';

function FlagWords({ form }: { form: Form<FlagFields> }): ReactNode {
  const { line, severity } = form.fields;
  return (
    <>
      {line === newLine && (
        <LimitedField
          label="What your delegation will not cross"
          rows={2}
          most={statementCharsMax}
          {...form.text('statement')}
        />
      )}
      <SeverityChoice value={severity} onChange={next => form.set({ severity: next })} />
      <LimitedField label="Reason (optional)" rows={2} most={reasonCharsMax} {...form.text('reason')} />
    </>
  );
}

function newLineOf(session: Session, point: PointId, statement: string): ActDraft | null {
  const { party, name } = session.me;
  if (party === null) return null;
  const date = new Date(session.serverNow()).toISOString().slice(0, 10);
  const theme = session.snapshot().rows.get('points', point)?.theme ?? null;
  const source = { who: name, where: 'In this draft', date };
  return { kind: 'red-line.add', party, statement, theme, source, points: [point] };
}

function flagOf({ point, words }: FlagTarget, { severity, reason }: FlagFields, line: string): ActDraft {
  const anchor = words?.anchor ?? null;
  const needs = anchor ? anchorNeeds(anchor) : [];
  const why = reason.trim() === '' ? null : reason.trim();
  return { kind: 'flag.raise', point, anchor, needs, redLine: RedLineId.parse(line), severity, reason: why };
}
