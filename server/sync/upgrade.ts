// From an HTTP upgrade to a Connection: origin, address, seat, membership and room are settled before the 101. Whoever is turned away gets
// an HTTP answer in words.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { ProblemType } from '../../shared/api/contract.ts';
import { problemTypes, problemUri } from '../../shared/api/contract.ts';
import { DocPart, DraftId, SeatId } from '../../shared/ids.ts';
import { frameBytesMax } from '../../shared/limits.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import type { Access } from '../access/access.ts';
import type { Config } from '../config.ts';
import { Connection } from './connection.ts';
import type { Rooms } from './rooms.ts';

const Address = z.object({
  draft: DraftId,
  part: DocPart,
  seat: SeatId,
  wire: z.literal(String(wireVersion)).optional(),
});

class TurnedAway extends Error {
  readonly problem: ProblemType;
  constructor(problem: ProblemType, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

export type UpgradeParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly limits: Config['limits'];
  readonly onError: (what: string, error: unknown) => void;
};

export class Upgrades {
  readonly #parts: UpgradeParts;
  readonly #connections = new Set<Connection>();
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: frameBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  readonly #heartbeat: NodeJS.Timeout;
  #isDraining = false;

  constructor(parts: UpgradeParts) {
    this.#parts = parts;
    this.#heartbeat = setInterval(() => {
      const now = performance.now();
      for (const connection of this.#connections) connection.heartbeat(now);
    }, 5_000).unref();
  }

  listen(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy()); // a peer that vanishes while we decide
      this.#accept(request, socket, head).catch(error => {
        if (!(error instanceof TurnedAway)) this.#parts.onError('upgrade', error);
        turnAway(
          socket,
          error instanceof TurnedAway ? error : new TurnedAway('internal', 'The room could not be opened.'),
        );
      });
    });
  }

  get count(): number {
    return this.#connections.size;
  }

  /** No newcomers; those who are here are sent away to come back. */
  drain(): void {
    this.#isDraining = true;
    clearInterval(this.#heartbeat);
    for (const connection of this.#connections)
      connection.close(closeCode.restarting, 'The server is restarting; coming back in a moment.');
  }

  async #accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { access, rooms, limits } = this.#parts;
    if (this.#isDraining) throw new TurnedAway('not-saved', 'The server is restarting.');
    if (!access.isOwnOrigin(request)) throw new TurnedAway('wrong-origin', 'This page does not belong to this server.');
    const address = readAddress(request.url ?? '');
    if (!address)
      throw new TurnedAway(
        'not-found',
        'A room is addressed as /sync/{draft}/text or /sync/{draft}/shared, with a seat.',
      );
    const seat = await access.seatOf(request, address.seat);
    if (!seat || seat.draft !== address.draft) throw new TurnedAway('no-seat', 'This browser does not hold that seat.');
    if (this.#connections.size >= limits.socketsMax) throw new TurnedAway('too-many-requests', 'The server is full.');
    if (this.#countOf(seat.member) >= limits.socketsPerMemberMax)
      throw new TurnedAway('too-many-requests', 'You have too many tabs open.');
    const draft = await rooms.open(address.draft);
    if (!draft.whoIs(seat.member)) throw new TurnedAway('not-allowed', 'You are not a member of this draft.');
    this.#webSockets.handleUpgrade(request, socket, head, webSocket => {
      const connection: Connection = new Connection({
        webSocket,
        socket,
        draft,
        room: address.part === 'text' ? draft.text : draft.shared,
        member: seat.member,
        speaksOurs: address.wire !== undefined,
        limits,
        onClosed: () => void this.#connections.delete(connection),
      });
      this.#connections.add(connection);
    });
  }

  #countOf(member: string): number {
    let count = 0;
    for (const connection of this.#connections) if (connection.member === member) count++;
    return count;
  }
}

function readAddress(url: string): z.infer<typeof Address> | undefined {
  if (!URL.canParse(url, 'http://here')) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://here');
  const [, sync, draft, part, rest] = pathname.split('/');
  if (sync !== 'sync' || rest !== undefined) return undefined;
  return Address.safeParse({ draft, part, seat: searchParams.get('seat'), wire: searchParams.get('wire') ?? undefined })
    .data;
}

function turnAway(socket: Duplex, { problem, message }: TurnedAway): void {
  const status = problemTypes[problem];
  const body = JSON.stringify({ type: problemUri(problem), title: problem, status, detail: message });
  socket.end(
    `HTTP/1.1 ${status} ${problem}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
