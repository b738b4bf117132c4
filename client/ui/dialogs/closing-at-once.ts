// How a dialog closes: in the turn of the key or press that closes it. The browser tells of it a turn later, and the
// next letter may come before that: it would miss the words that it is meant for.
import type { RefObject, SyntheticEvent } from 'react';
import { useCallback, useLayoutEffect, useRef } from 'react';

type Closing = {
  readonly close: () => void;
  /** For the dialog. */
  readonly listeners: {
    readonly onCancel: (event: SyntheticEvent<HTMLDialogElement>) => void;
    readonly onClose: () => void;
  };
};

/** `onClose` is called once for each time that it is open, with the dialog closed. */
export function useClosingAtOnce(
  dialog: RefObject<HTMLDialogElement | null>,
  onClose: () => void,
  isOpen = true,
): Closing {
  const latest = useRef(onClose);
  latest.current = onClose;
  const state = useRef<'open' | 'closed'>('open');
  useLayoutEffect(() => {
    if (isOpen) state.current = 'open';
  }, [isOpen]);
  const closed = useCallback(() => {
    if (state.current === 'closed') return;
    state.current = 'closed';
    latest.current();
  }, []);
  const close = useCallback(() => {
    dialog.current?.close();
    closed();
  }, [dialog, closed]);
  const onCancel = useCallback(
    (event: SyntheticEvent<HTMLDialogElement>) => {
      if (event.target !== event.currentTarget) return; // a choice of files was cancelled
      event.preventDefault();
      close();
    },
    [close],
  );
  return { close, listeners: { onCancel, onClose: closed } };
}
