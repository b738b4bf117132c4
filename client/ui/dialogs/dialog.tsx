// A dialog over the page, with its title: Esc closes it, unless it is held, and so does `close`. Knows nothing of what
// stands in it.
import type { ReactNode } from 'react';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { keepKeyboardInText } from '../keys/keyboard-stays.ts';
import { useClosingAtOnce } from './closing-at-once.ts';

type DialogProps = {
  readonly title: ReactNode;
  readonly className?: string;
  readonly onClose: () => void;
  /** Asked at Esc. Yes: it stays, and whoever answers says why. */
  readonly staysOpen?: () => boolean;
  /** What the keyboard begins at, as a selector. Without it: the first field or button. */
  readonly startsAt?: string;
  readonly children: (close: () => void) => ReactNode;
};

export function Dialog({ title, className, onClose, staysOpen, startsAt, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []); // in the turn of the key that opens it
  // After its fields, which may take the keyboard too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    if (startsAt !== undefined) dialog.current?.querySelector<HTMLElement>(startsAt)?.focus();
  }, []);
  const closed = (): void => {
    onClose();
    keepKeyboardInText(); // what opened it may have gone
  };
  const { close, listeners } = useClosingAtOnce(dialog, closed, staysOpen && { staysOpen });
  // Not among what opened it: an element that changes places among its neighbours stands above the page no more.
  return createPortal(
    <dialog ref={dialog} className={className} {...listeners} aria-labelledby={id}>
      <h2 id={id} className="dialog-title">
        {title}
      </h2>
      {children(close)}
    </dialog>,
    document.body,
  );
}
