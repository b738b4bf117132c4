// Remembers where the keyboard was, caret included, so that it can go back there. Decides nothing about when.

/** Call the result to return; it does nothing if that place has gone. */
export function rememberFocus(): () => void {
  const element = document.activeElement;
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    if (element instanceof HTMLElement && element !== document.body && element.isConnected)
      element.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (!range?.startContainer.isConnected || isField(element)) return;
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
}

/** Fields keep their own caret. */
const isField = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
