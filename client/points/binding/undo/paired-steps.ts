// Words that moved from one point to another: a step in the undo of each, which are taken back together, whichever of
// the two points is asked. Where one of them cannot be taken, none is, and it is said: no words may vanish. Knows no
// page and no rights.
import type * as Y from 'yjs';
import type { Known } from '../../../../shared/text/letter-ids.ts';

export type Step = Y.UndoManager['undoStack'][number];

/** What is asked of a point's undo (point-undo.ts, which says what each does). */
type StepsOfPoint = {
  holds(what: 'undo' | 'redo', step: Step): boolean;
  movedOn(what: 'undo' | 'redo', step: Step): Move | null;
  takeStep(what: 'undo' | 'redo', step: Step): { readonly isChanged: boolean; readonly back: Step | null };
  forget(step: Step): void;
  /** What is here now: what comes later is newer. */
  knownNow(): Known;
  /** Somebody else has taken away all that the step put in, and has written it in another place. */
  hasGoneOn(step: Step, known: Known): boolean;
};

/** `whyFixed`: why the words of this point may not be edited now, in a sentence; null where they may. */
type Half = { readonly undo: StepsOfPoint; readonly step: Step; whyFixed(): string | null };

export type Move = { readonly outOf: Half; readonly into: Half; say(words: string): void };

const moves = new WeakMap<Step, Move>();
/** What was here when the words were moved. */
const known = new WeakMap<Step, Known>();

export const moveOf = (step: Step): Move | null => moves.get(step) ?? null;

export function pairSteps(move: Move): void {
  for (const { step, undo } of [move.outOf, move.into]) {
    moves.set(step, move);
    known.set(step, undo.knownNow());
  }
}

const done = { undo: 'undone', redo: 'done again' } as const;
const moved = 'This step moved words between two points,';
/** A reason says “this point” where it stands. */
const ofTheOther = (why: string): string => why.replace(/^This point/, 'The other point');

/** `refused`: it was said. `nothing`: of what is left of it nothing changes any more. */
export function takeMove(what: 'undo' | 'redo', { outOf, into, say }: Move): 'taken' | 'refused' | 'nothing' {
  // Words go in before they go out.
  const [first, second] = what === 'undo' ? [outOf, into] : [into, outOf];
  if (![first, second].every(({ undo, step }) => undo.holds(what, step))) {
    for (const { undo, step } of [first, second]) undo.forget(step);
    say(`${moved} and you have written in the other one since: it cannot be ${done[what]}.`);
    return 'refused';
  }
  const why = first.whyFixed() ?? second.whyFixed();
  if (why !== null) {
    say(`${moved} and the other one cannot be edited now: nothing was ${done[what]}. ${ofTheOther(why)}`);
    return 'refused';
  }
  const isMovedByMe = second.undo.movedOn(what, second.step) !== null;
  if (!isMovedByMe && second.undo.hasGoneOn(second.step, known.get(second.step) ?? new Map())) {
    for (const { undo, step } of [first, second]) undo.forget(step);
    say(`${moved} and somebody else has moved them on since: nothing was ${done[what]}.`);
    return 'refused';
  }
  for (const { undo, step } of [first, second])
    for (let on = undo.movedOn(what, step); on; on = undo.movedOn(what, step))
      if (takeMove(what, on) === 'refused') return 'refused';
  const [one, other] = [first.undo.takeStep(what, first.step), second.undo.takeStep(what, second.step)];
  if (one.back && other.back) {
    const back = { first: { ...first, step: one.back }, second: { ...second, step: other.back } };
    pairSteps(
      what === 'undo' ? { outOf: back.first, into: back.second, say } : { outOf: back.second, into: back.first, say },
    );
  } else {
    // The one alone would take words away from here that do not come there, or put them in twice.
    if (one.back) first.undo.forget(one.back);
    if (other.back) second.undo.forget(other.back);
  }
  return one.isChanged || other.isChanged ? 'taken' : 'nothing';
}
