// Acts on their way to the server: sent one after another, in order, each until it is answered. A refused one comes out with its reason. Draws
// nothing and holds no rows: what waiting acts would change is laid over the rows by draft-session.ts.
import type { Act } from '../../shared/acts/act.ts';
import type { ActAnswer } from '../../shared/api/contract.ts';
import { problemUri } from '../../shared/api/contract.ts';
import { actRetryMs } from '../../shared/limits.ts';
import { ApiProblem } from './api-client.ts';
import type { ActOutcome } from './session.ts';

export type Waiting = {
  readonly act: Act;
  /** Words the act rests on must be durable first. */
  readonly after: Promise<void>;
  settle(outcome: ActOutcome): void;
  /** Where it stands in the record, once the server has taken it. */
  seq: number | null;
};

export class Outbox {
  readonly #send: (act: Act) => Promise<ActAnswer>;
  readonly #onChange: () => void;
  #waiting: readonly Waiting[] = [];
  #isSending = false;
  #isClosed = false;

  constructor(parts: { send: (act: Act) => Promise<ActAnswer>; onChange: () => void }) {
    this.#send = parts.send;
    this.#onChange = parts.onChange;
  }

  /** Acts whose result is not yet in the document, oldest first. */
  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Acts that the server has not answered. */
  get unanswered(): number {
    return this.#waiting.filter(({ seq }) => seq === null).length;
  }

  add(act: Act, after: Promise<void>): Promise<ActOutcome> {
    return new Promise(settle => {
      this.#waiting = [...this.#waiting, { act, after, settle, seq: null }];
      this.#onChange();
      void this.#drain();
    });
  }

  /** The document now holds everything up to this entry: what it shows itself need not be laid over it. */
  reached(seq: number): void {
    const still = this.#waiting.filter(waiting => waiting.seq === null || waiting.seq > seq);
    if (still.length === this.#waiting.length) return;
    this.#waiting = still;
    this.#onChange();
  }

  close(): void {
    this.#isClosed = true;
  }

  async #drain(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next(); next && !this.#isClosed; next = this.#next()) await this.#deliver(next);
    this.#isSending = false;
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ seq }) => seq === null);
  }

  async #deliver(waiting: Waiting): Promise<void> {
    await waiting.after;
    while (!this.#isClosed) {
      try {
        const { seq } = await this.#send(waiting.act);
        waiting.seq = seq;
        waiting.settle({ kind: 'done' });
        this.#onChange();
        return;
      } catch (error) {
        if (error instanceof ApiProblem && !isPassing(error)) return this.#refuse(waiting, error);
        await pause(actRetryMs); // no connection, or the server is restarting: the same act, with the same id, again
      }
    }
  }

  #refuse(waiting: Waiting, { problem }: ApiProblem): void {
    this.#waiting = this.#waiting.filter(other => other !== waiting);
    waiting.settle({ kind: 'refused', code: problem.code ?? problem.type, reason: problem.detail });
    this.#onChange();
  }
}

/** Whether the same act may succeed a moment later without anyone doing anything. */
function isPassing({ status, problem }: ApiProblem): boolean {
  return status >= 500 || status === 429 || problem.type === problemUri('words-not-here');
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
