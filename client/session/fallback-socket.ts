// A WebSocket where one can be opened, else a socket made of requests to the same server. Has the part of WebSocket's interface that y-websocket's provider uses,
// and is handed to it as if it were one.
import { webSocketBlockedMs, webSocketPatienceMs } from '../../shared/limits.ts';
import { HttpSocket } from './http-socket.ts';

/** Until when this page takes WebSockets for blocked, in milliseconds since 1970. */
let blockedUntil = 0;

type Carrier = { send(message: Uint8Array): void; close(): void };

export class FallbackSocket {
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
  #carrier: Carrier;

  constructor(url: string, protocols: string | string[] = []) {
    this.url = url;
    this.#carrier = Date.now() < blockedUntil ? this.#byHttp() : this.#byWebSocket(protocols);
  }

  send(message: Uint8Array): void {
    if (this.readyState === FallbackSocket.OPEN) this.#carrier.send(message);
  }

  close(): void {
    this.readyState = FallbackSocket.CLOSED;
    this.#carrier.close();
  }

  #byWebSocket(protocols: string | string[]): Carrier {
    const socket = new WebSocket(this.url, protocols);
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
    return new HttpSocket(this.url, {
      opened: () => {
        // The server is there, and it was the WebSocket that could not be opened.
        if (Date.now() >= blockedUntil) blockedUntil = Date.now() + webSocketBlockedMs;
        this.isSlow = true;
        this.#opened();
        this.#tryWebSocketSoon();
      },
      message: data => this.onmessage?.({ data }),
      closed: (code, reason) => this.#closed(code, reason),
    });
  }

  /** It may have been away for a moment only, as the server was: once one can be opened, the provider comes back by it. */
  #tryWebSocketSoon(): void {
    setTimeout(() => {
      if (this.readyState !== FallbackSocket.OPEN) return;
      const probe = new WebSocket(this.url);
      probe.onerror = () => this.#tryWebSocketSoon();
      probe.onopen = () => {
        probe.close();
        blockedUntil = 0;
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
