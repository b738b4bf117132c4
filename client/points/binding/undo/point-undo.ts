// Undo of one point: my own changes only, never somebody else's words or marks (rule E3). Letters come and go by Yjs's
// undo; marks and lines' styles by their own record. A manager outlives the editor, which unmounts when scrolled away.
import * as Y from 'yjs';
import type { Changes, Splice } from '../../../../shared/text/change-flow.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import type { Known } from '../../../../shared/text/letter-ids.ts';
import { knownNow } from '../../../../shared/text/letter-ids.ts';
import { addWhatCameBack, keepLettersKnown } from './brought-back.ts';
import { dressAgain } from './dressed-letters.ts';
import { followStep } from './follow-step.ts';
import { isWrittenSince, wordsGone } from './gone-on.ts';
import { inheritedSteps } from './inherited-steps.ts';
import { mayGo } from './lines-of-others.ts';
import type { Move } from './paired-steps.ts';
import { moveOf, takeMove } from './paired-steps.ts';
import { partLetters } from './parted-letters.ts';
import { leaveWhatStandsAnew } from './stands-anew.ts';
import type { StepRecord } from './step-record.ts';
import {
  addTo,
  hasLetters,
  hasTaken,
  keepLettersAlone,
  leaveTo,
  lettersPutIn,
  recordIn,
  recordOf,
} from './step-record.ts';
import { StepRun } from './step-run.ts';
import { wornIn } from './worn-letters.ts';

type Step = Y.UndoManager['undoStack'][number];

export function createPointUndo(root: Y.XmlElement): PointUndo {
  if (!root.doc) throw new Error('a point without a document has no undo');
  return new PointUndo(root);
}

export class PointUndo extends Y.UndoManager {
  readonly #root: Y.XmlElement;
  /** My clocks of what undo and redo brought back. */
  readonly #copies: { readonly from: number; readonly to: number }[] = [];
  /** What the transaction under way did. */
  #record: StepRecord | null = null;
  readonly #run = new StepRun();

