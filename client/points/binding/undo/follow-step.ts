// Tells when the newest step of an undo is taken back and done again, however often.
import type * as Y from 'yjs';

type What = 'undo' | 'redo';
type Popped = { readonly stackItem: object; readonly type: What };

export function followStep(undo: Y.UndoManager, onTaken: (what: What) => void): void {
  let step: object | undefined = undo.undoStack.at(-1);
  undo.on('stack-item-popped', ({ stackItem, type }: Popped) => {
    if (stackItem !== step) return;
    onTaken(type);
    // Its way back stands on the other stack when the transaction is over.
    queueMicrotask(() => {
      step = (type === 'undo' ? undo.redoStack : undo.undoStack).at(-1);
    });
  });
}
