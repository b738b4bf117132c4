// What one document sends by its socket: words in frames that the server can take, no faster than it lets one connection speak, and counted, so that its receipts
// can be matched. What waits for its turn is joined. Does not know what the words say.
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { pageFramesBurst, pageFramesPerSecond, wholeBytesMax } from '../../../shared/limits.ts';
import { encodeSync } from '../../../shared/wire/codec.ts';
import { messageType, syncType } from '../../../shared/wire/messages.ts';
import { splitUpdate } from './split-update.ts';

export type OutgoingParts = {
  /** Null while there is none that is open. */
  socket(): WebSocket | null;
  onChange(): void;
};

/** A local change and the frame that carried it; null while it has not been sent on the present socket. */
type Pending = { frame: number | null };
type Words = { readonly update: Uint8Array; readonly change: Pending };

const msPerFrame = 1_000 / pageFramesPerSecond;

export class Outgoing {
  readonly #parts: OutgoingParts;
  #pending: Pending[] = [];
  #whenDurable: { readonly last: Pending; readonly resolve: () => void }[] = [];
  /** Frames of words on the present socket: the server counts them too. */
  #sent = 0;
  #queue: Words[] = [];
  #presence: Uint8Array<ArrayBuffer> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Up to when the frames sent so far would have taken, at the usual pace. */
  #pacedUntil = 0;

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
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
    if (this.#parts.socket()) this.#queue.push({ update, change }); // else the room asks for it on joining
    this.#flush();
  }

  /** The newest takes the place of one that still waits. */
  presence(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#parts.socket()) this.#presence = frame;
    this.#flush();
  }

  /** The socket is gone; the server counts anew on the next. */
  cut(): void {
    this.#sent = 0;
    for (const change of this.#pending) change.frame = null;
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
    this.#parts.onChange();
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
      for (const frame of framesOf(data, kind === syncType.step2)) {
        this.#sent++;
        send(frame);
      }
      if (kind === syncType.step2) this.#everythingSent();
    };
    return class extends base {
      override send(data: string | BufferSource | Blob): void {
        carry(data, frame => super.send(frame));
      }
    };
  }

  /** A step 2 carries all that the server lacks, whatever became of earlier frames. */
  #everythingSent(): void {
    for (const change of this.#pending) change.frame = this.#sent;
    this.#queue = [];
  }

  #flush(): void {
    if (this.#timer !== null) return;
    while (this.#queue.length > 0 || this.#presence !== null) {
      const socket = this.#parts.socket();
      if (!socket) return;
      const rest = this.#msToWait();
      if (rest > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#flush();
        }, rest);
        return;
      }
      this.#sendNext(socket);
    }
  }

  #sendNext(socket: WebSocket): void {
    const presence = this.#presence;
    if (this.#queue.length === 0) {
      this.#presence = null;
      if (presence) socket.send(presence);
      return;
    }
    const words = this.#queue;
    this.#queue = [];
    const [first, ...others] = words.map(({ update }) => update);
    if (first)
      socket.send(encodeSync('update', others.length > 0 ? Y.mergeUpdates([first, ...others]) : first).slice());
    for (const { change } of words) change.frame = this.#sent;
  }

  #msToWait(): number {
    const now = performance.now();
    const next = Math.max(now, this.#pacedUntil) + msPerFrame;
    const rest = next - now - pageFramesBurst * msPerFrame;
    if (rest <= 0) this.#pacedUntil = next;
    return rest;
  }
}

/** The last part of a step 2 is one too: only then has the server been given everything. */
function framesOf(frame: Uint8Array, isStep2: boolean): readonly BufferSource[] {
  if (frame.byteLength <= wholeBytesMax) return [frame.slice()];
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const parts = splitUpdate(decoding.readVarUint8Array(decoder));
  return parts.map((part, i) => encodeSync(isStep2 && i === parts.length - 1 ? 'step2' : 'update', part).slice());
}