  constructor(root: Y.XmlElement) {
    super(root, { trackedOrigins: new Set(), deleteFilter: item => this.#isCopy(item) || mayGo(item) });
    this.#root = root;
    const onStep = ({ stackItem }: { readonly stackItem: Step }): void => {
      keepLettersAlone(this.doc, stackItem);
      if (this.#record) addTo(stackItem, this.#record, () => this.#endsNow());
      keepLettersKnown(this.doc, stackItem, recordIn(stackItem));
      this.#record = null;
    };
    this.on('stack-item-added', onStep);
    this.on('stack-item-updated', onStep);
  }

  /** Within the transaction that made them. `splices`: of the letters. */
  noted(changes: Changes, splices: readonly Splice[]): void {
    this.#record = recordOf(this.doc, changes);
    if (!this.#run.takes(splices)) super.stopCapturing();
  }

  /** My caret was moved: what I do next is a step of its own. */
  caretMoved(): void {
    this.#run.end();
  }

  /** What is pasted or cut next is a step of its own, apart also from what is typed after it. */
  nextIsApart(): void {
    this.#run.nextIsApart();
  }

  override stopCapturing(): void {
    super.stopCapturing();
    this.#run.end();
  }

  override undo(): ReturnType<Y.UndoManager['undo']> {
    return this.#take('undo');
  }

  override redo(): ReturnType<Y.UndoManager['redo']> {
    return this.#take('redo');
  }

  /** Not of what an undo takes: a redo splits the line as it was. */
  #endsNow(): StepRecord['left'] {
    const flow = this.undoing ? null : flowOf(this.#root);
    return flow ? wornIn(flow).filter(({ isEnd }) => isEnd) : [];
  }

  /** The undo of the same point in a document that replaces this one. */
  heirIn(root: Y.XmlElement): PointUndo {
    const heir = createPointUndo(root);
    heir.undoStack.push(...inheritedSteps(this.undoStack, root));
    for (const step of heir.undoStack) keepLettersKnown(heir.doc, step, recordIn(step));
    return heir;
  }

  /** A change by no editor. `onTaken`: it was taken back or done again, however often. */
  asStep(change: () => void, onTaken: (what: 'undo' | 'redo') => void): void {
    this.stopCapturing();
    this.doc.transact(change, this);
    this.stopCapturing();
    followStep(this, onTaken);
  }

  holds(what: 'undo' | 'redo', step: Step): boolean {
    return this.#stack(what).includes(step);
  }

  knownNow(): Known {
    return knownNow(this.doc);
  }

  /** All that it put in was taken away, and somebody else has written it in another place. */
  hasGoneOn(step: Step, known: Known): boolean {
    const flow = flowOf(this.#root);
    if (flow) addWhatCameBack(flow, step);
    const words = wordsGone(this.doc, lettersPutIn(this.doc, step));
    return words !== null && isWrittenSince(this.doc, words, known);
  }

  /** The last move since that took away words which the step had put in. */
  movedOn(what: 'undo' | 'redo', step: Step): Move | null {
    const stack = this.#stack(what);
    const later = stack.slice(stack.indexOf(step) + 1);
    const letters = lettersPutIn(this.doc, step);
    const on = later.findLast(each => moveOf(each) && hasTaken(letters, each));
    return on ? moveOf(on) : null;
  }

  /** Also where others were made since, which stay as they are. `back`: the step that takes it back again. */
  takeStep(what: 'undo' | 'redo', step: Step): { readonly isChanged: boolean; readonly back: Step | null } {
    const stack = this.#stack(what);
    const later = stack.slice(stack.indexOf(step) + 1);
    const letters = later.length > 0 ? lettersPutIn(this.doc, step) : [];
    for (const each of later) leaveTo(letters, each);
    if (later.length > 0) stack.push(...stack.splice(stack.indexOf(step), 1));
    const other = what === 'undo' ? 'redo' : 'undo';
    const before = this.#stack(other).at(-1);
    const isChanged = this.#takeOne(what, stack, step);
    const back = this.#stack(other).at(-1) ?? null;
    return { isChanged, back: back === before ? null : back };
  }

  /** It is never taken. */
  forget(step: Step): void {
    for (const stack of [this.undoStack, this.redoStack])
      if (stack.includes(step)) stack.splice(stack.indexOf(step), 1);
  }

  #stack(what: 'undo' | 'redo'): Step[] {
    return what === 'undo' ? this.undoStack : this.redoStack;
  }

  /** Steps that change nothing any more are passed over. */
  #take(what: 'undo' | 'redo'): Step | null {
    const stack = this.#stack(what);
    for (let step = stack.at(-1); step; step = stack.at(-1)) {
      const move = moveOf(step);
      const taken = move && takeMove(what, move);
      if (taken === 'refused') return null;
      if (taken === 'taken' || (!move && this.#takeOne(what, stack, step))) return step;
    }
    return null;
  }

  /** One transaction. Yjs puts it on the other stack by what is going on at its end. */
  #takeOne(what: 'undo' | 'redo', stack: Step[], step: Step): boolean {
    const { doc } = this;
    const flow = flowOf(this.#root);
    const from = Y.getState(doc.store, doc.clientID);
    const goesOn = what === 'undo' ? 'undoing' : 'redoing';
    try {
      return doc.transact(transaction => {
        const record = recordIn(step);
        const before = flow ? wornIn(flow) : [];
        const isThere = flow !== null && leaveWhatStandsAnew(flow, step, record);
        if (flow) addWhatCameBack(flow, step);
        partLetters(transaction, [step]);
        const haveMoved = this.#takeLetters(what, stack, step);
        const changes = flow ? dressAgain(flow, record, before) : { taken: [], dressed: [] };
        this.#record = recordOf(doc, changes);
        this[goesOn] = true;
        return haveMoved || isThere || changes.dressed.length > 0;
      }, this);
    } finally {
      this.#run.end();
      this[goesOn] = false;
      this.#record = null;
      this.#copies.push({ from, to: Y.getState(doc.store, doc.clientID) });
    }
  }

  /** Of this step alone: Yjs would go on to the next where it changes nothing. */
  #takeLetters(what: 'undo' | 'redo', stack: Step[], step: Step): boolean {
    if (!hasLetters(step)) {
      stack.pop();
      return false;
    }
    const earlier = stack.splice(0, stack.length - 1);
    const isTaken = (what === 'undo' ? super.undo() : super.redo()) !== null;
    stack.unshift(...earlier);
    return isTaken;
  }

  /** Its line was judged when it was first made, and its neighbours are others now. */
  #isCopy({ id }: Y.Item): boolean {
    return id.client === this.doc.clientID && this.#copies.some(({ from, to }) => from <= id.clock && id.clock < to);
  }
}
