// The network of a simulation: sockets between client pages and the server in one process, with delays by chance, cuts, and servers that are away. What
// is in flight when a line is cut is lost, as on a real one; what is not cut arrives in order.
import { EventEmitter } from 'node:events';
import type { Random } from '../seeded-random.ts';

export type Accepts = (line: ServerEnd, room: string) => void;

/** The server's side of a line: what Connection needs of a ws socket and of the stream below it. */
export class ServerEnd extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly writableLength = 0;
  readonly #line: Line;

  constructor(line: Line) {
    super();
    this.#line = line;
  }

  /** Finished WebSocket frames, unmasked. */
  write(frames: Buffer): boolean {
    for (const message of messagesIn(frames)) this.#line.toClient({ kind: 'message', message });
    return true;
  }

  close(code: number, reason: string): void {
    this.readyState = 2;
    this.#line.toClient({ kind: 'close', code, reason });
  }

  terminate(): void {
    this.#line.cut();
  }

  ping(): void {
    this.emit('pong');
  }
}

type Parcel =
  | { readonly kind: 'message'; readonly message: Uint8Array }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

class Line {
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
    this.#upAt = Math.max(this.#upAt, Date.now() + this.#delay());
    setTimeout(() => {
      if (!this.isCut) this.server.emit('message', copy, true);
    }, this.#upAt - Date.now());
  }

  cut(code = 1006, reason = ''): void {
    if (this.isCut) return;
    this.isCut = true;
    this.server.readyState = 3;
    this.server.emit('close');
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
  #line: Line | null = null;

  protected opened(line: Line): void {
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
  readonly #lines = new Set<Line>();
  isDown = false;

  constructor(random: Random) {
    this.#random = random;
  }

  delay(): number {
    return 1 + this.#random.below(this.#random.chance(0.1) ? 400 : 30);
  }

  cut(): void {
    for (const line of [...this.#lines]) line.cut();
    this.#lines.clear();
  }

  /** A class that stands in for WebSocket; `accept` is asked when the handshake would be over. */
  socket(accept: () => Accepts | null): typeof WebSocket {
    const network = this;
    class Socket extends ClientSocket {
      constructor(url: string) {
        super();
        setTimeout(() => {
          const accepts = network.isDown ? null : accept();
          if (!accepts) return this.failed();
          const line = new Line(this, () => network.delay());
          network.#lines.add(line);
          accepts(line.server, new URL(url).pathname.split('/').at(-1) ?? '');
          this.opened(line);
        }, network.delay());
      }
    }
    return Socket as unknown as typeof WebSocket; // all of it that y-websocket's provider uses
  }

  /** A request and its answer, either of which a bad line may lose. */
  async call<T>(ask: () => Promise<T>): Promise<T> {
    await pause(this.delay());
    if (this.isDown) throw new TypeError('Failed to fetch');
    const answer = await ask();
    await pause(this.delay());
    if (this.isDown || this.#random.chance(0.03)) throw new TypeError('Failed to fetch');
    return answer;
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

function* messagesIn(frames: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < frames.length; ) {
    const short = frames.readUInt8(at + 1);
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length =
      short < 126 ? short : short === 126 ? frames.readUInt16BE(at + 2) : Number(frames.readBigUInt64BE(at + 2));
    yield new Uint8Array(frames.subarray(at + header, at + header + length));
    at += header + length;
  }
}
