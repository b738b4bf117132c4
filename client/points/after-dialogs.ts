// A dialog that was opened from the words gives the focus back to them when it closes. What was selected there is selected no more, or the next letter would
// take its place (rule T9).
import { useEffect } from 'react';

export function useNothingSelectedAfterDialogs(): void {
  useEffect(() => {
    const onClose = (event: Event): void => {
      const isBackInWords = document.activeElement?.closest('.body') ?? null;
      if (event.target instanceof HTMLDialogElement && isBackInWords) standBehindSelection();
    };
    // Captured: it does not bubble.
    document.addEventListener('close', onClose, { capture: true });
    return () => document.removeEventListener('close', onClose, { capture: true });
  }, []);
}

function standBehindSelection(): void {
  const selection = document.getSelection();
  if (selection?.isCollapsed === false) selection.collapseToEnd();
}
