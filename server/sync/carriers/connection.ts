// One line of one seat to one room: frames in, frames out, back-pressure, heartbeat, close codes. Knows no Yjs and
// decides nothing about content; how much may come is for paced-line.ts and the routes of lines.
import { unreachable } from '../../../shared/assert.ts';
import type { MemberId } from '../../../shared/ids.ts';
import { stateVectorBytesMax } from '../../../shared/limits.ts';
import { decodeUpstream, encodePresence, encodeRefusal, MalformedFrame } from '../../../shared/wire/codec.ts';
import type { RefusalMessage, Upstream } from '../../../shared/wire/messages.ts';
import { closeCode } from '../../../shared/wire/messages.ts';
import { refusalText } from '../../../shared/wire/refusals.ts';
import { frameBytesMax, pingIntervalMs, pongMaxMs, silenceMaxMs, unsentBytesMax } from '../../../shared/wire-limits.ts';
import { webSocketFrame } from '../frame.ts';
import type { LiveDraft } from '../live-draft.ts';
import type { Peer } from '../peer.ts';
import type { Room } from '../room.ts';
import { isCrowd } from './announced.ts';
import type { Line } from './line.ts';

export type ConnectionParts = {
  readonly line: Line;
  readonly draft: LiveDraft;
  readonly room: Room;
  readonly member: MemberId;
  readonly speaksOurs: boolean;
  readonly onClosed: () => void;
};

/** A close reason holds 123 bytes of UTF-8. */
const reasonBytesMax = 123;

export class Connection implements Peer {
  readonly member: MemberId;
  readonly speaksOurs: boolean;
  readonly #parts: ConnectionParts;
  #state: 'open' | 'closing' = 'open';
  #heardAt = performance.now();
  #pingedAt = performance.now();
  /** The first ping that was not answered yet. */
  #askedAt: number | null = null;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.member = parts.member;
    this.speaksOurs = parts.speaksOurs;
    parts.room.attach(this);
    parts.line.listen({
      message: (data, isBinary) => this.#receive(data, isBinary),
      heard: () => {
        this.#heardAt = performance.now();
      },
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
    this.#heardAt = performance.now();
    if (!isBinary || !Buffer.isBuffer(data))
      return this.close(closeCode.badFrame, 'Only binary frames are understood here.');
    if (data.length > frameBytesMax)
      return this.refuse({ code: 'too-large', reason: 'It is more than can be sent at once.', point: null });
    if (isCrowd(data)) return; // its own state comes alone
    try {
      this.#handle(decodeUpstream(data));
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error;
      this.close(closeCode.badFrame, error.message);
    }
  }

  #handle(message: Upstream): void {
    const { draft, room } = this.#parts;
    switch (message.kind) {
      case 'step1':
        if (message.stateVector.length > stateVectorBytesMax)
          return this.refuse({ code: 'too-many-clients', reason: 'This copy holds too many of them.', point: null });
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
