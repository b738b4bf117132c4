// Tells Lexical where the browser's selection is before it acts on a key, a paste, a cut or a drop. The browser's own
// event comes later than the next key: Enter right after End would act at the old caret (rule E19). Moves no caret.
import type { LexicalEditor } from 'lexical';
import { $createRangeSelectionFromDom, $getSelection, $isRangeSelection } from 'lexical';

const acts = ['keydown', 'beforeinput', 'compositionstart', 'paste', 'cut', 'copy', 'dragstart', 'drop'] as const;
/** These have moved the caret when they are let go. What the page changes next is undone around it (rule E16). */
const moves = /^(?:Arrow|Page)|^(?:Home|End)$/;

export function keepSelectionInTime(editor: LexicalEditor): () => void {
  const catchUp = (): void => {
    // The editor's own `selectionchange` handler knows which marks the next letter is to have.
    if (isBehind(editor)) document.dispatchEvent(new Event('selectionchange'));
  };
  const catchUpBehind = ({ key }: KeyboardEvent): void => {
    if (moves.test(key)) catchUp();
  };
  // Captured, before Lexical's own listeners.
  return editor.registerRootListener(host => {
    if (!host) return undefined;
    for (const act of acts) host.addEventListener(act, catchUp, { capture: true });
    host.addEventListener('keyup', catchUpBehind, { capture: true });
    return () => {
      for (const act of acts) host.removeEventListener(act, catchUp, { capture: true });
      host.removeEventListener('keyup', catchUpBehind, { capture: true });
    };
  });
}

/** What an input method composes is left alone. A selection that the editor has just set is drawn by the reading. */
function isBehind(editor: LexicalEditor): boolean {
  if (!editor.isEditable() || editor.isComposing()) return false;
  return editor.read(() => {
    const drawn = $createRangeSelectionFromDom(document.getSelection(), editor);
    const known = $getSelection();
    if (!drawn || !editor.getRootElement()?.contains(document.activeElement)) return false;
    return !$isRangeSelection(known) || !known.anchor.is(drawn.anchor) || !known.focus.is(drawn.focus);
  });
}
