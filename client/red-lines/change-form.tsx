// Declaring that a red line is softened, held again, or withdrawn; with a note, if there is one.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { reasonCharsMax } from '../../shared/limits.ts';
import type { RedLineRow } from '../../shared/rows/schema.ts';
import { RedLineState } from '../../shared/rows/schema.ts';
import { ActForm } from '../forms/act-form.tsx';
import { ChangedMeanwhile } from '../forms/changed-meanwhile.tsx';
import { useForm } from '../forms/use-form.ts';
import { LimitedField } from '../ui/limited-field.tsx';

const ChangeFields = z.object({ state: RedLineState, note: z.string() });

export function ChangeForm({ line, onClose }: { line: RedLineRow; onClose: () => void }): ReactNode {
  const last = line.states.at(-1);
  const was = last?.state ?? 'held';
  const states = RedLineState.options.filter(state => state !== was);
  const form = useForm({
    form: `red-line.change/${line.id}`,
    title: `What you declared of the red line “${line.statement}”`,
    fields: ChangeFields,
    initial: { state: states[0] ?? 'held', note: '' },
    words: ['note'],
  });
  const { state, note } = form.fields;
  /** Somebody else of the delegation has declared the same since: nobody has chosen another state yet. */
  const isChosen = states.includes(state);
  const change = (): void => {
    const words = note.trim() === '' ? null : note.trim();
    void form.send({ act: { kind: 'red-line.change', redLine: line.id, state, note: words } });
    onClose();
  };
  return (
    <ActForm
      form={form}
      place="page"
      className="red-line-form"
      verb="Declare it for everyone to see"
      missing={isChosen ? null : { says: 'Choose what it is now.', at: 'select' }}
      onSend={change}
      onClose={onClose}
    >
      <ChangedMeanwhile
        now={String(line.states.length)}
        words={`${last?.by.name} declared it ${was} meanwhile.${isChosen ? '' : ' Choose what it is now.'}`}
      />
      <label className="dialog-line">
        It is now
        <select
          className="field"
          value={isChosen ? state : ''}
          onChange={event => form.set({ state: RedLineState.parse(event.target.value) })}
        >
          {!isChosen && <option value="">Choose</option>}
          {states.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <LimitedField label="Note (optional)" most={reasonCharsMax} {...form.text('note')} />
    </ActForm>
  );
}
