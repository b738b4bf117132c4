// From an HTTP upgrade to a room. Whoever is turned away gets an HTTP answer in words; who comes in is for
// admission.ts.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { problemTypes, problemUri } from '../../../shared/api/contract.ts';
import { frameBytesMax } from '../../../shared/wire-limits.ts';
import type { Asker } from '../../budgets/asker.ts';
import type { Admission } from './admission.ts';
import { TurnedAway } from './admission.ts';
import { webSocketLine } from './line.ts';
import { PacedLine } from './paced-line.ts';

export type UpgradeParts = {
  readonly admission: Admission;
  /** Whoever is not known waits for their turn: calls `begin`, unless they have gone. */
  readonly turn: (request: IncomingMessage, socket: Duplex, begin: () => void) => void;
  /** Whose key the request has shown. */
  readonly note: (request: IncomingMessage, asker: Asker | null) => void;
  readonly onError: (what: string, error: unknown) => void;
};

/** What ws closes by itself, before anybody hears of it: what it was, in words. */
const unreadable = 'This frame cannot be read.';
const reasons = new Map([
  [1002, unreadable],
  [1007, unreadable],
  [1009, 'It is more than can be sent at once.'],
]);

class SpokenWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code, reason ?? reasons.get(code ?? 0));
  }
}

export class Upgrades {
  readonly #parts: UpgradeParts;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    WebSocket: SpokenWebSocket,
    maxPayload: frameBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
    autoPong: false, // paced-line.ts answers as many pings as it may
  });

  constructor(parts: UpgradeParts) {
    this.#parts = parts;
  }

  listen(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy()); // a peer that vanishes while we decide
      this.#parts.turn(request, socket, () => void this.#acceptOrNot(request, socket, head));
    });
  }

  async #acceptOrNot(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      await this.#accept(request, socket, head);
    } catch (error) {
      if (!(error instanceof TurnedAway)) this.#parts.onError('upgrade', error);
      const said = error instanceof TurnedAway ? error : new TurnedAway('internal', 'The room could not be opened.');
      if (said.problem === 'no-seat') this.#parts.note(request, null);
      turnAway(socket, said);
    }
  }

  async #accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const admitted = await this.#parts.admission.admit(request, askedIn(request.url ?? ''));
    this.#parts.note(request, admitted.asker);
    this.#webSockets.handleUpgrade(request, socket, head, webSocket =>
      admitted.connect(new PacedLine(webSocketLine(webSocket, socket), admitted.ask)),
    );
  }
}

function askedIn(url: string): unknown {
  if (!URL.canParse(url, 'http://here')) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://here');
  const [, sync, draft, part, rest] = pathname.split('/');
  if (sync !== 'sync' || rest !== undefined) return undefined;
  return { draft, part, seat: searchParams.get('seat'), wire: searchParams.get('wire') ?? undefined };
}

function turnAway(socket: Duplex, { problem, message, retryAfterSeconds }: TurnedAway): void {
  const status = problemTypes[problem];
  const body = JSON.stringify({ type: problemUri(problem), title: problem, status, detail: message });
  const again = retryAfterSeconds === undefined ? '' : `Retry-After: ${retryAfterSeconds}\r\n`;
  socket.end(
    `HTTP/1.1 ${status} ${problem}\r\n${again}Connection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
