// A WebSocket where one can be opened, else a socket made of requests to the same server. Has the part of WebSocket's
// interface that y-websocket's provider uses, and is handed to it as if it were one.
import { webSocketBlockedMs, webSocketPatienceMs } from '../../shared/wire-limits.ts';
import type { Ask } from './http-socket.ts';
import { HttpSocket } from './http-socket.ts';

/** The two ways to the server. */
export type Ways = { readonly WebSocket: typeof WebSocket; readonly ask: Ask };

/** Until when this page takes WebSockets for blocked, in milliseconds since 1970. */
type Blocked = { until: number };

/** One page's: once a WebSocket could not be opened, the next is not tried for a while. */
export function fallbackSocket(ways: Ways): typeof WebSocket {
  const blocked: Blocked = { until: 0 };
  class Socket extends FallbackSocket {
    constructor(url: string, protocols: string | string[] = []) {
      super(ways, blocked, url, protocols);
    }
  }
  return Socket as unknown as typeof WebSocket; // all of it that y-websocket's provider uses
}

type Carrier = { send(message: Uint8Array): void; close(): void };

class FallbackSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly OPEN = 1;
  readonly url: string;
  binaryType = 'arraybuffer';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: ArrayBufferLike | Uint8Array }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  /** Carried by requests: everything takes a moment longer. */
  isSlow = false;
  readonly #ways: Ways;
  readonly #blocked: Blocked;
  #carrier: Carrier;

  constructor(ways: Ways, blocked: Blocked, url: string, protocols: string | string[]) {
    this.#ways = ways;
    this.#blocked = blocked;
    this.url = url;
    this.#carrier = Date.now() < blocked.until ? this.#byHttp() : this.#byWebSocket(protocols);
  }

  send(message: Uint8Array): void {
    if (this.readyState === FallbackSocket.OPEN) this.#carrier.send(message);
  }

  close(): void {
    this.readyState = FallbackSocket.CLOSED;
    this.#carrier.close();
  }

  #byWebSocket(protocols: string | string[]): Carrier {
    const socket = new this.#ways.WebSocket(this.url, protocols);
    socket.binaryType = 'arraybuffer';
    const giveUp = (): void => {
      clearTimeout(timer);
      socket.onopen = socket.onclose = socket.onerror = socket.onmessage = null;
      socket.close();
      if (this.readyState === FallbackSocket.CONNECTING) this.#carrier = this.#byHttp();
    };
    const timer = setTimeout(giveUp, webSocketPatienceMs);
    socket.onerror = giveUp;
    socket.onclose = giveUp;
    socket.onopen = () => {
      clearTimeout(timer);
      socket.onerror = event => this.onerror?.(event);
      socket.onclose = ({ code, reason }) => this.#closed(code, reason);
      this.#opened();
    };
    socket.onmessage = ({ data }) => this.onmessage?.({ data });
    // What is given to send was made by lib0 in a buffer of its own.
    return { send: message => socket.send(message.slice()), close: () => socket.close() };
  }

  #byHttp(): Carrier {
    return new HttpSocket(this.url, this.#ways.ask, {
      opened: () => {
        // The server is there, and it was the WebSocket that could not be opened.
        if (Date.now() >= this.#blocked.until) this.#blocked.until = Date.now() + webSocketBlockedMs;
        this.isSlow = true;
        this.#opened();
        this.#tryWebSocketSoon();
      },
      message: data => this.onmessage?.({ data }),
      closed: (code, reason) => this.#closed(code, reason),
    });
  }

  /**
   * It may have been away for a moment only, as the server was: once one can be opened, the provider comes back by it.
   */
  #tryWebSocketSoon(): void {
    setTimeout(() => {
      if (this.readyState !== FallbackSocket.OPEN) return;
      const probe = new this.#ways.WebSocket(this.url);
      probe.onerror = () => this.#tryWebSocketSoon();
      probe.onopen = () => {
        probe.close();
        this.#blocked.until = 0;
        this.#carrier.close();
      };
    }, webSocketBlockedMs);
  }

  #opened(): void {
    if (this.readyState !== FallbackSocket.CONNECTING) return this.#carrier.close();
    this.readyState = FallbackSocket.OPEN;
    this.onopen?.();
  }

  #closed(code: number, reason: string): void {
    const wasOpen = this.readyState === FallbackSocket.OPEN;
    this.readyState = FallbackSocket.CLOSED;
    if (!wasOpen) this.onerror?.(new Error(reason));
    this.onclose?.({ code, reason });
  }
}
