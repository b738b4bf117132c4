// How a dialog closes: in the turn of the key or press that closes it. The browser tells of it a turn later, and the
// next letter may come before that: it would miss the words that it is meant for.
import type { KeyboardEvent, RefObject, SyntheticEvent } from 'react';
import { useCallback, useLayoutEffect, useRef } from 'react';

type Closing = {
  readonly close: () => void;
  /** For the dialog. */
  readonly listeners: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLDialogElement>) => void;
    readonly onCancel: (event: SyntheticEvent<HTMLDialogElement>) => void;
    readonly onClose: () => void;
  };
};

/**
 * `staysOpen` is asked as Esc is pressed; whoever answers yes says why. `onClose` is called once for each time that it
 * is open, with the dialog closed.
 */
export function useClosingAtOnce(
  dialog: RefObject<HTMLDialogElement | null>,
  onClose: () => void,
  { isOpen = true, staysOpen = () => false }: { isOpen?: boolean; staysOpen?: () => boolean } = {},
): Closing {
  const latest = useRef(onClose);
  latest.current = onClose;
  const asked = useRef(staysOpen);
  asked.current = staysOpen;
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
      if (!asked.current()) close();
    },
    [close],
  );
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLDialogElement>) => {
    // Of a second Esc the browser tells nobody before it closes.
    if (event.key === 'Escape' && !event.nativeEvent.isComposing && asked.current()) event.preventDefault();
  }, []);
  return { close, listeners: { onKeyDown, onCancel, onClose: closed } };
}
