// The way back for words that were dismissed: until the next are, or for a while, and as long as the keyboard is at it.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { dismissedShownMs } from '../../../shared/budget-limits.ts';
import type { KeptWords } from '../../local/own-work.ts';

type DismissedProps = {
  readonly dismissed: KeptWords | null;
  readonly onUndo: (words: KeptWords) => void;
  readonly onForget: () => void;
};

/** Stands there, empty, from the beginning: a screen reader hears a change. */
export function Dismissed({ dismissed, ...verbs }: DismissedProps): ReactNode {
  return (
    <output className="kept-dismissed">
      {dismissed !== null && (
        <>
          Dismissed: <q>{clip(dismissed.words || dismissed.told || dismissed.reason)}</q>{' '}
          <UndoVerb key={dismissed.id} dismissed={dismissed} {...verbs} />
        </>
      )}
    </output>
  );
}

function UndoVerb({ dismissed, onUndo, onForget }: DismissedProps & { dismissed: KeptWords }): ReactNode {
  const undo = useRef<HTMLButtonElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    undo.current?.focus({ preventScroll: true }); // the pressed button has gone
    const timer = setTimeout(() => setOver(true), dismissedShownMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (isOver && document.activeElement !== undo.current) onForget();
  }, [isOver, onForget]);
  return (
    <button
      ref={undo}
      type="button"
      className="button-quiet"
      aria-keyshortcuts="Control+Z Meta+Z"
      onBlur={() => isOver && onForget()}
      onClick={() => onUndo(dismissed)}
    >
      Undo
    </button>
  );
}

const shownChars = 60;
const clip = (words: string): string =>
  words.length > shownChars ? `${words.slice(0, shownChars).toWellFormed()}…` : words;
