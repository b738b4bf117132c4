// What this member sent by a form and the server did not take: why, and the words, until they are sent again or discarded. The form itself holds them too.
import type { ReactNode } from 'react';
import { useReturned } from './use-form.ts';

export function ReturnedForms(): ReactNode {
  const { returned, drop } = useReturned();
  if (returned.length === 0) return null;
  return (
    <section className="banner" aria-label="Not done" role="alert">
      <ul className="returned-forms">
        {returned.map(form => (
          <li key={form.ids[0]}>
            <strong>{form.title}</strong> was not done: {form.state.kind === 'returned' && form.state.reason}{' '}
            {form.state.kind === 'returned' && form.state.said !== '' && <q dir="auto">{form.state.said}</q>} What you
            filled in stands there still.{' '}
            <button type="button" className="button-quiet" onClick={() => drop(form)}>
              Discard<span className="visually-hidden">: {form.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
