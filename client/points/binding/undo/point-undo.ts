// Undo of one point: my own changes only, never somebody else's words, and one defect of Yjs's UndoManager mended. A
// manager outlives the editor, which unmounts when scrolled away.
import * as Y from 'yjs';
import { flatText } from '../../../../shared/text/point-text.ts';
import { lettersBefore, lettersTooLate, standingLetters } from '../standing-letters.ts';
import { WhoseLetters } from '../whose-letters.ts';
import { LetterOrder } from './letter-order.ts';
import { bringMarksBack, isTaken, readMarks } from './taken-marks.ts';
import { TypedOn } from './typed-on.ts';
import { UndoStep } from './undo-step.ts';

export function createPointUndo(root: Y.XmlElement): Y.UndoManager {
  const { doc } = root;
  if (!doc) throw new Error('a point without a document has no undo');
  // Once for each document, however many points have a history: the listener is the same function.
  doc.off('afterTransaction', uncrossOrigins);
  doc.on('afterTransaction', uncrossOrigins);
  return new PointUndo(root, doc);
}

/**
 * Words that come back by a redo are as bold as they were when they went, also where somebody else had made them so.
 */
export class PointUndo extends Y.UndoManager {
  readonly whose: WhoseLetters;
  readonly #root: Y.XmlElement;
  readonly #order: LetterOrder;
  readonly #typedOn = new TypedOn();
  #step: UndoStep | null = null;
  /** By the last step. */
  #broughtBack: ReadonlySet<string> = new Set();

  constructor(root: Y.XmlElement, doc: Y.Doc) {
    super(root, { doc, trackedOrigins: new Set(), deleteFilter: item => this.#step?.mayGo(item) ?? true });
    this.#root = root;
    this.whose = new WhoseLetters(root);
    this.#order = new LetterOrder(this.whose, this.#typedOn);
    doc.on('afterTransaction', this.#learn);
    const note = ({ stackItem }: { readonly stackItem: Meta }): void => {
      stackItem.meta.set(clockAt, Y.getState(doc.store, doc.clientID));
    };
    this.on('stack-item-added', note);
    this.on('stack-item-updated', note);
  }

  override undo(): ReturnType<Y.UndoManager['undo']> {
    const marks = readMarks(this.#root);
    const step = this.#takeStep('undoing', new Set(), () => super.undo());
    if (step)
      this.redoStack
        .at(-1)
        ?.meta.set(readMarks, { before: marks, after: flatText(this.#root).text })
        .set(UndoStep, this.#broughtBack);
    return step;
  }

  override redo(): ReturnType<Y.UndoManager['redo']> {
    const taken: unknown = this.redoStack.at(-1)?.meta.get(readMarks);
    const before = flatText(this.#root).text;
    const broughtBack: unknown = this.redoStack.at(-1)?.meta.get(UndoStep);
    // `undo` has put it there
    const mayGo = broughtBack instanceof Set ? (broughtBack as ReadonlySet<string>) : new Set<string>();
    const step = this.#takeStep('redoing', mayGo, () => super.redo());
    if (step && isTaken(taken)) bringMarksBack(this.#root, taken, before);
    return step;
  }

  override destroy(): void {
    this.doc.off('afterTransaction', this.#learn);
    super.destroy();
  }

  /**
   * One transaction, so that nobody sees what others wrote go and come back. Yjs puts it on the other stack by what is
   * going on at its end.
   */
  #takeStep(
    goesOn: 'undoing' | 'redoing',
    mayGoAgain: ReadonlySet<string>,
    take: () => ReturnType<Y.UndoManager['undo']>,
  ): ReturnType<typeof take> {
    try {
      return this.doc.transact(transaction => {
        this.#step = new UndoStep(this.#root, this.whose, this.#order, transaction, mayGoAgain);
        const step = take();
        this[goesOn] = true;
        if (step) this.#step.mend(clockAt(step), step.insertions);
        this.#broughtBack = this.#step.broughtBack();
        return step;
      }, this);
    } finally {
      this[goesOn] = false;
      this.#step = null;
    }
  }

  readonly #learn = (transaction: Y.Transaction): void => {
    if (transaction.origin === this) return;
    if (!transaction.local) this.#typedOn.learn(transaction);
    this.whose.learn(transaction, this.trackedOrigins.has(transaction.origin));
    if (transaction.deleteSet.clients.size === 0) return;
    const { doc } = transaction;
    // What others only took out does not come back by my undo.
    const mayComeBack = transaction.local || writes(transaction);
    if (mayComeBack && transaction.changedParentTypes.has(this.#root as never)) {
      // Yjs's own "any type"
      this.#order.learn(lettersBefore(this.#root, transaction), doc);
      this.#order.learn(standingLetters(this.#root), doc);
    }
    if (!transaction.local) this.#order.learnLate(lettersTooLate(this.#root, transaction), doc);
  };
}

const writes = ({ beforeState, afterState }: Y.Transaction): boolean =>
  [...afterState].some(([client, clock]) => beforeState.get(client) !== clock);

type Meta = { readonly meta: Map<unknown, unknown> };

/** Mine, when the step had been taken that is taken back now. */
function clockAt({ meta }: Meta): number {
  const clock = meta.get(clockAt);
  return typeof clock === 'number' ? clock : 0;
}

/**
 * An undo may recreate an item whose origin stands after its right origin; replicas that integrate it in different
 * states then order it differently, with equal state vectors, for ever (points.md, F7). Before it is sent, such an item
 * gets the neighbours it really has.
 */
function uncrossOrigins(transaction: Y.Transaction): void {
  if (!(transaction.origin instanceof Y.UndoManager)) return;
  const { doc } = transaction;
  const me = doc.clientID;
  const from = transaction.beforeState.get(me) ?? 0;
  const mine = doc.store.clients.get(me) ?? [];
  for (let i = mine.length - 1; i >= 0; i--) {
    const item = mine[i];
    if (!item || item.id.clock < from) break;
    if (
      item instanceof Y.Item &&
      item.parentSub === null &&
      item.origin &&
      item.rightOrigin &&
      isCrossed(item, item.rightOrigin)
    ) {
      item.origin = neighbour(item, 'left')?.lastId ?? null;
      item.rightOrigin = neighbour(item, 'right')?.id ?? null;
    }
  }
}

/** Whether the item that should stand to its right stands to its left. */
function isCrossed(item: Y.Item, right: Y.ID): boolean {
  for (let other = item.left; other; other = other.left)
    if (
      other.id.client === right.client &&
      other.id.clock <= right.clock &&
      right.clock < other.id.clock + other.length
    )
      return true;
  return false;
}

/** The nearest item that others will have when they read this one: not one of mine that comes later. */
function neighbour(item: Y.Item, side: 'left' | 'right'): Y.Item | null {
  let other = item[side];
  while (other && other.id.client === item.id.client && other.id.clock >= item.id.clock) other = other[side];
  return other;
}
