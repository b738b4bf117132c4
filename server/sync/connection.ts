// One line of one seat to one room: frames in, frames out, rate, back-pressure, heartbeat, close codes. Knows no Yjs and decides nothing about content.
import { unreachable } from '../../shared/assert.ts';
import type { MemberId } from '../../shared/ids.ts';
import {
  frameBytesMax,
  pingIntervalMs,
  pongMaxMs,
  silenceMaxMs,
  stateVectorBytesMax,
  unsentBytesMax,
} from '../../shared/limits.ts';
import { decodeUpstream, encodePresence, encodeRefusal, MalformedFrame } from '../../shared/wire/codec.ts';
import type { RefusalMessage, Upstream } from '../../shared/wire/messages.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { refusalText } from '../../shared/wire/refusals.ts';
import { webSocketFrame } from './frame.ts';
import type { Line } from './line.ts';
import type { LiveDraft } from './live-draft.ts';
import type { Peer } from './peer.ts';
import type { Room } from './room.ts';
import { TokenBucket } from './token-bucket.ts';

export type ConnectionParts = {
  readonly line: Line;
  readonly draft: LiveDraft;
  readonly room: Room;
  readonly member: MemberId;
  readonly speaksOurs: boolean;
  readonly limits: {
    readonly framesPerSecond: number;
    readonly framesBurst: number;
    readonly bytesPerSecond: number;
    readonly bytesBurst: number;
  };
  readonly onClosed: () => void;
};

/** A close reason holds 123 bytes of UTF-8. */
const reasonBytesMax = 123;

export class Connection implements Peer {
  readonly member: MemberId;
  readonly speaksOurs: boolean;
  readonly #parts: ConnectionParts;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #joins: TokenBucket;
  #state: 'open' | 'closing' = 'open';
  #heardAt = performance.now();
  #pingedAt = performance.now();
  /** The first ping that was not answered yet. */
  #askedAt: number | null = null;

  constructor(parts: ConnectionParts) {
    const now = performance.now();
    this.#parts = parts;
    this.member = parts.member;
    this.speaksOurs = parts.speaksOurs;
    this.#frames = new TokenBucket(parts.limits.framesPerSecond, parts.limits.framesBurst, now);
    this.#bytes = new TokenBucket(parts.limits.bytesPerSecond, parts.limits.bytesBurst, now);
    this.#joins = new TokenBucket(0.5, 10, now); // ten bytes ask for the whole document
    parts.room.attach(this);
    parts.line.listen({
      message: (data, isBinary) => this.#receive(data, isBinary),
      alive: () => {
        this.#heardAt = performance.now();
        this.#askedAt = null;
      },
      closed: () => this.#closed(),
    });
  }

  write(frames: Buffer): void {
    const { line } = this.#parts;
    if (!line.isOpen) return;
    if (line.unsentBytes > unsentBytesMax) return this.cut();
    line.write(frames);
  }

  refuse(refusal: RefusalMessage): void {
    if (this.speaksOurs) this.write(webSocketFrame(encodeRefusal(refusal)));
    this.close(closeCode.refused, `${refusalText(refusal.code)} ${refusal.reason}`);
  }

  close(code: number, reason: string): void {
    if (this.#state === 'closing') return;
    this.#state = 'closing'; // nothing more is read: what follows a refused change rests on it
    this.#parts.line.close(code, clip(reason));
  }

  get unsentBytes(): number {
    return this.#parts.line.unsentBytes;
  }

  /** It does not read what it is told; coming back, it gets one compact difference. */
  cut(): void {
    this.#parts.line.terminate();
  }

  /** Called now and then: pings, and gives up who is dead, or sends and does not read. */
  heartbeat(now: number): void {
    const isDeaf = this.#askedAt !== null && now - this.#askedAt > pongMaxMs;
    if (isDeaf || now - this.#heardAt > silenceMaxMs) this.cut();
    else if (now - this.#pingedAt >= pingIntervalMs) {
      this.#pingedAt = now;
      this.#askedAt ??= now;
      this.#parts.line.ping();
    }
  }

  #receive(data: unknown, isBinary: boolean): void {
    if (this.#state === 'closing') return;
    const now = performance.now();
    this.#heardAt = now;
    if (!isBinary || !Buffer.isBuffer(data))
      return this.close(closeCode.badFrame, 'Only binary frames are understood here.');
    if (data.length > frameBytesMax)
      return this.refuse({ code: 'too-large', reason: 'It is more than can be sent at once.', point: null });
    if (!this.#frames.take(1, now) || !this.#bytes.take(data.length, now))
      return this.close(closeCode.overloaded, 'Too much at once; coming back in a moment.');
    try {
      this.#handle(decodeUpstream(data), now);
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error;
      this.close(closeCode.badFrame, error.message);
    }
  }

  #handle(message: Upstream, now: number): void {
    const { draft, room } = this.#parts;
    switch (message.kind) {
      case 'step1':
        if (message.stateVector.length > stateVectorBytesMax)
          return this.refuse({ code: 'too-many-clients', reason: 'This copy holds too many of them.', point: null });
        if (!this.#joins.take(1, now)) return this.close(closeCode.overloaded, 'The document was asked for too often.');
        return draft.join(this, room, message.stateVector);
      case 'words':
        if (room === draft.text) return draft.words(this, message);
        if (isEmptyUpdate(message.update)) return;
        return this.refuse({
          code: 'read-only',
          reason: 'Annotations are changed by acts, not by edits.',
          point: null,
        });
      case 'presence':
        if (room === draft.text) draft.presence(this, message.states);
        return;
      case 'query-presence': {
        const states = room.presence.all();
        if (states) this.write(webSocketFrame(encodePresence(states)));
        return;
      }
      default:
        return unreachable(message);
    }
  }

  #closed(): void {
    this.#state = 'closing';
    this.#parts.draft.leave(this, this.#parts.room);
    this.#parts.onClosed();
  }
}

/** No structs and no deletes: what a client that has nothing to add answers. */
const isEmptyUpdate = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

function clip(reason: string): string {
  if (Buffer.byteLength(reason) <= reasonBytesMax) return reason;
  let clipped = reason;
  while (Buffer.byteLength(clipped) > reasonBytesMax - 3) clipped = clipped.slice(0, -1);
  return `${clipped}…`;
}
