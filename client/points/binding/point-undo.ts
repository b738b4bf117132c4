// Undo of one point: my own changes only, never somebody else's words (rule E3). A manager outlives the editor, which
// unmounts when scrolled away.
import * as Y from 'yjs';
import { mayGo } from './lines-of-others.ts';
import { partLetters } from './parted-letters.ts';
import { bringMarksBack, isTaken, readMarks, textOf } from './taken-marks.ts';

export const createPointUndo = (root: Y.XmlElement): Y.UndoManager => new PointUndo(root);

/**
 * Words that come back by a redo are as bold as they were when they went, also where somebody else had made them so.
 */
class PointUndo extends Y.UndoManager {
  readonly #root: Y.XmlElement;
  /** My clocks of what undo and redo brought back. */
  readonly #copies: { readonly from: number; readonly to: number }[] = [];

  constructor(root: Y.XmlElement) {
    super(root, { trackedOrigins: new Set(), deleteFilter: item => this.#isCopy(item) || mayGo(item) });
    this.#root = root;
  }

  override undo(): ReturnType<Y.UndoManager['undo']> {
    const before = readMarks(this.#root);
    const step = this.#takeStep('undoing', () => super.undo());
    if (step) this.redoStack.at(-1)?.meta.set(readMarks, { before, after: textOf(this.#root) });
    return step;
  }

  override redo(): ReturnType<Y.UndoManager['redo']> {
    const taken: unknown = this.redoStack.at(-1)?.meta.get(readMarks);
    const before = textOf(this.#root);
    const step = this.#takeStep('redoing', () => super.redo());
    if (step && isTaken(taken)) this.doc.transact(() => bringMarksBack(this.#root, taken, before), 'marks come back');
    return step;
  }

  /** One transaction. Yjs puts it on the other stack by what is going on at its end. */
  #takeStep(goesOn: 'undoing' | 'redoing', take: () => ReturnType<Y.UndoManager['undo']>): ReturnType<typeof take> {
    const { doc } = this;
    const from = Y.getState(doc.store, doc.clientID);
    try {
      return doc.transact(transaction => {
        partLetters(transaction, goesOn === 'undoing' ? this.undoStack : this.redoStack);
        const step = take();
        this[goesOn] = true;
        return step;
      }, this);
    } finally {
      this[goesOn] = false;
      this.#copies.push({ from, to: Y.getState(doc.store, doc.clientID) });
    }
  }

  /** Its line was judged when it was first made, and its neighbours are others now. */
  #isCopy({ id }: Y.Item): boolean {
    return id.client === this.doc.clientID && this.#copies.some(({ from, to }) => from <= id.clock && id.clock < to);
  }
}
