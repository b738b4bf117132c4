// Who comes into a room, by whatever carrier: origin, address, seat, membership and the page's version are settled before anything of the room is said. Keeps the
// connections that are open, looks after the quiet ones, and sends all away when the server leaves.
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { ProblemType } from '../../shared/api/contract.ts';
import type { MemberId, SeatId } from '../../shared/ids.ts';
import { DocPart, DraftId, SeatId as SeatIdSchema } from '../../shared/ids.ts';
import { unsentInAllBytesMax, unsentPerMemberBytesMax } from '../../shared/limits.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import type { Access } from '../access/access.ts';
import type { Config } from '../config.ts';
import { Connection } from './connection.ts';
import type { Line } from './line.ts';
import type { LiveDraft } from './live-draft.ts';
import type { Rooms } from './rooms.ts';
import { tooMuchUnread } from './unread.ts';

const Asked = z.object({ draft: DraftId, part: DocPart, seat: SeatIdSchema, wire: z.string().max(20).optional() });

export class TurnedAway extends Error {
  override name = 'TurnedAway';
  readonly problem: ProblemType;
  constructor(problem: ProblemType, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

export type Admitted = {
  readonly draft: LiveDraft;
  readonly seat: SeatId;
  readonly member: MemberId;
  connect(line: Line): void;
};

export class Admission {
  readonly #access: Access;
  readonly #rooms: Rooms;
  readonly #limits: Config['limits'];
  readonly #onHere: (draft: DraftId, member: MemberId) => void;
  readonly #connections = new Map<Connection, DraftId>();
  readonly #heartbeat: NodeJS.Timeout;
  #isDraining = false;

  /** `onHere`: a member has come, is here, or goes; told again and again. */
  constructor(parts: {
    access: Access;
    rooms: Rooms;
    limits: Config['limits'];
    onHere: (draft: DraftId, member: MemberId) => void;
  }) {
    this.#access = parts.access;
    this.#rooms = parts.rooms;
    this.#limits = parts.limits;
    this.#onHere = parts.onHere;
    this.#heartbeat = setInterval(() => {
      const now = performance.now();
      for (const [connection, draft] of this.#connections) {
        connection.heartbeat(now);
        this.#onHere(draft, connection.member);
      }
      const bounds = { each: unsentPerMemberBytesMax, all: unsentInAllBytesMax };
      for (const connection of tooMuchUnread(this.#connections.keys(), bounds)) connection.cut();
    }, 5_000).unref();
  }

  /** `asked` is whatever stood in the address. Rejects with TurnedAway, in words. */
  async admit(request: IncomingMessage, asked: unknown): Promise<Admitted> {
    if (this.#isDraining) throw new TurnedAway('not-saved', 'The server is restarting.');
    if (!this.#access.isOwnHost(request))
      throw new TurnedAway('wrong-host', 'This server is not used under that name.');
    if (!this.#access.isOwnOrigin(request))
      throw new TurnedAway('wrong-origin', 'This page does not belong to this server.');
    const address = Asked.safeParse(asked).data;
    if (!address)
      throw new TurnedAway(
        'not-found',
        'A room is addressed as /sync/{draft}/text or /sync/{draft}/shared, with a seat.',
      );
    if (address.wire !== undefined && address.wire !== String(wireVersion))
      throw new TurnedAway('outdated', 'This page and the server are of different versions. Reload the page.');
    const seat = await this.#access.seatOf(request, address.seat);
    if (!seat || seat.draft !== address.draft) throw new TurnedAway('no-seat', 'This browser does not hold that seat.');
    if (this.#connections.size >= this.#limits.socketsMax)
      throw new TurnedAway('too-many-requests', 'The server is full.');
    if (this.#countOf(seat.member) >= this.#limits.socketsPerMemberMax)
      throw new TurnedAway('too-many-requests', 'You have too many tabs open.');
    const draft = await this.#rooms.open(address.draft);
    if (!draft.whoIs(seat.member)) throw new TurnedAway('not-allowed', 'You are not a member of this draft.');
    const connect = (line: Line): void => {
      const connection: Connection = new Connection({
        line,
        draft,
        room: address.part === 'text' ? draft.text : draft.shared,
        member: seat.member,
        speaksOurs: address.wire !== undefined,
        limits: this.#limits,
        onClosed: () => {
          this.#connections.delete(connection);
          this.#onHere(draft.id, seat.member);
        },
      });
      this.#connections.set(connection, draft.id);
      this.#onHere(draft.id, seat.member);
    };
    return { draft, seat: seat.id, member: seat.member, connect };
  }

  /** No newcomers; those who are here are sent away to come back. */
  drain(): void {
    this.#isDraining = true;
    clearInterval(this.#heartbeat);
    for (const connection of this.#connections.keys())
      connection.close(closeCode.restarting, 'The server is restarting; coming back in a moment.');
  }

  #countOf(member: string): number {
    let count = 0;
    for (const connection of this.#connections.keys()) if (connection.member === member) count++;
    return count;
  }
}
