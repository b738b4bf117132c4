// What this member sent by a form and the server did not take: why, and the words, until they are sent again or
// discarded. The form itself holds them too.
import type { ReactNode } from 'react';
import { useReturned } from '../../forms/use-form.ts';
import { showAtTop } from '../going/show-at-top.ts';
import { FormInList } from './form-in-list.tsx';

export function ReturnedForms(): ReactNode {
  const { returned, drop, goOn } = useReturned();
  if (returned.length === 0) return null;
  return (
    // Read aloud once: what stood there before is not read again with the next one.
    <section className="kept returned" aria-label="Not done" role="alert" aria-atomic={false} tabIndex={-1}>
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

export function focusReturned(): void {
  const list = document.querySelector<HTMLElement>('.returned');
  if (list) showAtTop(list);
  list?.focus({ preventScroll: true });
}
