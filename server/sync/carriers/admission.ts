// Who comes into a room, by whatever carrier: origin, address, seat, membership and the page's version are settled
// before anything of the room is said. Keeps the connections that are open, looks after the quiet ones, and sends all
// away when the server leaves.
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { ProblemType } from '../../../shared/api/contract.ts';
import type { MemberId, SeatId } from '../../../shared/ids.ts';
import { DocPart, DraftId, SeatId as SeatIdSchema } from '../../../shared/ids.ts';
import { closeCode } from '../../../shared/wire/messages.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import { unsentInAllBytesMax, unsentPerMemberBytesMax } from '../../../shared/wire-limits.ts';
import type { Access, HeldSeat } from '../../access/access.ts';
import type { Asker } from '../../budgets/asker.ts';
import type { Answer, Budgets, Costs } from '../../budgets/budgets.ts';
import type { Config } from '../../config.ts';
import { damagedRecord, UpdateLogError } from '../../storage/update-log.ts';
import type { LiveDraft } from '../live-draft.ts';
import type { Rooms } from '../rooms.ts';
import { Connection } from './connection.ts';
import type { Line } from './line.ts';
import { tooMuchUnread } from './unread.ts';

const Asked = z.object({ draft: DraftId, part: DocPart, seat: SeatIdSchema, wire: z.string().max(20).optional() });

export class TurnedAway extends Error {
  override name = 'TurnedAway';
  readonly problem: ProblemType;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: ProblemType, detail: string, retryAfterSeconds?: number) {
    super(detail);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type Admitted = {
  readonly draft: LiveDraft;
  readonly seat: SeatId;
  readonly asker: Asker;
  /** Whether what comes by this line may be taken now: each member has one budget, however many lines. */
  readonly ask: (costs: Costs) => Answer;
  connect(line: Line): void;
};

export class Admission {
  readonly #access: Access;
  readonly #rooms: Rooms;
  readonly #limits: Config['limits'];
  readonly #budgets: Budgets;
  readonly #onHere: (draft: DraftId, member: MemberId) => void;
  readonly #connections = new Map<Connection, DraftId>();
  readonly #heartbeat: NodeJS.Timeout;
  #isDraining = false;

  /** `onHere`: a member has come, is here, or goes; told again and again. */
  constructor(parts: {
    access: Access;
    rooms: Rooms;
    limits: Config['limits'];
    budgets: Budgets;
    onHere: (draft: DraftId, member: MemberId) => void;
  }) {
    this.#access = parts.access;
    this.#rooms = parts.rooms;
    this.#limits = parts.limits;
    this.#budgets = parts.budgets;
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
    if (this.#countOf(seat) >= this.#limits.socketsPerMemberMax)
      throw new TurnedAway('too-many-requests', 'You have too many tabs open.');
    const payer = { draft: seat.draft, member: seat.member, address: this.#access.addressOf(request) };
    const ask = (costs: Costs): Answer => this.#budgets.ask(payer, costs);
    const answer = ask({ sockets: 1 });
    if (answer !== 'go')
      throw new TurnedAway('too-many-requests', 'You have connected too often.', Math.ceil(answer.wait));
    const draft = await this.#rooms.open(address.draft).catch(turnAwayDamaged);
    if (!draft.whoIs(seat.member)) throw new TurnedAway('not-allowed', 'You are not a member of this draft.');
    const connect = (line: Line): void => {
      const connection: Connection = new Connection({
        line,
        draft,
        room: address.part === 'text' ? draft.text : draft.shared,
        member: seat.member,
        speaksOurs: address.wire !== undefined,
        onClosed: () => {
          this.#connections.delete(connection);
          this.#onHere(draft.id, seat.member);
        },
      });
      this.#connections.set(connection, draft.id);
      this.#onHere(draft.id, seat.member);
    };
    return { draft, seat: seat.id, asker: { draft: seat.draft, member: seat.member }, ask, connect };
  }

  /** No newcomers; those who are here are sent away to come back. */
  drain(): void {
    this.#isDraining = true;
    clearInterval(this.#heartbeat);
    for (const connection of this.#connections.keys())
      connection.close(closeCode.restarting, 'The server is restarting; coming back in a moment.');
  }

  /** The same id in another draft is somebody else. */
  #countOf({ draft, member }: HeldSeat): number {
    let count = 0;
    for (const [connection, id] of this.#connections) if (id === draft && connection.member === member) count++;
    return count;
  }
}

function turnAwayDamaged(error: unknown): never {
  if (error instanceof UpdateLogError && error.kind === 'damaged')
    throw new TurnedAway('damaged-record', damagedRecord);
  throw error;
}
