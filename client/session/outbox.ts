// Acts on their way to the server: sent one after another, in order, each until it is answered. A refused one comes out
// with its reason; one that has not been answered can be taken back. Draws nothing and holds no rows: what waiting acts
// would change is laid over the rows by draft-session.ts.
import type { Act } from '../../shared/acts/act.ts';
import type { ActAnswer } from '../../shared/api/contract.ts';
import { problemUri } from '../../shared/api/contract.ts';
import type { ActId } from '../../shared/ids.ts';
import { actRetryMs, actTriesMax } from '../../shared/limits.ts';
import { ApiProblem } from '../api/api-client.ts';
import { rest } from '../api/retry-after.ts';
import type { OwnWork } from '../local/own-work.ts';
import type { ActOutcome } from './session.ts';

export type Waiting = {
  readonly act: Act;
  /** Words the act rests on must be durable first. */
  readonly after: Promise<void>;
  readonly outcome: Promise<ActOutcome>;
  settle(outcome: ActOutcome): void;
  /** Where it stands in the record, once the server has taken it. */
  readonly seq: number | null;
};

export type OutboxParts = {
  readonly send: (act: Act) => Promise<ActAnswer>;
  /** Where acts outlive the page. */
  readonly work: Pick<OwnWork, 'putAct' | 'removeAct'>;
  readonly onChange: () => void;
};

export class Outbox {
  readonly #parts: OutboxParts;
  #waiting: readonly Waiting[] = [];
  /**
   * What the document holds. An act's own entry may be in it before the act is answered: the two come by different
   * ways.
   */
  #reached = -1;
  #isSending = false;
  #isClosed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Acts whose result is not yet in the document, oldest first. */
  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Acts that the server has not answered. */
  get unanswered(): readonly Act[] {
    return this.#waiting.filter(({ seq }) => seq === null).map(({ act }) => act);
  }

  add(act: Act, after: Promise<void>): Promise<ActOutcome> {
    const { promise: outcome, resolve: settle } = Promise.withResolvers<ActOutcome>();
    this.#parts.work.putAct(act);
    this.#waiting = [...this.#waiting, { act, after, outcome, settle, seq: null }];
    this.#parts.onChange();
    void this.#drain();
    return outcome;
  }

  /** What becomes of an act that waits, whichever page made it; null: it does not wait here. */
  outcomeOf(id: ActId): Promise<ActOutcome> | null {
    return this.#find(id)?.outcome ?? null;
  }

  /**
   * Acts that wait are put otherwise, e.g. because the words they hang on are others now; null: it goes back to its
   * author.
   */
  revise(revised: (act: Act) => Act | null, why: string): readonly Act[] {
    const hopeless: Waiting[] = [];
    this.#waiting = this.#waiting.map(waiting => {
      const act = waiting.seq === null ? revised(waiting.act) : waiting.act;
      if (act === null) hopeless.push(waiting);
      if (act === null || act === waiting.act) return waiting;
      this.#parts.work.putAct(act);
      return { ...waiting, act };
    });
    this.#giveBack(hopeless, 'words-gone', why);
    this.#parts.onChange();
    return hopeless.map(({ act }) => act);
  }

  /** Also takes back what rests on it, e.g. replies to a thread that will not be opened. */
  takeBack(id: ActId): readonly Act[] {
    const isOf = ({ act, seq }: Waiting): boolean => seq === null && (act.id === id || namesRow(act, id));
    const takenBack = this.#waiting.filter(isOf);
    this.#giveBack(takenBack, 'taken-back', takenBackReason);
    return takenBack.map(({ act }) => act);
  }

  #giveBack(of: readonly Waiting[], code: string, reason: string): void {
    for (const waiting of of) {
      this.#drop(waiting);
      waiting.settle({ kind: 'refused', code, reason });
    }
  }

  /** The document now holds everything up to this entry: what it shows itself need not be laid over it. */
  reached(seq: number): void {
    this.#reached = Math.max(this.#reached, seq);
    if (this.#forgetShown()) this.#parts.onChange();
  }

  #forgetShown(): boolean {
    const still = this.#waiting.filter(({ seq }) => seq === null || seq > this.#reached);
    const areFewer = still.length < this.#waiting.length;
    this.#waiting = still;
    return areFewer;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next(); next && !this.#isClosed; next = this.#next()) await this.#deliver(next.act.id);
    this.#isSending = false;
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ seq }) => seq === null);
  }

  #find(id: ActId): Waiting | undefined {
    return this.#waiting.find(({ act, seq }) => act.id === id && seq === null);
  }

  async #deliver(id: ActId): Promise<void> {
    await this.#find(id)?.after;
    let answers = 0;
    // Looked up each time: meanwhile it may have been put otherwise, or taken back.
    for (let waiting = this.#find(id); waiting && !this.#isClosed; waiting = this.#find(id)) {
      try {
        const { seq } = await this.#parts.send(waiting.act);
        this.#parts.work.removeAct(id);
        this.#waiting = this.#waiting.map(each => (each.act.id === id ? { ...each, seq } : each));
        this.#forgetShown();
        waiting.settle({ kind: 'done' });
        this.#parts.onChange();
        return;
      } catch (error) {
        if (error instanceof ApiProblem && isAboutAct(error)) answers++;
        if (error instanceof ApiProblem && (!isPassing(error) || answers >= actTriesMax))
          return this.#refuse(waiting, error);
        // No connection, a server that restarts or is busy: the same act, with the same id, again.
        await rest((error instanceof ApiProblem ? error.retryAfterMs : null) ?? actRetryMs);
      }
    }
  }

  #refuse(waiting: Waiting, { problem }: ApiProblem): void {
    this.#drop(waiting);
    waiting.settle({ kind: 'refused', code: problem.code ?? problem.type, reason: problem.detail });
  }

  #drop({ act }: Waiting): void {
    this.#parts.work.removeAct(act.id);
    this.#waiting = this.#waiting.filter(other => other.act.id !== act.id);
    this.#parts.onChange();
  }
}

export const takenBackReason = 'You have taken it back.';

/** Rows are named after the acts that make them. */
const namesRow = ({ id: _, ...act }: Act, id: ActId): boolean => Object.values(act).includes(id);

/** Whether the same act may succeed a moment later without anyone doing anything. */
function isPassing({ status, problem }: ApiProblem): boolean {
  return status >= 500 || status === 429 || problem.type === problemUri('words-not-here');
}

/** It is this act that the server cannot do; again and again, it would keep all that wait behind it. */
const isAboutAct = ({ problem }: ApiProblem): boolean =>
  problem.type === problemUri('internal') || problem.type === problemUri('words-not-here');
