// What this member sent by a form and the server did not take: why, and the words, until they are sent again or
// discarded. The form itself holds them too.
import type { ReactNode } from 'react';
import { useReturned } from '../../forms/use-form.ts';
import { FormInList } from './form-in-list.tsx';

export function ReturnedForms(): ReactNode {
  const { returned, drop, goOn } = useReturned();
  if (returned.length === 0) return null;
  return (
    <section className="kept" aria-label="Not done" role="alert">
      <h2>Not done</h2>
      <ul>
        {returned.map(form => (
          <FormInList
            key={form.ids[0]}
            form={form}
            told={name => `${name} was not done: ${form.state.kind === 'returned' ? form.state.reason : ''}`}
            onGoOn={() => goOn(form)}
            onDiscard={() => drop(form)}
          />
        ))}
      </ul>
    </section>
  );
}
