// The wire on one screen. Types 0, 1 and 3 are y-websocket's own and go to everyone; 120 and up are ours and go only to
// clients that asked for them with `wire=<version>` in the address. Bytes are the codec's affair.
import type { MemberId, PointId } from '../ids.ts';
import type { RefusalCode } from './refusals.ts';

export const messageType = {
  sync: 0,
  presence: 1,
  auth: 2,
  queryPresence: 3,
  commit: 120,
  receipt: 121,
  refusal: 122,
  bodyCheck: 123,
  storing: 124,
} as const;

export const syncType = { step1: 0, step2: 1, update: 2 } as const;

/** The newest entry of a document: what its reader holds, and, for the writer, the proof that it is in. */
export type WireHead = { readonly seq: number; readonly hash: Uint8Array };

/** One tick of a room: everything that became durable, with whose it is, and who moved where meanwhile. */
export type CommitMessage = {
  readonly head: WireHead;
  readonly at: number;
  readonly changes: readonly WireChange[];
  /** A y-protocols awareness update, or null. */
  readonly presence: Uint8Array | null;
};

export type WireChange = {
  readonly update: Uint8Array;
  readonly member: MemberId;
  /** The points whose words it changed. Empty in the shared document. */
  readonly points: readonly PointId[];
};

/** To one writer: so many of your frames that carry words are durable, and the document stands at this head. */
export type ReceiptMessage = { readonly frames: number; readonly head: WireHead };

/** To one writer, before its socket closes with 4409: why its update was refused. */
export type RefusalMessage = { readonly code: RefusalCode; readonly reason: string; readonly point: PointId | null };

/**
 * To all, when a room falls idle: what the touched bodies hash to at this head, so that a copy that differs is noticed.
 */
export type BodyCheckMessage = {
  readonly head: WireHead;
  readonly bodies: readonly { point: PointId; hash: string }[];
};

/** To all: whether the server can store anything just now. Told when that changes, and to joiners while it cannot. */
export type StoringMessage = { readonly isAble: boolean };

/** What the server accepts from a client, read from bytes. */
export type Upstream =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'words'; readonly update: Uint8Array; readonly isStep2: boolean }
  | { readonly kind: 'presence'; readonly states: readonly PresenceState[] }
  | { readonly kind: 'query-presence' };

export type PresenceState = { readonly clientId: number; readonly clock: number; readonly json: string };

/** Close codes: 4400 to 4499 tell a y-websocket client not to come back by itself. */
export const closeCode = {
  /** Leaving: come back. */
  restarting: 1012,
  overloaded: 1013,
  badFrame: 4400,
  noSeat: 4401,
  refused: 4409,
  /** Another version: only a reload helps. */
  outdated: 4426,
  gone: 4410,
  tooMuch: 4429,
  /** A fault of ours: come back in a moment. */
  fault: 4500,
} as const;
