// While a dialog has the focus, nothing is selected in the words below it: when it closes, the focus may go back to
// them, and the next letter would take the place of what is selected (rule T9). Not first when it closes: keys may come
// before the browser says that it has.
import { useEffect } from 'react';

export function useNothingSelectedUnderDialogs(): void {
  useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      const isInDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
      if (isInDialog) standBehindSelection();
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
}

/** What is selected in the dialog itself stays. */
function standBehindSelection(): void {
  const selection = document.getSelection();
  const isInWords = selection?.anchorNode?.parentElement?.closest('.draft-text') ?? null;
  if (isInWords && selection?.isCollapsed === false) selection.collapseToEnd();
}
