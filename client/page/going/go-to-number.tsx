// The dialog that asks for a point's number and goes there. The keyboard goes with it; given up, it is back where it
// was.
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { outlineOf } from '../../../shared/rows/outline.ts';
import { useDraft } from '../../session/use-session.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';

/** `onGo`: after the dialog has closed, and the keyboard is back where it was. */
type GoProps = { readonly onGo: (point: PointId) => void; readonly onClose: () => void };

export function GoToNumber({ onGo, onClose }: GoProps): ReactNode {
  const { rows } = useDraft();
  const [typed, setTyped] = useState('');
  const gone = useRef<PointId | null>(null);
  const points = outlineOf(rows).themes.flatMap(theme => theme.points);
  const wanted = typed.trim();
  const found = /^\d+$/.test(wanted) ? points.find(({ number }) => number === Number(wanted)) : undefined;
  const end = (): void => {
    onClose();
    if (gone.current) onGo(gone.current);
  };
  return (
    <Dialog title="Go to a point" startsAt="input" onClose={end}>
      {close => (
        <form
          className="go-to-number"
          onSubmit={event => {
            event.preventDefault();
            if (!found) return;
            gone.current = found.row.id;
            close();
          }}
        >
          <label className="dialog-line">
            Its number, 1 to {points.length}
            <input
              className="field"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={event => setTyped(event.target.value)}
            />
          </label>
          <output className="quiet">
            {found ? found.row.title : wanted === '' ? '' : `There is no point ${wanted} in this draft.`}
          </output>
          <p className="dialog-verbs">
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" className="button button-main" disabled={!found}>
              Go there
            </button>
          </p>
        </form>
      )}
    </Dialog>
  );
}
