// One line of text asked for in a dialog: Enter answers, Esc leaves everything as it was.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { titleCharsMax } from '../../shared/limits.ts';
import { LimitedField } from '../ui/limited-field.tsx';

/** A question for one line of text. */
export type Asking = { readonly title: string; readonly value: string; readonly run: (title: string) => void };

export function TitleDialog({ asking, onClose }: { asking: Asking; onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [value, setValue] = useState(asking.value);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="title-dialog">
      <form
        method="dialog"
        onSubmit={() => {
          if (value.trim() !== '') asking.run(value.trim());
        }}
      >
        <h2 id="title-dialog" className="dialog-title">
          {asking.title}
        </h2>
        <LimitedField label="Title" most={titleCharsMax} verb="save" value={value} onChange={setValue} />
        <p className="dialog-verbs">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={value.trim() === ''}>
            {asking.title}
          </button>
        </p>
      </form>
    </dialog>
  );
}
