// One Yjs document tied to its room by y-websocket's own provider, extended through its message handlers: heads,
// receipts, refusals. How words go out is for sending/outgoing.ts. Knows nothing of what the document holds.
import { toHexString } from 'lib0/buffer';
import type * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readBodyCheck, readCommit, readReceipt, readRefusal, readStoring } from '../../shared/wire/codec.ts';
import type { BodyCheckMessage, CommitMessage, RefusalMessage, WireHead } from '../../shared/wire/messages.ts';
import { closeCode, messageType } from '../../shared/wire/messages.ts';
import { wireVersion } from '../../shared/wire/version.ts';
import { cannotFollow } from '../evidence/chain-links.ts';
import type { SeenHead } from '../local/local-draft.ts';
import { Outgoing } from './sending/outgoing.ts';
import { isRefusal, refusalOf } from './sending/refused-bytes.ts';

export type DocLinkParts = {
  /** e.g. `ws://127.0.0.1:8080/sync/sample` */
  readonly serverUrl: string;
  readonly room: 'text' | 'shared';
  readonly seat: string;
  readonly doc: Y.Doc;
  readonly socket: typeof WebSocket;
  /** What this browser has of the document; loaded before the room is asked for the rest. */
  readonly copy: { readonly loaded: Promise<unknown>; close(): void };
  /** Resolves when the room may be joined. */
  readonly ready: Promise<unknown>;
  /** The copy has once held all that the room held: it can be shown without a connection. */
  readonly isCopyWhole: boolean;
  /** The newest entry this browser was ever told of. */
  readonly seenHead: SeenHead | null;
  /** Something that `state` shows has changed. */
  onChange(): void;
  onCommit?(message: CommitMessage): void;
  onBodyCheck?(message: BodyCheckMessage): void;
  /** The server closed for good: a refusal of our words, or a close code in 4400 to 4499. */
  onEnd(end: LinkEnd): void;
  /** The room stands here, which may follow from what was told before. */
  onHead?(head: SeenHead): void;
  /** The room is at an earlier entry than was told, or at another one. Nothing is sent to it. */
  onOtherPast(told: SeenHead, shown: SeenHead): void;
  /** The socket could not be opened; it is tried again by itself. */
  onUnreachable?(): void;
};

export type LinkEnd =
  | { readonly kind: 'refused'; readonly refusal: RefusalMessage }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

export class DocLink {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly #provider: WebsocketProvider;
  readonly #parts: DocLinkParts;
  readonly #outgoing: Outgoing;
  #head: WireHead | null = null;
  #hasSynced = false;
  #canStore = true;
  #why: string | null = null;
  #refusal: RefusalMessage | null = null;
  #whenConnected: (() => void)[] = [];
  #isDestroyed = false;
  /** The room shows another past: nothing of it is taken any more. */
  #hasLeft = false;

