// Honest people beside an attack: pages that come back by themselves, a typist and a reader, somebody who acts,
// somebody who comes anew. Notes when each letter was sent and seen; judges nothing.
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { encodeSync, readCommit } from '../../../shared/wire/codec.ts';
import { messageType, syncType } from '../../../shared/wire/messages.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import { firstText } from '../../support/stock-client.ts';
import type { StagedSeat } from './stage.ts';

const comeBackMs = 250;
/** Longer than anybody waits for an answer. */
const patienceMs = 15_000;

type Listens = {
  commit?(decoder: decoding.Decoder): void;
  /** All that was missed, or everything. */
  step2?(update: Uint8Array): void;
  /** What this page has and the server, at that state, has not. */
  missing?(stateVector: Uint8Array): Uint8Array;
  receipt?(): void;
};
const nothing = Uint8Array.of(0, 0);

/** One room, as a page holds it open. */
class Page {
  /** Codes of each time it was cut off. */
  readonly cuts: number[] = [];
  readonly joined: Promise<void>;
  readonly #url: string;
  readonly #cookie: string;
  readonly #listens: Listens;
  #socket: WebSocket | null = null;
  #isLeft = false;
  #isJoined = (): void => undefined;

  constructor(address: string, { draft, seat, cookie }: StagedSeat, part: 'text' | 'shared', listens: Listens = {}) {
    this.#url = `${address.replace('http', 'ws')}/sync/${draft}/${part}?seat=${seat}&wire=${wireVersion}`;
    this.#cookie = cookie;
    this.#listens = listens;
    this.joined = new Promise(resolve => {
      this.#isJoined = resolve;
    });
    this.#connect();
  }

