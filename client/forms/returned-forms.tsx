// What this member sent by a form and the server did not take: why, and the words, until they are sent again or discarded. The form itself holds them too.
import type { ReactNode } from 'react';
import type { BegunForm } from './begun-forms.ts';
import { useReturned } from './use-form.ts';

export function ReturnedForms(): ReactNode {
  const { returned, drop } = useReturned();
  if (returned.length === 0) return null;
  return (
    <section className="kept" aria-label="Not done" role="alert">
      <h2>Not done</h2>
      <ul>
        {returned.map(form => (
          <ReturnedForm key={form.ids[0]} form={form} onDiscard={() => drop(form)} />
        ))}
      </ul>
    </section>
  );
}

function ReturnedForm({ form, onDiscard }: { form: BegunForm; onDiscard: () => void }): ReactNode {
  const { title, state, fields } = form;
  if (state.kind !== 'returned') return null;
  const hasFields = Object.keys(fields).length > 0;
  return (
    <li className="kept-words">
      <p>
        {title} was not done: {state.reason}{' '}
        {hasFields && 'What you filled in stands in its form, to be sent again or discarded.'}
      </p>
      {state.said !== '' && <blockquote dir="auto">{state.said}</blockquote>}
      <p className="kept-verbs">
        <button type="button" className="button-quiet" onClick={onDiscard}>
          {hasFields ? 'Discard' : 'Dismiss'}
          <span className="visually-hidden">: {title}</span>
        </button>
      </p>
    </li>
  );
}
