// A line carried by requests, for clients whose network blocks WebSockets: one request at a time waits for what the
// server has to say, others bring what the client says. What an answer loses on its way is not sent again: the client
// opens a new line and syncs, as after a lost WebSocket.

import type { LineEnd, Parcel } from '../../../shared/wire/parcel.ts';
import { linePatienceMs } from '../../../shared/wire-limits.ts';
import { payloadsOf } from '../frame.ts';
import type { Line, LineEvents } from './line.ts';

export class HttpLine implements Line {
  #events: LineEvents | null = null;
  #messages: Uint8Array[] = [];
  #end: LineEnd | null = null;
  #answer: ((parcel: Parcel | null) => void) | null = null;
  #queuedBytes = 0;
  /** In an answer that its asker has not taken yet. */
  #leavingBytes = 0;
  #isDone = false;
  readonly #onDone: () => void;

  constructor(onDone: () => void) {
    this.#onDone = onDone;
  }

  get isOpen(): boolean {
    return this.#end === null;
  }

  get unsentBytes(): number {
    return this.#queuedBytes + this.#leavingBytes;
  }

  listen(events: LineEvents): void {
    this.#events = events;
  }

  write(frames: Buffer): void {
    for (const payload of payloadsOf(frames)) {
      this.#messages.push(payload);
      this.#queuedBytes += payload.byteLength;
    }
    this.#tell();
  }

  /** The client hears of it with the next answer. */
  close(code: number, reason: string): void {
    this.#end ??= { code, reason };
    this.#tell();
    this.#events?.closed();
    // Nobody may come for the reason: it is kept as long as a request may wait.
    setTimeout(() => this.#done(), linePatienceMs).unref();
  }

  terminate(): void {
    this.close(1006, '');
  }

  /** A client that is there asks again and again. */
  ping(): void {}

  receive(message: Uint8Array): void {
    this.#events?.message(Buffer.from(message), true);
  }

  /**
   * What there is to say, at once or as soon as there is something; null after a while with nothing. A newer request
   * takes the place of one that waits.
   */
  next(): Promise<Parcel | null> {
    this.#events?.alive();
    this.#answer?.(null);
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#answer?.(null), linePatienceMs);
      this.#answer = parcel => {
        clearTimeout(timer);
        this.#answer = null;
        resolve(parcel);
      };
      this.#tell();
    });
  }

  /** All that `next` gave has left. */
  taken(): void {
    this.#leavingBytes = 0;
  }

  #tell(): void {
    if (!this.#answer || (this.#messages.length === 0 && this.#end === null)) return;
    const parcel = { messages: this.#messages, end: this.#end };
    this.#messages = [];
    this.#leavingBytes += this.#queuedBytes;
    this.#queuedBytes = 0;
    this.#answer(parcel);
    if (parcel.end) this.#done();
  }

  #done(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#onDone();
  }
}
