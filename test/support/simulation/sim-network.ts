// The network of a simulation: sockets between client pages and the server in one process, with delays by chance, cuts,
// and servers that are away. What is in flight when a line is cut is lost, as on a real one; what is not cut arrives in
// order.

import type { ReadableLine, SocketEvents } from '../../../server/sync/carriers/line.ts';
import { payloadsOf } from '../../../server/sync/frame.ts';
import type { Random } from '../seeded-random.ts';

/** Words that a gateway on every way refuses, as too large. */
export const uncarried = 'UNCARRIED';
export const isUncarried = (message: Uint8Array): boolean => Buffer.from(message).includes(uncarried);

export type Accepts = (line: ServerEnd, room: string) => void;

/** The server's side of a line. */
class ServerEnd implements ReadableLine {
  readonly unsentBytes = 0;
  isOpen = true;
  events: SocketEvents | null = null;
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
  }

  listen(events: SocketEvents): void {
    this.events = events;
  }

  write(frames: Buffer): void {
    for (const message of payloadsOf(frames)) this.#way.toClient({ kind: 'message', message: message.slice() });
  }

  close(code: number, reason: string): void {
    this.isOpen = false;
    this.#way.toClient({ kind: 'close', code, reason });
  }

  terminate(): void {
    this.#way.cut();
  }

  ping(): void {
    this.events?.ponged(true);
  }

  /** This network holds any amount. */
  pause(): void {}
  resume(): void {}
}

type Parcel =
  | { readonly kind: 'message'; readonly message: Uint8Array }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

class Way {
  readonly server = new ServerEnd(this);
  readonly #client: ClientSocket;
  readonly #delay: () => number;
  #downAt = 0;
  #upAt = 0;
  isCut = false;

  constructor(client: ClientSocket, delay: () => number) {
    this.#client = client;
    this.#delay = delay;
  }

  /** In order: nothing overtakes what was sent before it. */
  toClient(parcel: Parcel): void {
    this.#downAt = Math.max(this.#downAt, Date.now() + this.#delay());
    setTimeout(() => {
      if (this.isCut) return;
      if (parcel.kind === 'message') return this.#client.deliver(parcel.message);
      this.cut(parcel.code, parcel.reason);
    }, this.#downAt - Date.now());
  }

  toServer(message: Uint8Array): void {
    const copy = Buffer.from(message);
    if (isUncarried(copy)) return this.cut(1009);
    this.#upAt = Math.max(this.#upAt, Date.now() + this.#delay());
    setTimeout(() => {
      if (!this.isCut) this.server.events?.message(copy, true);
    }, this.#upAt - Date.now());
  }

  cut(code = 1006, reason = ''): void {
    if (this.isCut) return;
    this.isCut = true;
    this.server.isOpen = false;
    this.server.events?.closed();
    this.#client.closed(code, reason);
  }
}

class ClientSocket {
  static readonly [state: string]: unknown;
  binaryType = 'arraybuffer';
  readyState = 0;
  readonly OPEN = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: Uint8Array }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  #line: Way | null = null;

  protected opened(line: Way): void {
    this.#line = line;
    this.readyState = 1;
    this.onopen?.();
  }

  protected failed(): void {
    this.readyState = 3;
    this.onerror?.(new Error('no connection'));
    this.onclose?.({ code: 1006, reason: '' });
  }

  send(message: Uint8Array): void {
    this.#line?.toServer(message);
  }

  close(): void {
    this.#line?.cut();
  }

  deliver(message: Uint8Array): void {
    this.onmessage?.({ data: message });
  }

  closed(code: number, reason: string): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

/** One machine's way to the server. */
export class SimNetwork {
  readonly #random: Random;
  readonly #lines = new Set<Way>();
  readonly #asked = new Set<() => void>();
  isDown = false;
  /** Loses no request. */
  isCalm = false;
  /** No WebSocket can be opened, and requests can. */
  isBlocked = false;

  constructor(random: Random) {
    this.#random = random;
  }

  delay(): number {
    return 1 + this.#random.below(this.#random.chance(0.1) ? 400 : 30);
  }

  cut(): void {
    for (const line of [...this.#lines]) line.cut();
    this.#lines.clear();
    for (const fail of [...this.#asked]) fail();
  }

  /** A class that stands in for WebSocket; `accept` is asked when the handshake would be over. */
  socket(accept: () => Accepts | null): typeof WebSocket {
    const network = this;
    class Socket extends ClientSocket {
      constructor(url: string) {
        super();
        setTimeout(() => {
          const accepts = network.isDown || network.isBlocked ? null : accept();
          if (!accepts) return this.failed();
          const line = new Way(this, () => network.delay());
          network.#lines.add(line);
          accepts(line.server, new URL(url).pathname.split('/').at(-1) ?? '');
          this.opened(line);
        }, network.delay());
      }
    }
    return Socket as unknown as typeof WebSocket; // all of it that y-websocket's provider uses
  }

  /** As `call`, for as long as it takes: a cut, or whoever asked, may end it. */
  request<T>(ask: () => Promise<T>, signal: AbortSignal | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        this.#asked.delete(fail);
        reject(new TypeError('Failed to fetch'));
      };
      this.#asked.add(fail);
      signal?.addEventListener('abort', fail, { once: true });
      this.call(ask)
        .then(resolve, reject)
        .finally(() => this.#asked.delete(fail));
    });
  }

  /** A request and its answer, either of which a bad line may lose. */
  async call<T>(ask: () => Promise<T>): Promise<T> {
    await pause(this.delay());
    if (this.isDown) throw new TypeError('Failed to fetch');
    const answer = await ask();
    await pause(this.delay());
    if (this.isDown || (!this.isCalm && this.#random.chance(0.03))) throw new TypeError('Failed to fetch');
    return answer;
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
