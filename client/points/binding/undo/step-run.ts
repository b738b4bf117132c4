// Whether a change goes on with the step of undo before it, or begins one. Typing goes on, and so does deleting letter
// by letter. Whatever else is done begins a step, so that no undo takes more than was meant. Knows no clock: Yjs begins
// a step after a pause.
import type { Splice } from '../../../../shared/text/change-flow.ts';
import { lineEnd } from '../../../../shared/text/flow.ts';

/** From so many letters on, the next word begins a step. */
const lettersMax = 40;

/** What the step under way is made of. `end`: the last letter that was typed. */
type Run = { readonly kind: 'typing'; readonly letters: number; readonly end: string } | { readonly kind: 'deleting' };

export class StepRun {
  #run: Run | null = null;
  #isNextApart = false;

  /** The caret was moved, something was formatted, or a step was taken back: the next change begins a step. */
  end(): void {
    this.#run = null;
  }

  /** What is pasted or cut next is a step of its own. */
  nextIsApart(): void {
    this.#run = null;
    this.#isNextApart = true;
  }

  /** Whether these changes, made at once, go on with the step. Without any, only marks or lines' styles changed. */
  takes(splices: readonly Splice[]): boolean {
    const [splice, another] = splices;
    if (!splice) return true;
    const before = this.#run;
    const isApart = this.#isNextApart || another !== undefined;
    this.#isNextApart = false;
    const goesOn = !isApart && before !== null && follows(splice, before);
    this.#run = isApart ? null : runOf(splice, goesOn && before.kind === 'typing' ? before.letters : 0);
    return goesOn;
  }
}

function runOf({ insert }: Splice, letters: number): Run {
  return insert === ''
    ? { kind: 'deleting' }
    : { kind: 'typing', letters: letters + insert.length, end: insert.slice(-1) };
}

/** Typing over words begins a step, and so do a new line and, in a long step, a word. */
function follows({ remove, insert }: Splice, run: Run): boolean {
  if (run.kind === 'deleting') return insert === '';
  if (remove > 0 || insert.includes(lineEnd)) return false;
  const isWord = insert.length > 1 || (/\s/.test(run.end) && !/\s/.test(insert));
  return run.letters < lettersMax || !isWord;
}
