// How many connections there are at once, in all and from one address, and the end of those that move nothing. A new
// one is read when it is its turn. Knows not what is asked.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { problemTypes, problemUri } from '../../shared/api/contract.ts';
import { socketSilenceMaxMs } from '../../shared/wire-limits.ts';
import type { Proxies } from '../access/address.ts';
import type { Door } from './door.ts';
import { Intake } from './intake.ts';

export type ConnectionBounds = {
  readonly most: number;
  /** From one address; a trusted proxy brings many people. */
  readonly each: number;
  readonly proxies: Proxies;
  readonly silenceMs?: number;
};

export class Connections {
  readonly #bounds: ConnectionBounds;
  readonly #open = new Map<string, number>();
  #all = 0;
  #door: Pick<Door, 'connection' | 'ahead'> | null = null;

  constructor(bounds: ConnectionBounds) {
    this.#bounds = bounds;
  }

  /** From now on. */
  behind(door: Pick<Door, 'connection' | 'ahead'>): void {
    this.#door = door;
  }

  listen(server: Server): void {
    const { silenceMs = socketSilenceMaxMs } = this.#bounds;
    server.setTimeout(silenceMs);
    // A connection stays in count as long as its last answer may be unread: the system has taken it, and holds it for
    // as long as the connection.
    server.keepAliveTimeout = silenceMs;
    server.on('timeout', socket => socket.resetAndDestroy());
    server.on('connection', socket => this.#come(socket));
    new Intake(socket => this.#door?.ahead(this.#bounds.proxies.addressOfPeer(socket))).listen(server);
  }

  #come(socket: Socket): void {
    const { most, each, proxies } = this.#bounds;
    const address = proxies.addressOfPeer(socket);
    // it brings many people: each of their requests has its own turn
    const isProxy = proxies.has(socket.remoteAddress ?? '');
    const own = this.#open.get(address) ?? 0;
    if (this.#all >= most || (own >= each && !isProxy)) return turnAway(socket);
    if (!isProxy) this.#door?.connection(address, socket);
    this.#all++;
    this.#open.set(address, own + 1);
    socket.once('close', () => {
      this.#all--;
      const left = (this.#open.get(address) ?? 1) - 1;
      if (left > 0) this.#open.set(address, left);
      else this.#open.delete(address);
    });
  }
}

function turnAway(socket: Socket): void {
  const type = 'too-many-requests';
  const status = problemTypes[type];
  const detail = 'There are too many connections from here just now. Close some, or try again in a moment.';
  const body = JSON.stringify({ type: problemUri(type), title: type, status, detail });
  const head = [`HTTP/1.1 ${status} ${type}`, 'Connection: close', 'Retry-After: 5'];
  const kind = ['Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`];
  socket.on('error', () => socket.destroy());
  socket.end(`${[...head, ...kind].join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
