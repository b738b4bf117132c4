// A hostile program's means: sockets that come back at once, requests without end, answers that it does not read.
// Counts what it is told. It comes from an address of its own, so that what the server holds against it falls on nobody
// else.
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Moment } from '../../../shared/api/record.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import type { Id } from '../../support/craft-update.ts';
import type { Place, Stage, StagedSeat } from './stage.ts';
import { seatOf } from './stage.ts';

const localAddress = '127.0.0.66';
const unsentMax = 1024 * 1024;

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

export type Asked = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly seat?: StagedSeat;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = { readonly status: number; readonly text: string };

/** An open socket. Each sending waits until what was sent has left; false: it is closed, or the attack is over. */
export type HostileSocket = {
  readonly webSocket: WebSocket;
  sends(...frames: readonly Uint8Array[]): Promise<boolean>;
};

export class Hostile {
  readonly stage: Stage;
  readonly address: string;
  /** Answers by status, closes by code; and frames that were sent, so that one sees that it was at work. */
  readonly told = new Map<string, number>();
  #isOver = false;
  readonly #open = new Set<WebSocket>();
  readonly #agent = new Agent({ keepAlive: true, localAddress, maxSockets: 512 });

  constructor(stage: Stage, address: string) {
    this.stage = stage;
    this.address = address;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
    for (const webSocket of this.#open) webSocket.terminate();
  }

  seat(member: string, place: Place = 'sample'): StagedSeat {
    return seatOf(this.stage, member, place);
  }

  /** Points that no honest person types in. */
  get points(): readonly [string, string] {
    return [this.stage.points[2] ?? '', this.stage.points[3] ?? ''];
  }

  /** The items that made their flows. */
  get flows(): readonly [Id, Id] {
    return [this.stage.flows[2] ?? [0, 0], this.stage.flows[3] ?? [0, 0]];
  }

  hears(what: string): void {
    this.told.set(what, (this.told.get(what) ?? 0) + 1);
  }

  /** Keeps so many sockets open for each seat, until it is over, and does this on each as soon as it opens. */
  async sockets(
    count: number,
    seats: StagedSeat | readonly StagedSeat[],
    does: (socket: HostileSocket) => Promise<unknown>,
    part: 'text' | 'shared' = 'text',
  ): Promise<void> {
    const all = (Array.isArray(seats) ? seats : [seats]).flatMap(seat => Array.from({ length: count }, () => seat));
    await Promise.all(
      all.map(async seat => {
        while (!this.isOver) if (!(await this.#session(seat, part, does))) await pause(20);
      }),
    );
  }

  /** Does this again and again, so many at a time, until it is over. */
  async repeats(parallel: number, does: (turn: number) => Promise<unknown>): Promise<void> {
    let turn = 0;
    const one = async (): Promise<void> => {
      while (!this.isOver) await does(turn++).then(() => pause(0));
    };
    await Promise.all(Array.from({ length: parallel }, one));
  }

  /** Status 0: it was cut off. */
  asks(asked: Asked): Promise<Answer> {
    return new Promise(resolve => {
      const options = { method: asked.method ?? 'GET', headers: headersOf(asked), agent: this.#agent, localAddress };
      const made = request(`${this.address}${pathOf(asked)}`, options, response => {
        read(response).then(text => this.#answered(response.statusCode ?? 0, text, resolve));
      });
      made.on('error', () => this.#answered(0, '', resolve));
      made.end(asked.body);
    });
  }

  acts(seat: StagedSeat, act: Readonly<Record<string, unknown>>): Promise<Answer> {
    const body = JSON.stringify({ id: crypto.randomUUID(), ...act });
    return this.asks({ method: 'POST', path: `/api/drafts/${seat.draft}/acts`, seat, body });
  }

  /** A bare connection that writes this and reads nothing. Resolves when it is cut, or the attack is over. */
  async writesAlone(bytes: string | Uint8Array | readonly (string | Uint8Array)[], everyMs = 200): Promise<void> {
    const { hostname, port } = new URL(this.address);
    const socket = connect({ host: hostname, port: Number(port), localAddress });
    let isClosed = false;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      isClosed = true;
      if (!this.isOver) this.hears('cut');
    });
    socket.pause();
    const parts = typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes;
    for (const part of parts) if (!isClosed) await new Promise<void>(written => socket.write(part, () => written()));
    while (!isClosed && !this.isOver) await pause(everyMs);
    socket.destroy();
  }

  /** The words of a draft as they stand. */
  async words(seat: StagedSeat): Promise<Y.Doc> {
    return (await this.moment(seat)).text;
  }

  async moment(seat: StagedSeat): Promise<{ text: Y.Doc; shared: Y.Doc }> {
    const { text } = await this.asks({ path: `/api/drafts/${seat.draft}/moments/now`, seat });
    const moment = Moment.parse(JSON.parse(text));
    return { text: docOf(moment.text), shared: docOf(moment.shared) };
  }

  #answered(status: number, text: string, resolve: (answer: Answer) => void): void {
    this.hears(status === 0 ? 'cut' : String(status));
    resolve({ status, text });
  }

  /** One socket's life. False: it was not let in. */
  #session(seat: StagedSeat, part: string, does: (socket: HostileSocket) => Promise<unknown>): Promise<boolean> {
    const url = `${this.address.replace('http', 'ws')}/sync/${seat.draft}/${part}?seat=${seat.seat}&wire=${wireVersion}`;
    const webSocket = new WebSocket(url, {
      headers: { Cookie: seat.cookie },
      localAddress,
      perMessageDeflate: false,
    });
    const sends = async (...frames: readonly Uint8Array[]): Promise<boolean> => {
      const isOpen = (): boolean => !this.isOver && webSocket.readyState === WebSocket.OPEN;
      for (const frame of frames) {
        if (!isOpen()) return false;
        webSocket.send(frame);
        this.hears('frame sent');
        await pause(0);
        while (webSocket.bufferedAmount > unsentMax && isOpen()) await pause(2);
      }
      while (webSocket.bufferedAmount > unsentMax && isOpen()) await pause(2);
      return isOpen();
    };
    return new Promise(resolve => {
      let wasOpen = false;
      webSocket.on('unexpected-response', (_, response) => {
        this.#open.delete(webSocket);
        this.hears(String(response.statusCode));
        response.destroy();
        resolve(false);
      });
      webSocket.on('error', () => undefined); // `close` follows
      this.#open.add(webSocket);
      webSocket.on('close', code => {
        this.#open.delete(webSocket);
        if (!this.isOver) this.hears(wasOpen ? `closed ${code}` : 'not let in');
        resolve(wasOpen);
      });
      webSocket.on('open', () => {
        wasOpen = true;
        does({ webSocket, sends }).catch(() => webSocket.terminate());
      });
    });
  }
}

const docOf = (base64: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(base64, 'base64'));
  return doc;
};

const pathOf = ({ path, seat }: Asked): string =>
  seat === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}seat=${seat.seat}`;

const headersOf = ({ seat, body, headers }: Asked): Record<string, string> => ({
  ...(seat === undefined ? {} : { Cookie: seat.cookie }),
  ...(body === undefined
    ? {}
    : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
  ...headers,
});

/** All of it, also where it is cut in the middle. */
function read(response: IncomingMessage): Promise<string> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('close', () => resolve(Buffer.concat(chunks).toString()));
    response.on('error', () => undefined); // `close` follows
  });
}

/**
 * A request as bytes, for a connection that is written by hand. It names the server rightly: else nothing but the name
 * would be tried.
 */
export const rawRequest = (
  { address }: Hostile,
  method: string,
  path: string,
  headers: readonly string[] = [],
): string => [`${method} ${path} HTTP/1.1`, `Host: ${new URL(address).host}`, ...headers, '', ''].join('\r\n');
