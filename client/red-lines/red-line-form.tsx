// Adding or amending a red line: statement, theme, points, source. What is filled in stays until it is done or
// discarded.
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { PartyId } from '../../shared/ids.ts';
import { PointId } from '../../shared/ids.ts';
import { statementCharsMax, titleCharsMax } from '../../shared/limits.ts';
import type { OutlineTheme } from '../../shared/rows/outline.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { RedLineRow } from '../../shared/rows/schema.ts';
import type { Missing } from '../forms/act-form.tsx';
import { ActForm } from '../forms/act-form.tsx';
import { amendedMeanwhile, ChangedMeanwhile } from '../forms/changed-meanwhile.tsx';
import { useForm } from '../forms/use-form.ts';
import type { ActDraft } from '../session/session.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { PointsChoice } from './points-choice.tsx';

type FormProps = { readonly party: PartyId; readonly line: RedLineRow | null; readonly onClose: () => void };

const LineFields = z.object({
  statement: z.string(),
  who: z.string(),
  where: z.string(),
  date: z.string(),
  theme: z.string(),
  points: z.array(PointId),
});
type LineFields = z.infer<typeof LineFields>;

export function RedLineForm({ party, line, onClose }: FormProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const { themes } = outlineOf(rows);
  const today = new Date(session.serverNow()).toISOString().slice(0, 10);
  const form = useForm({
    form: line ? `red-line.amend/${line.id}` : `red-line.add/${party}`,
    title: line ? `Your amendment of the red line “${line.statement}”` : 'Your red line',
    fields: LineFields,
    initial: fieldsOf(line, today),
    words: ['statement', 'who', 'where'],
  });
  const { date, theme, points } = form.fields;
  const save = (): void => {
    const words = wordsOf(form.fields, themes);
    const act: ActDraft = line
      ? { kind: 'red-line.amend', redLine: line.id, ...words }
      : { kind: 'red-line.add', party, ...words };
    void form.send({ act });
    onClose();
  };
  return (
    <ActForm
      form={form}
      place="page"
      className="red-line-form"
      verb={line ? 'Amend it for everyone to see' : 'Register it for everyone to see'}
      missing={missingIn(form.fields)}
      onSend={save}
      onClose={onClose}
    >
      {line && <ChangedMeanwhile now={JSON.stringify(fieldsOf(line, today))} words={amendedMeanwhile} />}
      <LimitedField
        label="What the delegation will not cross"
        rows={2}
        most={statementCharsMax}
        {...form.text('statement')}
      />
      <div className="red-line-fields">
        <LimitedField label="Who said or reported it" most={titleCharsMax} {...form.text('who')} />
        <LimitedField label="Where (optional)" most={titleCharsMax} {...form.text('where')} />
        <label className="dialog-line">
          When
          <input
            type="date"
            className="field"
            value={date}
            onChange={event => form.set({ date: event.target.value })}
          />
        </label>
        <label className="dialog-line">
          Theme
          <select className="field" value={theme} onChange={event => form.set({ theme: event.target.value })}>
            <option value="">The draft as a whole</option>
            {themes.map(({ row, number }) => (
              <option key={row.id} value={row.id}>
                {number} {row.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PointsChoice chosen={points} onChange={next => form.set({ points: next })} />
    </ActForm>
  );
}

function missingIn({ statement, who, date }: LineFields): Missing | null {
  if (statement.trim() === '') return { says: 'Say what the delegation will not cross.', at: 'textarea' };
  if (who.trim() === '') return { says: 'Name who said or reported it.', at: '.red-line-fields input' };
  return date === '' ? { says: 'Say when it was said or reported.', at: 'input[type=date]' } : null;
}

function fieldsOf(line: RedLineRow | null, today: string): LineFields {
  const { who, where, date } = line?.source ?? { who: '', where: '', date: today };
  return {
    statement: line?.statement ?? '',
    who,
    where,
    date,
    theme: line?.theme ?? '',
    points: [...(line?.points ?? [])],
  };
}

function wordsOf({ statement, who, where, date, theme, points }: LineFields, themes: readonly OutlineTheme[]) {
  return {
    statement: statement.trim(),
    theme: themes.find(({ row }) => row.id === theme)?.row.id ?? null,
    points,
    source: { who: who.trim(), where: where.trim(), date },
  };
}
