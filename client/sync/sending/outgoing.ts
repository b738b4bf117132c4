// What one document sends by its socket: words in frames that the server can take, no faster than it lets one
// connection speak, and counted, so that its receipts can be matched. What waits for its turn is joined. Does not know
// what the words say.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { encodeSync } from '../../../shared/wire/codec.ts';
import { messageType, syncType } from '../../../shared/wire/messages.ts';
import { wholeBytesMax } from '../../../shared/wire-limits.ts';
import { Pace } from './pace.ts';
import { splitUpdate } from './split-update.ts';

export type OutgoingParts = {
  /** Null while there is none that is open. */
  socket(): WebSocket | null;
  onChange(): void;
};

/** A local change and the last of the frames that carry it; null while none does on the present socket. */
type Pending = { frame: number | null };
type Words = { readonly update: Uint8Array; readonly change: Pending };
type Frame = Uint8Array<ArrayBuffer>;
type Part = { readonly frame: Frame; readonly send: (frame: Frame) => void };

export class Outgoing {
  readonly #link: OutgoingParts;
  #pending: Pending[] = [];
  #whenDurable: { readonly last: Pending; readonly resolve: () => void }[] = [];
  /** Frames of words for the present socket, sent or waiting as parts: the server counts them too. */
  #frames = 0;
  /** Taken apart, in their order; each waits for its turn. */
  #parts: Part[] = [];
  /** Joined when the parts have gone. */
  #queue: Words[] = [];
  #presence: Frame | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #pace = new Pace();

  constructor(link: OutgoingParts) {
    this.#link = link;
  }

  /** Local changes that are not yet known to be durable. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Resolves when every local change made so far is durable, or will never be because this link is given up. */
  durable(): Promise<void> {
    const last = this.#pending.at(-1);
    return last ? new Promise(resolve => this.#whenDurable.push({ last, resolve })) : Promise.resolve();
  }

  /** Changes that no update tells of: they go out when the room asks what it lacks. */
  expect(): void {
    this.#pending.push({ frame: null });
  }

  words(update: Uint8Array): void {
    const change = { frame: null };
    this.#pending.push(change);
    if (this.#link.socket()) this.#queue.push({ update, change }); // else the room asks for it on joining
    this.#flush();
  }

  /** The newest takes the place of one that still waits. */
  presence(frame: Frame): void {
    if (this.#link.socket()) this.#presence = frame;
    this.#flush();
  }

  /** The socket is gone; the server counts anew on the next. */
  cut(): void {
    this.#frames = 0;
    for (const change of this.#pending) change.frame = null;
    this.#parts = [];
    this.#queue = [];
    this.#presence = null;
  }

  acknowledge(frames: number): void {
    this.#pending = this.#pending.filter(({ frame }) => frame === null || frame > frames);
    const isWaiting = new Set(this.#pending);
    this.#whenDurable = this.#whenDurable.filter(({ last, resolve }) => {
      if (!isWaiting.has(last)) resolve();
      return isWaiting.has(last);
    });
    this.#link.onChange();
  }

  giveUp(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.cut();
    for (const { resolve } of this.#whenDurable.splice(0)) resolve();
  }

  /** A socket that counts the frames of words, whoever sends them, and takes apart those that are large. */
  socketOf(base: typeof WebSocket): typeof WebSocket {
    const carry = (data: string | BufferSource | Blob, send: (frame: string | BufferSource | Blob) => void): void => {
      const kind = data instanceof Uint8Array && data[0] === messageType.sync ? data[1] : undefined;
      if (!(data instanceof Uint8Array) || (kind !== syncType.step2 && kind !== syncType.update)) return send(data);
      const frames = framesOf(data, kind === syncType.step2);
      this.#frames += frames.length;
      this.#parts.push(...frames.map(frame => ({ frame, send })));
      if (kind === syncType.step2) this.#everythingCarried();
      this.#flush();
    };
    return class extends base {
      override send(data: string | BufferSource | Blob): void {
        carry(data, frame => super.send(frame));
      }
    };
  }

  /** A step 2 carries all that the server lacks, whatever became of earlier frames. */
  #everythingCarried(): void {
    for (const change of this.#pending) change.frame = this.#frames;
    this.#queue = [];
  }

  #flush(): void {
    for (let rest = this.#msToWait(); rest !== null && this.#timer === null; rest = this.#msToWait()) {
      const socket = this.#link.socket();
      if (!socket) return;
      if (rest === 0) this.#sendNext(socket);
      else
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#flush();
        }, rest);
    }
  }

  /** Null: nothing waits. How much words are is known when they are joined. */
  #msToWait(): number | null {
    const [part] = this.#parts;
    if (!part && this.#queue.length === 0 && this.#presence === null) return null;
    const frame = part?.frame ?? (this.#queue.length === 0 ? this.#presence : null);
    return this.#pace.msToWait(frame?.byteLength ?? 0, performance.now());
  }

  #sendNext(socket: WebSocket): void {
    const part = this.#parts.shift();
    const presence = this.#presence;
    if (part) {
      this.#pace.sent(part.frame.byteLength, performance.now());
      part.send(part.frame);
    } else if (this.#queue.length > 0) this.#join(socket);
    else if (presence) {
      this.#presence = null;
      this.#pace.sent(presence.byteLength, performance.now());
      socket.send(presence);
    }
  }

  /** They come back as parts, by `socketOf`. */
  #join(socket: WebSocket): void {
    const words = this.#queue;
    this.#queue = [];
    const [first, ...others] = words.map(({ update }) => update);
    if (first)
      socket.send(encodeSync('update', others.length > 0 ? Y.mergeUpdates([first, ...others]) : first).slice());
    for (const { change } of words) change.frame = this.#frames;
  }
}

/** The last part of a step 2 is one too: only then has the server been given everything. */
function framesOf(frame: Uint8Array, isStep2: boolean): readonly Frame[] {
  if (frame.byteLength <= wholeBytesMax) return [frame.slice()];
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const parts = splitUpdate(decoding.readVarUint8Array(decoder));
  return parts.map((part, i) => encodeSync(isStep2 && i === parts.length - 1 ? 'step2' : 'update', part).slice());
}
