// Cares for letters of mine that others may not have read yet, when a split, join or list of theirs takes the neighbours away (rule E9): what went with its line is
// written again at once, what was left behind goes home once the point is quiet.
import * as Y from 'yjs';
import type { Found } from './late-letters.ts';
import { findLateLetters, lateLettersOrigin } from './late-letters.ts';
import type { LostLetters } from './lost-letters.ts';
import { findLostLetters, writeLostLetters } from './lost-letters.ts';
import type { Heard } from './recent-letters.ts';
import { RecentLetters } from './recent-letters.ts';
import { Strays } from './strays.ts';
import type { TwinLine } from './twin-lines.ts';
import { findTwinLine, removeTwinLine, twinLineOrigin } from './twin-lines.ts';
import type { TwinWords } from './twin-words.ts';
import { findTwinWords, removeTwinWords } from './twin-words.ts';
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
  #cancel: () => void = () => {};

  constructor(parts: LettersUnderWayParts) {
    this.#parts = parts;
    this.#strays = new Strays(parts.root, parts.whose);
  }

  /** Runs what writes letters of mine. */
  write(run: () => void): void {
    const { doc } = this.#parts;
    const from = Y.getState(doc.store, doc.clientID);
    run();
    this.#recent.wrote(from, Y.getState(doc.store, doc.clientID));
  }

  /** While the editor still shows what stood before. Call the result when it shows what stands now. */
  met(transaction: Y.Transaction): () => void {
    if (transaction.local || !this.#parts.mayWrite()) return () => {};
    const { root, whose } = this.#parts;
    const isNewest = (clock: number): boolean => this.#recent.mayBeLost(clock);
    const found = findLateLetters(root, transaction, clock => this.#recent.mayBeLeft(clock));
    const hasNewest = this.#recent.hasNewest();
    const lost = hasNewest ? findLostLetters(root, transaction, this.#recent) : [];
    const twin = hasNewest && whose ? findTwin(root, transaction, whose, isNewest) : null;
    const caret = lost.length > 0 ? this.#parts.caret() : null;
    this.#recent.heard(heardIn(transaction));
    return () => this.#takeCare(found, lost, twin, caret);
  }

  stop(): void {
    this.#cancel();
  }

  #takeCare(found: Found, lost: readonly LostLetters[], twin: Twin | null, caret: number | null): void {
    const { root, whose, later = afterQuiet } = this.#parts;
    this.#strays.note(found);
    if (lost.length > 0) this.#move(() => writeLostLetters(root, lost, whose, caret));
    if (twin && whose) this.#removeTwin(twin, whose);
    this.#cancel();
    if (!this.#strays.isEmpty) this.#cancel = later(() => this.#bringHome());
  }

  #bringHome(): void {
    if (!this.#parts.mayWrite()) return;
    const caret = this.#parts.caret();
    this.#move(() => {
      const moved = this.#strays.bringHome();
      const own = moved.find(({ from, length }) => caret !== null && from <= caret && caret <= from + length);
      return own && caret !== null ? own.to + caret - own.from : null;
    });
  }

  /** Nothing that undo may bring back. */
  #removeTwin(twin: Twin, whose: WhoseLetters): void {
    const { root } = this.#parts;
    const caret = this.#parts.caret();
    const remove = (): number | null =>
      twin.kind === 'line' ? removeTwinLine(root, twin, whose, caret) : removeTwinWords(root, twin, whose, caret);
    this.#move(remove, twinLineOrigin);
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

type Twin = TwinLine | TwinWords;

const findTwin = (...about: Parameters<typeof findTwinLine>): Twin | null =>
  findTwinLine(...about) ?? findTwinWords(...about);

function heardIn({ beforeState, afterState }: Y.Transaction): readonly Heard[] {
  return [...afterState].flatMap(([client, to]) => {
    const from = beforeState.get(client) ?? 0;
    return from < to ? [{ client, from, to }] : [];
  });
}