  send(frame: Uint8Array): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  leave(): void {
    this.#isLeft = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url, { headers: { Cookie: this.#cookie }, perMessageDeflate: false });
    this.#socket = socket;
    let wasOpen = false;
    socket.on('error', () => undefined); // `close` follows
    socket.on('open', () => {
      wasOpen = true;
      socket.send(encodeSync('step1', Y.encodeStateVector(new Y.Doc())));
    });
    socket.on('message', (data: Buffer) => this.#read(decoding.createDecoder(data)));
    socket.on('close', code => {
      if (this.#isLeft) return;
      if (wasOpen) this.cuts.push(code);
      setTimeout(() => this.#isLeft || this.#connect(), comeBackMs);
    });
  }

  #read(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder);
    if (type === messageType.commit) this.#listens.commit?.(decoder);
    if (type === messageType.receipt) this.#listens.receipt?.();
    if (type !== messageType.sync) return;
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (kind === syncType.step1) this.send(encodeSync('step2', this.#listens.missing?.(body) ?? nothing));
    if (kind !== syncType.step2) return;
    this.#listens.step2?.(body);
    this.#isJoined();
  }
}

/** In ms of performance.now(). */
export type Deed = { readonly sentAt: number; seenAt: number | null };

/** Somebody types a letter each 50 ms, and somebody else reads along. Both have the discussion open too. */
export class Pair {
  readonly #doc = new Y.Doc();
  readonly #letters = new Map<number, Deed>();
  readonly #pages: readonly Page[];
  readonly #typing: Page;
  #timer: NodeJS.Timeout | undefined;

  constructor(address: string, typist: StagedSeat, reader: StagedSeat) {
    this.#typing = new Page(address, typist, 'text', {
      // Afterwards it applies nothing that it receives: its own speed is not what is measured.
      step2: update => this.#doc.share.size === 0 && Y.applyUpdate(this.#doc, update),
      missing: state => (this.#doc.share.size === 0 ? nothing : Y.encodeStateAsUpdate(this.#doc, state)),
    });
    const reading = new Page(address, reader, 'text', {
      commit: decoder => {
        for (const { member, update } of readCommit(decoder).changes) if (member === typist.member) this.#sees(update);
      },
      step2: update => this.#seesUpTo(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))),
    });
    this.#pages = [this.#typing, reading, new Page(address, typist, 'shared'), new Page(address, reader, 'shared')];
  }

  get letters(): readonly Deed[] {
    return [...this.#letters.values()];
  }

  get cuts(): readonly number[] {
    return this.#pages.flatMap(page => page.cuts);
  }

  async begins(point: string): Promise<void> {
    await Promise.all(this.#pages.map(page => page.joined));
    const text = firstText(this.#doc.get(point, Y.XmlElement));
    let typed = 0;
    this.#timer = setInterval(() => {
      const clock = Y.getState(this.#doc.store, this.#doc.clientID);
      this.#doc.once('update', (bytes: Uint8Array) => {
        this.#letters.set(clock, { sentAt: performance.now(), seenAt: null });
        this.#typing.send(encodeSync('update', bytes));
      });
      text.insert(typed++, 'x');
    }, 50);
  }

  ends(): void {
    clearInterval(this.#timer);
    for (const page of this.#pages) page.leave();
  }

  #sees(update: Uint8Array): void {
    for (const { id, length } of Y.decodeUpdate(update).structs)
      if (id.client === this.#doc.clientID) for (let i = 0; i < length; i++) this.#seesLetter(id.clock + i);
  }

  #seesUpTo(state: ReadonlyMap<number, number>): void {
    const upTo = state.get(this.#doc.clientID) ?? 0;
    for (const clock of this.#letters.keys()) if (clock < upTo) this.#seesLetter(clock);
  }

  #seesLetter(clock: number): void {
    const letter = this.#letters.get(clock);
    if (letter) letter.seenAt ??= performance.now();
  }
}

/** Somebody who says something each second. */
export class Speaker {
  readonly deeds: Deed[] = [];
  /** What they were told when it was not taken. */
  readonly refusals: string[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(address: string, seat: StagedSeat, point: string) {
    this.#timer = setInterval(async () => {
      const deed: Deed = { sentAt: performance.now(), seenAt: null };
      this.deeds.push(deed);
      const said = await acts(address, seat, { kind: 'thread.open', point, anchor: null, needs: [], text: 'A word.' });
      deed.seenAt = performance.now();
      if (said !== 'done') this.refusals.push(said);
    }, 1_000);
  }

  ends(): void {
    clearInterval(this.#timer);
  }
}

/** `done`, or the status. */
export async function acts(address: string, { draft, seat, cookie }: StagedSeat, act: object): Promise<string> {
  try {
    const answer = await fetch(`${address}/api/drafts/${draft}/acts?seat=${seat}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify({ id: crypto.randomUUID(), ...act }),
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    return answer.status === 201 ? 'done' : String(answer.status);
  } catch {
    return 'no answer';
  }
}

/** A new tab is opened and a letter typed in it: `done` when that is durable, `late` when it is not by then. */
export async function comesAnew(address: string, seat: StagedSeat, point: string, withinMs: number): Promise<string> {
  const doc = new Y.Doc();
  const isDurable = Promise.withResolvers<void>();
  let hasTyped = false;
  const page = new Page(address, seat, 'text', {
    step2: update => {
      if (hasTyped) return;
      Y.applyUpdate(doc, update);
      hasTyped = true;
      doc.once('update', (bytes: Uint8Array) => page.send(encodeSync('update', bytes)));
      firstText(doc.get(point, Y.XmlElement)).insert(0, 'y');
    },
    missing: state => (hasTyped ? Y.encodeStateAsUpdate(doc, state) : nothing),
    receipt: () => hasTyped && isDurable.resolve(),
  });
  const late = new Promise<string>(resolve => setTimeout(resolve, withinMs, 'late').unref());
  const became = await Promise.race([isDurable.promise.then(() => 'done'), late]);
  page.leave();
  return became === 'done' ? 'done' : page.cuts.join() || became;
}
