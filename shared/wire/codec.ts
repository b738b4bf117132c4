// Bytes to messages and back: the only file that knows the encoding (lib0 varints, as y-websocket). Everything read
// here is hostile until it has passed; nothing past it is bytes but updates themselves.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';
import { MemberId, PointId } from '../ids.ts';
import { presenceBytesMax } from '../wire-limits.ts';
import type {
  BodyCheckMessage,
  CommitMessage,
  PresenceState,
  ReceiptMessage,
  RefusalMessage,
  StoringMessage,
  Upstream,
  WireHead,
} from './messages.ts';
import { messageType, syncType } from './messages.ts';
import { RefusalCode } from './refusals.ts';

export class MalformedFrame extends Error {
  override name = 'MalformedFrame';
}

const encode = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};

// --- y-websocket's own -----------------------------------------------------

export const encodeSync = (kind: keyof typeof syncType, body: Uint8Array): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.sync);
    encoding.writeVarUint(encoder, syncType[kind]);
    encoding.writeVarUint8Array(encoder, body);
  });

/** States as a y-protocols awareness update (without the frame around it). */
export const encodePresenceStates = (states: readonly PresenceState[]): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, states.length);
    for (const { clientId, clock, json } of states) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });

export const encodePresence = (awarenessUpdate: Uint8Array): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.presence);
    encoding.writeVarUint8Array(encoder, awarenessUpdate);
  });

/** One frame from a client. Throws MalformedFrame with the reason in words. */
export function decodeUpstream(frame: Uint8Array): Upstream {
  try {
    return readUpstream(decoding.createDecoder(frame));
  } catch (error) {
    if (error instanceof MalformedFrame) throw error;
    throw new MalformedFrame('The frame ends too early or holds a number out of range.');
  }
}

function readUpstream(decoder: decoding.Decoder): Upstream {
  const type = decoding.readVarUint(decoder);
  if (type === messageType.queryPresence) return { kind: 'query-presence' };
  if (type === messageType.presence)
    return { kind: 'presence', states: readPresence(decoding.readVarUint8Array(decoder)) };
  if (type !== messageType.sync) throw new MalformedFrame(`Message type ${type} is not one that a client may send.`);
  const kind = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  if (decoding.hasContent(decoder)) throw new MalformedFrame('Bytes are left over after the message.');
  switch (kind) {
    case syncType.step1:
      return { kind: 'step1', stateVector: body };
    case syncType.step2:
      return { kind: 'words', update: body, isStep2: true };
    case syncType.update:
      return { kind: 'words', update: body, isStep2: false };
    default:
      throw new MalformedFrame(`Sync message ${kind} does not exist.`);
  }
}

/** Stock clients echo others' states, so several may come; whose they are is for presence to judge. */
function readPresence(bytes: Uint8Array): PresenceState[] {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > bytes.length) throw new MalformedFrame('More presence states are announced than the frame can hold.');
  const states: PresenceState[] = [];
  for (let i = 0; i < count; i++) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const json = decoding.readVarString(decoder);
    if (clientId > 0xffffffff) throw new MalformedFrame('A client id has 32 bits.');
    if (json.length > presenceBytesMax) throw new MalformedFrame('A presence state is too large.');
    states.push({ clientId, clock, json });
  }
  return states;
}

// --- ours -------------------------------------------------------------------

function writeHead(encoder: encoding.Encoder, head: WireHead): void {
  encoding.writeVarUint(encoder, head.seq);
  encoding.writeUint8Array(encoder, head.hash); // always 32 bytes
}

const readHead = (decoder: decoding.Decoder): WireHead => ({
  seq: decoding.readVarUint(decoder),
  hash: decoding.readUint8Array(decoder, 32).slice(),
});

export const encodeCommit = (message: CommitMessage): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.commit);
    writeHead(encoder, message.head);
    encoding.writeVarUint(encoder, message.at);
    encoding.writeVarUint(encoder, message.changes.length);
    for (const change of message.changes) {
      encoding.writeVarUint8Array(encoder, change.update);
      encoding.writeVarString(encoder, change.member);
      encoding.writeVarUint(encoder, change.points.length);
      for (const point of change.points) encoding.writeVarString(encoder, point);
    }
    encoding.writeVarUint8Array(encoder, message.presence ?? new Uint8Array());
  });

/** The readers below start after the message type, which y-websocket has read to choose its handler. */
export function readCommit(decoder: decoding.Decoder): CommitMessage {
  const head = readHead(decoder);
  const at = decoding.readVarUint(decoder);
  const changes = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    update: decoding.readVarUint8Array(decoder),
    member: MemberId.parse(decoding.readVarString(decoder)),
    points: Array.from({ length: decoding.readVarUint(decoder) }, () => PointId.parse(decoding.readVarString(decoder))),
  }));
  const presence = decoding.readVarUint8Array(decoder);
  return { head, at, changes, presence: presence.length > 0 ? presence : null };
}

export const encodeReceipt = ({ frames, head }: ReceiptMessage): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.receipt);
    encoding.writeVarUint(encoder, frames);
    writeHead(encoder, head);
  });

export const readReceipt = (decoder: decoding.Decoder): ReceiptMessage => ({
  frames: decoding.readVarUint(decoder),
  head: readHead(decoder),
});

const Refusal = z.strictObject({ code: RefusalCode, reason: z.string(), point: PointId.nullable() });

export const encodeRefusal = (message: RefusalMessage): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.refusal);
    encoding.writeVarString(encoder, JSON.stringify(message));
  });

export const readRefusal = (decoder: decoding.Decoder): RefusalMessage =>
  Refusal.parse(JSON.parse(decoding.readVarString(decoder)));

export const encodeStoring = ({ isAble }: StoringMessage): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.storing);
    encoding.writeVarUint(encoder, isAble ? 1 : 0);
  });

export const readStoring = (decoder: decoding.Decoder): StoringMessage => ({
  isAble: decoding.readVarUint(decoder) === 1,
});

export const encodeBodyCheck = ({ head, bodies }: BodyCheckMessage): Uint8Array =>
  encode(encoder => {
    encoding.writeVarUint(encoder, messageType.bodyCheck);
    writeHead(encoder, head);
    encoding.writeVarUint(encoder, bodies.length);
    for (const { point, hash } of bodies) {
      encoding.writeVarString(encoder, point);
      encoding.writeVarString(encoder, hash);
    }
  });

export function readBodyCheck(decoder: decoding.Decoder): BodyCheckMessage {
  const head = readHead(decoder);
  const bodies = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    point: PointId.parse(decoding.readVarString(decoder)),
    hash: decoding.readVarString(decoder),
  }));
  return { head, bodies };
}
