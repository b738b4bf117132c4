// Declaring that a red line is softened, held again, or withdrawn; with a note, if there is one.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { reasonCharsMax } from '../../shared/limits.ts';
import type { RedLineRow } from '../../shared/rows/schema.ts';
import { RedLineState } from '../../shared/rows/schema.ts';
import { ActForm } from '../forms/act-form.tsx';
import { useForm } from '../forms/use-form.ts';
import { LimitedField } from '../ui/limited-field.tsx';

const ChangeFields = z.object({ state: RedLineState, note: z.string() });

export function ChangeForm({ line, onClose }: { line: RedLineRow; onClose: () => void }): ReactNode {
  const was = line.states.at(-1)?.state ?? 'held';
  const states = RedLineState.options.filter(state => state !== was);
  const form = useForm({
    form: `red-line.change/${line.id}`,
    title: `What you declared of the red line “${line.statement}”`,
    fields: ChangeFields,
    initial: { state: states[0] ?? 'held', note: '' },
    words: ['note'],
  });
  const { note } = form.fields;
  // Meanwhile somebody else of the delegation may have declared the same.
  const state = states.find(each => each === form.fields.state) ?? states[0] ?? 'held';
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
      isReady
      onSend={change}
      onClose={onClose}
    >
      <label className="dialog-line">
        It is now
        <select
          className="field"
          value={state}
          onChange={event => form.set({ state: RedLineState.parse(event.target.value) })}
        >
          {states.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <LimitedField label="Note (optional)" most={reasonCharsMax} {...form.text('note')} />
    </ActForm>
  );
}
