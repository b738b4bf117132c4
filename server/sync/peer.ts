// What a room knows of a connection: whose it is, what it understands, and how to reach it. Rooms are tested with plain
// objects.

import type { MemberId } from '../../shared/ids.ts';
import type { RefusalMessage } from '../../shared/wire/messages.ts';

export interface Peer {
  readonly member: MemberId;
  /** True for clients that asked for our own messages (heads, receipts, refusals). */
  readonly speaksOurs: boolean;
  /** One or more finished WebSocket frames. */
  write(frames: Buffer): void;
  /** Says why, then closes; nothing more is read from it. */
  refuse(refusal: RefusalMessage): void;
  close(code: number, reason: string): void;
}
