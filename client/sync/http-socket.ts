// A socket made of requests, for networks that block WebSockets: the part of WebSocket's interface that y-websocket's
// provider uses, over fetch. One request waits for what the server says, others bring what is sent. Any that fails ends
// it, and the provider comes back with a new one and syncs.
import { OpenedLine, Problem } from '../../shared/api/contract.ts';
import { parcelMessagesMax } from '../../shared/budget-limits.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import { decodeParcel, encodeParcel } from '../../shared/wire/parcel.ts';
import { parcelBytesMax } from '../../shared/wire-limits.ts';
import { rest, retryAfterMs } from '../api/retry-after.ts';
import { tooLarge } from './sending/refused-bytes.ts';

export type SocketEvents = {
  opened(): void;
  message(message: Uint8Array): void;
  closed(code: number, reason: string): void;
};

/** What is needed of `fetch`. */
export type Ask = (
  url: URL,
  init?: RequestInit,
) => Promise<Pick<Response, 'ok' | 'status' | 'headers' | 'json' | 'arrayBuffer'>>;

export class HttpSocket {
  readonly #ask: Ask;
  readonly #events: SocketEvents;
  readonly #base: URL;
  readonly #seat: string;
  readonly #ended = new AbortController();
  #line: string | null = null;
  #outbound: Uint8Array[] = [];
  #isSending = false;

  /** `url` is a room's WebSocket address: ws://host/sync/{draft}/{part}?seat=… */
  constructor(url: string, ask: Ask, events: SocketEvents) {
    const room = new URL(url.replace(/^ws/, 'http'));
    const [, , draft = '', part = ''] = room.pathname.split('/');
    this.#ask = ask;
    this.#events = events;
    this.#seat = room.searchParams.get('seat') ?? '';
    room.searchParams.set('part', part);
    this.#base = new URL(`/api/drafts/${draft}/lines${room.search}`, room);
    void this.#run();
  }

  send(message: Uint8Array): void {
    this.#outbound.push(message);
    void this.#flush();
  }

  close(): void {
    if (this.#line !== null && !this.#ended.signal.aborted)
      void this.#ask(this.#lineUrl(), { method: 'DELETE', keepalive: true }).catch(() => undefined);
    this.#end(1000, '');
  }

  async #run(): Promise<void> {
    try {
      const opened = await this.#askPatiently(this.#base, { method: 'POST' });
      if (!opened.ok) return this.#end(...(await closeOf(opened)));
      this.#line = OpenedLine.parse(await opened.json()).line;
      this.#events.opened();
      while (!this.#ended.signal.aborted) await this.#hear();
    } catch {
      this.#end(1006, '');
    }
  }

  async #hear(): Promise<void> {
    const answer = await this.#askPatiently(this.#lineUrl());
    if (answer.status === 204) return;
    if (!answer.ok) return this.#end(1006, '');
    const { messages, end } = decodeParcel(new Uint8Array(await answer.arrayBuffer()));
    for (const message of messages) if (!this.#ended.signal.aborted) this.#events.message(message);
    if (end) this.#end(end.code, end.reason);
  }

  async #flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#outbound.length > 0 && !this.#ended.signal.aborted) {
      const taken = await this.#askPatiently(this.#lineUrl(), {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: encodeParcel({ messages: this.#nextMessages(), end: null }),
      }).catch(() => null);
      if (!taken?.ok) this.#end(...(taken ? await refusedParcel(taken) : lost));
    }
    this.#isSending = false;
  }

  /** A server that is busy took nothing: the same is asked again when it said. */
  async #askPatiently(url: URL, init: RequestInit = {}): ReturnType<Ask> {
    for (;;) {
      const answer = await this.#ask(url, { ...init, signal: this.#ended.signal });
      const ms = retryAfterMs(answer);
      if (ms === null || this.#ended.signal.aborted) return answer;
      await rest(ms, this.#ended.signal);
    }
  }

  /** As many as one request may bring, and at least one. */
  #nextMessages(): readonly Uint8Array[] {
    let bytes = 0;
    const tooMany = this.#outbound.findIndex((message, i) => {
      bytes += message.byteLength + messageHeadBytes;
      return i > 0 && (bytes > parcelBytesMax || i >= parcelMessagesMax);
    });
    return this.#outbound.splice(0, tooMany < 0 ? this.#outbound.length : tooMany);
  }

  #lineUrl(): URL {
    return new URL(`/api/lines/${this.#line}?seat=${encodeURIComponent(this.#seat)}`, this.#base);
  }

  #end(code: number, reason: string): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#events.closed(code, reason);
  }
}

type Close = [code: number, reason: string];
const lost: Close = [1006, ''];

/** Its length, and what the parcel holds beside messages. */
const messageHeadBytes = 16;

/**
 * What would be refused again is told as a socket would tell it; anything else ends the line, and another one is
 * opened.
 */
async function refusedParcel(response: Pick<Response, 'status' | 'json'>): Promise<Close> {
  if (response.status === 413) return [tooLarge, await detailOf(response)];
  return response.status === 400 ? [closeCode.badFrame, await detailOf(response)] : lost;
}

async function detailOf(response: Pick<Response, 'json'>): Promise<string> {
  const body: unknown = await response.json().catch(() => null); // a proxy's page, not our server's answer
  return Problem.safeParse(body).data?.detail ?? '';
}

/** What a refused upgrade could not tell a browser. */
async function closeOf(response: Pick<Response, 'status' | 'json'>): Promise<Close> {
  const reason = await detailOf(response);
  if (response.status === 426) return [closeCode.outdated, reason];
  if (response.status === 401 || response.status === 403) return [closeCode.noSeat, reason];
  return [1013, reason];
}
