// The commands of an editor that a point's binding answers: undo and redo, the focus, and the beginning and end of a
// composition.
import type { LexicalEditor } from 'lexical';
import {
  BLUR_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  COMPOSITION_START_COMMAND,
  CUT_COMMAND,
  FOCUS_COMMAND,
  mergeRegister,
  PASTE_COMMAND,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import type { PointUndo } from './undo/point-undo.ts';

export type BindingCommands = {
  readonly undo: PointUndo;
  onFocus(isFocused: boolean): void;
  isComposing(): boolean;
  onCompositionStart(): void;
  /** What is being composed, as it is so far. */
  onComposed(words: string): void;
  /** The input method is done, and so is what Lexical does at once. */
  onCompositionEnd(): void;
};

export function registerBindingCommands(editor: LexicalEditor, parts: BindingCommands): () => void {
  const { undo } = parts;
  // After Lexical's own update, which a command runs in: what the undo changes is read into the editor at once.
  const takeBack = (what: 'undo' | 'redo') => (): boolean => {
    queueMicrotask(() => {
      if (editor.isEditable() && !parts.isComposing()) undo[what]();
    });
    return true;
  };
  const focused = (isFocused: boolean) => (): boolean => {
    if (isFocused) undo.stopCapturing();
    parts.onFocus(isFocused);
    return false;
  };
  const apart = (): boolean => {
    undo.nextIsApart();
    return false;
  };
  const onComposed = ({ data }: CompositionEvent): void => parts.onComposed(data);
  const onEnd = (event: CompositionEvent): void => {
    onComposed(event);
    queueMicrotask(parts.onCompositionEnd);
  };
  return mergeRegister(
    editor.registerCommand(UNDO_COMMAND, takeBack('undo'), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(REDO_COMMAND, takeBack('redo'), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(FOCUS_COMMAND, focused(true), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(BLUR_COMMAND, focused(false), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(PASTE_COMMAND, apart, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(CUT_COMMAND, apart, COMMAND_PRIORITY_CRITICAL),
    // Before Lexical puts its placeholder in.
    editor.registerCommand(
      COMPOSITION_START_COMMAND,
      () => {
        parts.onCompositionStart();
        return false;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerRootListener((host, before) => {
      before?.removeEventListener('compositionupdate', onComposed);
      before?.removeEventListener('compositionend', onEnd);
      host?.addEventListener('compositionupdate', onComposed);
      host?.addEventListener('compositionend', onEnd);
    }),
  );
}