  constructor(parts: DocLinkParts) {
    this.#parts = parts;
    this.doc = parts.doc;
    this.awareness = new Awareness(parts.doc);
    this.awareness.setLocalState(null);
    this.#outgoing = new Outgoing({ socket: () => this.#openSocket, onChange: () => parts.onChange() });
    this.#provider = new WebsocketProvider(parts.serverUrl, parts.room, parts.doc, {
      awareness: this.awareness,
      connect: false,
      disableBc: true,
      params: { seat: parts.seat, wire: String(wireVersion) },
      WebSocketPolyfill: this.#outgoing.socketOf(parts.socket),
      shouldReconnect: ({ code }) => !isFinal(code),
    });
    parts.doc.off('update', this.#provider._updateHandler); // words go out by `#outgoing`
    this.#handleMessages();
    this.#speakOnlyForMyself();
    this.#provider.on('status', () => this.#onStatus());
    this.#provider.on('sync', () => {
      this.#hasSynced ||= this.#provider.synced;
      if (this.#provider.synced) this.#why = null;
      if (this.isConnected) for (const resolve of this.#whenConnected.splice(0)) resolve();
      parts.onChange();
    });
    this.#provider.on('closed', ({ code, reason }) => {
      const refusal = this.#refusal ?? refusalOf(code, reason);
      if (refusal) parts.onEnd({ kind: 'refused', refusal });
      else parts.onEnd({ kind: 'closed', code, reason });
    });
    this.#provider.on('connection-close', event => {
      this.#why = event?.code === closeCode.overloaded && event.reason !== '' ? event.reason : null;
    });
    this.#provider.on('connection-error', () => parts.onUnreachable?.());
    void this.#open();
  }

  async #open(): Promise<void> {
    const { copy, isCopyWhole, ready, onChange } = this.#parts;
    await copy.loaded;
    if (this.#isDestroyed) return;
    this.#hasSynced ||= isCopyWhole;
    this.doc.on('update', this.#onUpdate);
    onChange();
    await ready;
    if (!this.#isDestroyed) this.#provider.connect();
  }

  /** The document as the room held it once is here: just now, or when this browser last saw it. */
  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  get isConnected(): boolean {
    return this.#provider.wsconnected && this.#provider.synced;
  }

  /** Connected by requests, since WebSockets are blocked here. */
  get isSlow(): boolean {
    const { ws } = this.#provider;
    return ws !== null && 'isSlow' in ws && ws.isSlow === true;
  }

  /** The server said nothing else since it let this page in. */
  get canStore(): boolean {
    return this.#canStore;
  }

  /** Local changes that are not yet known to be durable. */
  get waiting(): number {
    return this.#outgoing.waiting;
  }

  /** Why the server does not let this page in for now, in its words. */
  get why(): string | null {
    return this.#why;
  }

  get head(): WireHead | null {
    return this.#head;
  }

  /** Resolves when every local change made so far is durable, or will never be because this link is given up. */
  durable(): Promise<void> {
    return this.#outgoing.durable();
  }

  /** Resolves when the document is level with the room; at once where it is. */
  connected(): Promise<void> {
    return this.isConnected ? Promise.resolve() : new Promise(resolve => this.#whenConnected.push(resolve));
  }

  /** The network came or went: a socket that hangs on an old one would not notice for half a minute. */
  reconnect(): void {
    if (this.#isDestroyed || !this.#provider.shouldConnect) return;
    this.#nameMyself();
    this.#provider.disconnect();
    this.#provider.connect();
  }

  /** Leaving, the provider encodes the presence of the document's client id, and throws where there never was any. */
  #nameMyself(): void {
    if (this.awareness.meta.has(this.doc.clientID)) return;
    this.awareness.clientID = this.doc.clientID;
    this.awareness.setLocalState(null);
  }

  /** The copy holds changes of mine from an earlier page: they go out when the room asks what it lacks. */
  expectUnsent(): void {
    this.#outgoing.expect();
  }

  /** What changes from now on stays in this page. */
  stopKeeping(): void {
    this.#parts.copy.close();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.doc.off('update', this.#onUpdate);
    this.#nameMyself();
    this.#provider.destroy();
    this.awareness.destroy();
    this.#parts.copy.close();
    this.#outgoing.giveUp();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#provider || this.#isDestroyed) return;
    this.#outgoing.words(update);
    this.#parts.onChange();
  };

  get #openSocket(): WebSocket | null {
    const { ws, wsconnected } = this.#provider;
    return wsconnected && ws?.readyState === ws?.OPEN ? ws : null;
  }

  #onStatus(): void {
    if (!this.#provider.wsconnected) {
      this.#outgoing.cut();
      this.#canStore = true;
    }
    this.#parts.onChange();
  }

  #handleMessages(): void {
    const { messageHandlers } = this.#provider;
    const on = (type: number, handle: (decoder: decoding.Decoder) => void): void => {
      messageHandlers[type] = (_reply, decoder) => handle(decoder);
    };
    on(messageType.commit, decoder => {
      const message = readCommit(decoder);
      if (!this.#mayFollow(message.head)) return;
      for (const { update } of message.changes) Y.applyUpdate(this.doc, update, this.#provider);
      if (message.presence) applyAwarenessUpdate(this.awareness, message.presence, this.#provider);
      this.#reached(message.head);
      this.#parts.onCommit?.(message);
    });
    on(messageType.receipt, decoder => {
      const { frames, head } = readReceipt(decoder);
      if (!this.#mayFollow(head)) return;
      this.#reached(head);
      this.#outgoing.acknowledge(frames);
    });
    on(messageType.refusal, decoder => {
      this.#refusal = readRefusal(decoder);
    });
    on(messageType.storing, decoder => {
      this.#canStore = readStoring(decoder).isAble;
      this.#parts.onChange();
    });
    on(messageType.bodyCheck, decoder => this.#parts.onBodyCheck?.(readBodyCheck(decoder)));
  }

  /**
   * On joining, the receipt comes before the room asks what it lacks: what it has lost must not be pushed back in my
   * name.
   */
  #mayFollow(head: WireHead): boolean {
    if (this.#hasLeft) return false;
    const shown = headOf(head);
    const told = this.#head ? headOf(this.#head) : this.#parts.seenHead;
    if (told === null || !cannotFollow(told, shown)) return true;
    this.#hasLeft = true;
    this.#nameMyself();
    this.#provider.disconnect();
    this.#parts.onOtherPast(told, shown);
    return false;
  }

  #reached(head: WireHead): void {
    const isNews = this.#head?.seq !== head.seq;
    this.#head = head;
    if (isNews) this.#parts.onHead?.(headOf(head));
  }

  /** The stock provider echoes everybody's presence back to the server; the server needs only mine. */
  #speakOnlyForMyself(): void {
    const provider = this.#provider;
    this.awareness.off('update', provider._awarenessUpdateHandler);
    this.awareness.on(
      'update',
      ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
        const isMine = [added, updated, removed].some(ids => ids.includes(this.awareness.clientID));
        if (!isMine || origin === provider) return;
        const encoder = encoding.createEncoder();
        encoding.writeVarUint(encoder, messageType.presence);
        encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]));
        this.#outgoing.presence(encoding.toUint8Array(encoder));
      },
    );
  }
}

/** Nothing is gained by coming back with the same. */
const isFinal = (code: number): boolean => (code >= 4400 && code < 4500) || isRefusal(code);

export const headOf = ({ seq, hash }: WireHead): SeenHead => ({ seq, hash: toHexString(hash) });
