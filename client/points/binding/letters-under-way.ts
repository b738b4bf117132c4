// Cares for letters of mine that others may not have read yet, when a split, join or list of theirs takes the
// neighbours away (rule E9): what went with its line is written again at once, what was left behind goes home once the
// point is quiet.
import * as Y from 'yjs';
import type { Found } from './late-letters.ts';
import { findLateLetters, lateLettersOrigin } from './late-letters.ts';
import type { LostLetters } from './lost-letters.ts';
import { findLostLetters, writeLostLetters } from './lost-letters.ts';
import type { Heard } from './recent-letters.ts';
import { RecentLetters } from './recent-letters.ts';
import type { Overtaken } from './seam-letters.ts';
import { findLettersOfEmptyLine, findOvertaken, putBeforeJoined } from './seam-letters.ts';
import { putFormats } from './shapes/own-formats.ts';
import { ShapeConflicts, shapesOrigin } from './shapes/shape-conflicts.ts';
import { Strays } from './strays.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** Runs something after a moment, unless the returned function is called before. */
export type Later = (run: () => void) => () => void;

const quietMs = 300;
const afterQuiet: Later = run => {
  const timer = setTimeout(run, quietMs);
  return () => clearTimeout(timer);
};

export type LettersUnderWayParts = {
  readonly root: Y.XmlElement;
  readonly doc: Y.Doc;
  readonly later?: Later | undefined;
  /** What I had only moved does not become mine. */
  readonly whose: WhoseLetters | null;
  mayWrite(): boolean;
  /** The offset of my caret in what the editor shows; null where there is none. */
  caret(): number | null;
  /** Called inside the transaction that moves the letters which the caret stands in. */
  onCaret(offset: number): void;
};

export class LettersUnderWay {
  readonly #parts: LettersUnderWayParts;
  readonly #recent = new RecentLetters();
  readonly #strays: Strays;
  readonly #conflicts: ShapeConflicts | null;
  #cancel: () => void = () => {};

  constructor(parts: LettersUnderWayParts) {
    this.#parts = parts;
    this.#strays = new Strays(parts.root, parts.whose);
    this.#conflicts = parts.whose && new ShapeConflicts(parts.root, parts.whose, parts.doc.clientID);
    // Before anybody is told, and also where nothing changes that is seen: somebody may write into what I have taken
    // out.
    parts.doc.on('beforeObserverCalls', this.#note);
  }

  /** Runs what writes letters of mine. `isShaping`: perhaps it splits, joins, lists, links or formats. */
  write(run: () => void, isShaping = false): void {
    const { doc } = this.#parts;
    const from = Y.getState(doc.store, doc.clientID);
    if (isShaping && this.#conflicts) this.#conflicts.record(run);
    else run();
    this.#recent.wrote(from, Y.getState(doc.store, doc.clientID));
  }

  /** While the editor still shows what stood before. Call the result when it shows what stands now. */
  met(transaction: Y.Transaction): () => void {
    if (transaction.local) return () => {};
    this.#parts.whose?.learn(transaction, false);
    if (!this.#parts.mayWrite()) return () => {};
    const { root, whose } = this.#parts;
    const known = this.#conflicts?.knownBy(transaction) ?? 0;
    const found = findLateLetters(root, transaction, clock => this.#recent.mayBeLeft(clock, known));
    const lost = this.#recent.hasNewest() ? this.#findLost(transaction) : [];
    const caret = lost.length > 0 ? this.#parts.caret() : null;
    const overtaken = whose ? findOvertaken(root, transaction, whose) : [];
    const formats = this.#conflicts?.lostFormats(transaction) ?? [];
    this.#recent.heard(heardIn(transaction));
    return () => {
      if (formats.length > 0)
        this.#move(() => {
          putFormats(formats);
          return null;
        });
      this.#putBeforeJoined(overtaken);
      this.#takeCare(found, lost, caret);
    };
  }

  #findLost(transaction: Y.Transaction): readonly LostLetters[] {
    const { root, whose } = this.#parts;
    const lost = findLostLetters(root, transaction, this.#recent);
    if (lost.length > 0 || !whose || transaction.deleteSet.clients.size === 0) return lost;
    return findLettersOfEmptyLine(root, transaction, whose, clock => this.#recent.mayBeLost(clock));
  }

  #putBeforeJoined([first]: readonly Overtaken[]): void {
    const { root, whose } = this.#parts;
    if (!first || !whose) return;
    const caret = this.#parts.caret();
    this.#move(() => putBeforeJoined(root, first, whose, caret));
  }

  readonly #note = (transaction: Y.Transaction): void => {
    if (!transaction.local) this.#conflicts?.note(transaction);
  };

  stop(): void {
    this.#cancel();
    this.#parts.doc.off('beforeObserverCalls', this.#note);
  }

  #takeCare(found: Found, lost: readonly LostLetters[], caret: number | null): void {
    const { root, whose } = this.#parts;
    this.#strays.note(found);
    if (lost.length > 0) this.#move(() => writeLostLetters(root, lost, whose, caret));
    this.#waitForQuiet();
  }

  #waitForQuiet(): void {
    const { later = afterQuiet } = this.#parts;
    this.#cancel();
    if (!this.#strays.isEmpty || this.#conflicts?.isPending) this.#cancel = later(() => this.#isQuiet());
  }

  #isQuiet(): void {
    if (!this.#parts.mayWrite()) return;
    const conflicts = this.#conflicts;
    const mended = this.#parts.caret();
    if (conflicts?.isPending) this.#move(() => conflicts.mend(mended), shapesOrigin);
    this.#bringHome();
    this.#waitForQuiet();
  }

  #bringHome(): void {
    if (this.#strays.isEmpty) return;
    const caret = this.#parts.caret();
    this.#move(() => {
      const moved = this.#strays.bringHome();
      const own = moved.find(({ from, length }) => caret !== null && from <= caret && caret <= from + length);
      return own && caret !== null ? own.to + caret - own.from : null;
    });
  }

  /** Undo takes late letters back with the typing. */
  #move(move: () => number | null, origin: object = lateLettersOrigin): void {
    this.write(() =>
      this.#parts.doc.transact(() => {
        const caret = move();
        if (caret !== null) this.#parts.onCaret(caret);
      }, origin),
    );
  }
}

function heardIn({ beforeState, afterState }: Y.Transaction): readonly Heard[] {
  return [...afterState].flatMap(([client, to]) => {
    const from = beforeState.get(client) ?? 0;
    return from < to ? [{ client, from, to }] : [];
  });
}
