// A WebSocket that is read no faster than its member may send: what is too much waits in the network, and nothing of it
// is lost. Pings and pongs count as messages. (Lines by requests are metered by their route, which can answer 429.)
import { restMsMax } from '../../../shared/budget-limits.ts';
import type { Answer, Costs } from '../../budgets/budgets.ts';
import { costsOf } from './announced.ts';
import type { Line, LineEvents, ReadableLine } from './line.ts';

type Message = { readonly data: unknown; readonly isBinary: boolean };

export class PacedLine implements Line {
  readonly #line: ReadableLine;
  readonly #ask: (costs: Costs) => Answer;
  #events: LineEvents | null = null;
  /** Read already when the pause began: at most what one read of the socket holds. */
  #held: Message[] = [];
  #rest: NodeJS.Timeout | null = null;
  /** Pings and pongs of that read: they are not answered, and paid before more is read. */
  #unpaid = 0;

  constructor(line: ReadableLine, ask: (costs: Costs) => Answer) {
    this.#line = line;
    this.#ask = ask;
  }

  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  get unsentBytes(): number {
    return this.#line.unsentBytes;
  }

  listen(events: LineEvents): void {
    this.#events = events;
    this.#line.listen({
      message: (data, isBinary) => {
        this.#held.push({ data, isBinary });
        this.#takeHeld();
      },
      ponged: isAnswer => {
        if (isAnswer) events.alive();
        this.#hasPaidPing();
      },
      pinged: pong => {
        if (this.#hasPaidPing()) pong();
      },
      closed: () => {
        this.#forget();
        events.closed();
      },
    });
  }

  write(frames: Buffer): void {
    this.#line.write(frames);
  }

  close(code: number, reason: string): void {
    this.#forget();
    this.#line.close(code, reason);
    this.#line.resume(); // to hear that the other side has it
  }

  terminate(): void {
    this.#forget();
    this.#line.terminate();
  }

  ping(): void {
    this.#line.ping();
  }

  #takeHeld(): void {
    for (let next = this.#held[0]; next && this.#hasPaid(costsOf(next.data)); next = this.#held[0]) {
      this.#held.shift();
      this.#events?.message(next.data, next.isBinary);
    }
  }

  #hasPaidPing(): boolean {
    if (this.#hasPaid({ frames: 1 })) return true;
    this.#unpaid++;
    return false;
  }

  /** Where it has not, the line is not read for a while. */
  #hasPaid(costs: Costs): boolean {
    if (this.#rest || !this.#line.isOpen) return false;
    this.#events?.heard();
    const answer = this.#ask(costs);
    if (answer === 'go') return true;
    this.#line.pause();
    this.#rest = setTimeout(() => this.#goOn(), Math.min(answer.wait * 1_000, restMsMax));
    return false;
  }

  /** Whoever is not read cannot show that they live. */
  #goOn(): void {
    this.#rest = null;
    this.#events?.heard();
    if (this.#unpaid > 0 && !this.#hasPaid({ frames: this.#unpaid })) return;
    this.#unpaid = 0;
    this.#takeHeld();
    if (!this.#rest) this.#line.resume();
  }

  #forget(): void {
    if (this.#rest) clearTimeout(this.#rest);
    this.#rest = null;
    this.#held = [];
  }
}
