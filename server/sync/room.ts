// One Yjs document held open in memory, with those who are joined to it. It tells them what became durable and answers
// joins; what may be written is for live-draft.ts, when it is durable for commit.ts.
import * as Y from 'yjs';
import type { DocName } from '../../shared/ids.ts';
import type { Head } from '../../shared/rows/schema.ts';
import {
  encodeBodyCheck,
  encodeCommit,
  encodePresence,
  encodeReceipt,
  encodeStoring,
  encodeSync,
} from '../../shared/wire/codec.ts';
import type { BodyCheckMessage, WireChange, WireHead } from '../../shared/wire/messages.ts';
import { webSocketFrame } from './frame.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';

export type Stored = {
  readonly snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
  readonly tail: readonly { readonly update: Uint8Array }[];
  readonly head: Head;
};

/** The server writes under one client id in every document; no client may own it. */
export const serverClientId = 1;

export class Room {
  readonly name: DocName;
  readonly presence = new Presence();
  /** Connected, whether they have asked for the document yet or not. */
  readonly #attached = new Set<Peer>();
  /** Told of everything, since their join was answered. */
  readonly #joined = new Set<Peer>();
  /** The whole document as a joiner without anything gets it; kept until the next commit. */
  #fullState: Uint8Array | null = null;
  #rowsSinceSnapshot: number;
  /** Bytes of the document as last encoded, and of the updates since. */
  #bytes: number;
  #doc: Y.Doc;
  head: Head;

  constructor(name: DocName, stored: Stored) {
    this.name = name;
    this.#doc = docOf(stored);
    this.#bytes = bytesOf(stored);
    this.head = stored.head;
    this.#rowsSinceSnapshot = stored.tail.length;
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** The document anew, as the log has it. Those who are joined stay: they were told of nothing else. */
  reread(stored: Stored): void {
    this.#doc = docOf(stored);
    this.#fullState = null;
    this.head = stored.head;
    this.#rowsSinceSnapshot = stored.tail.length;
    this.#bytes = bytesOf(stored);
  }

  /** Of the document as it would be stored now: never too low, and right again at each snapshot. */
  get bytes(): number {
    return this.#bytes;
  }

  get rowsSinceSnapshot(): number {
    return this.#rowsSinceSnapshot;
  }

  attached(): readonly Peer[] {
    return [...this.#attached];
  }

  attach(peer: Peer): void {
    this.#attached.add(peer);
  }

  /**
   * Answers a join from the committed state, and from then on tells this peer everything. Call only between commits.
   */
  join(peer: Peer, stateVector: Uint8Array, frames: number, asksBack: boolean): void {
    const missing = webSocketFrame(encodeSync('step2', this.#stateFor(stateVector)));
    const here = this.presence.all();
    // First how far this document has come: whoever has seen more of it goes no further.
    const parts = peer.speaksOurs ? [this.#receipt(frames), missing] : [missing];
    if (here) parts.push(webSocketFrame(encodePresence(here)));
    if (asksBack) parts.push(webSocketFrame(encodeSync('step1', Y.encodeStateVector(this.doc))));
    if (this.#attached.has(peer)) this.#joined.add(peer);
    peer.write(Buffer.concat(parts));
  }

  leave(peer: Peer): void {
    this.#attached.delete(peer);
    this.#joined.delete(peer);
    this.presence.leave(peer);
  }

  askWhatIsMissing(peer: Peer): void {
    peer.write(webSocketFrame(encodeSync('step1', Y.encodeStateVector(this.doc))));
  }

  /** After a commit that advanced this document: the new head, and the cached state is stale. */
  advance(head: Head, rows: number): void {
    this.head = head;
    this.#rowsSinceSnapshot += rows;
    this.#fullState = null;
  }

  /** One write per peer: the tick's changes and presence, encoded once for each kind of client. */
  publish(changes: readonly WireChange[], at: number, receipts: ReadonlyMap<Peer, number>): void {
    for (const { update } of changes) this.#bytes += update.length;
    const presence = this.presence.takeChanges();
    let ours: Buffer | null = null;
    let stock: Buffer | null = null;
    const hasNews = changes.length > 0 || presence !== null;
    for (const peer of this.#joined) {
      if (hasNews && !peer.speaksOurs) {
        stock ??= stockFrames(changes, presence);
        peer.write(stock);
        continue;
      }
      const frames = receipts.get(peer);
      if (hasNews) ours ??= webSocketFrame(encodeCommit({ head: this.#wireHead(), at, changes, presence }));
      const receipt = frames === undefined || !peer.speaksOurs ? null : this.#receipt(frames);
      if (hasNews && ours) peer.write(receipt ? Buffer.concat([ours, receipt]) : ours);
      else if (receipt) peer.write(receipt);
    }
  }

  /** So that a y-websocket client does not hang up on a quiet room. */
  keepAlive(): void {
    const nothing = webSocketFrame(encodePresence(Uint8Array.of(0)));
    for (const peer of this.#joined) peer.write(nothing);
  }

  checkBodies(bodies: BodyCheckMessage['bodies']): void {
    const frame = webSocketFrame(encodeBodyCheck({ head: this.#wireHead(), bodies }));
    for (const peer of this.#joined) if (peer.speaksOurs) peer.write(frame);
  }

  /** Whether the server can store: changed, or with what one who joined just now was sent. */
  tellStoring(isAble: boolean, to: Iterable<Peer> = this.#joined): void {
    const frame = webSocketFrame(encodeStoring({ isAble }));
    for (const peer of to) if (peer.speaksOurs) peer.write(frame);
  }

  /**
   * The document as committed, with its seq. Only between commits: a tick under way has applied what is not yet
   * durable.
   */
  stateAtHead(): { readonly seq: number; readonly state: Uint8Array } {
    return { seq: this.head.seq, state: this.#fullStateNow() };
  }

  snapshotTaken(): void {
    this.#rowsSinceSnapshot = 0;
  }

  #stateFor(stateVector: Uint8Array): Uint8Array {
    const isEmpty = stateVector.length === 0 || (stateVector.length === 1 && stateVector[0] === 0);
    return isEmpty ? this.#fullStateNow() : Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  #fullStateNow(): Uint8Array {
    if (this.#fullState === null) {
      this.#fullState = Y.encodeStateAsUpdate(this.doc);
      this.#bytes = this.#fullState.length;
    }
    return this.#fullState;
  }

  #receipt(frames: number): Buffer {
    return webSocketFrame(encodeReceipt({ frames, head: this.#wireHead() }));
  }

  #wireHead(): WireHead {
    return { seq: this.head.seq, hash: Buffer.from(this.head.hash, 'hex') };
  }
}

function docOf({ snapshot, tail }: Stored): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, snapshot.state);
    for (const row of tail) Y.applyUpdate(doc, row.update);
  });
  doc.clientID = serverClientId;
  return doc;
}

const bytesOf = ({ snapshot, tail }: Stored): number =>
  tail.reduce((sum, { update }) => sum + update.length, snapshot?.state.length ?? 0);

function stockFrames(changes: readonly WireChange[], presence: Uint8Array | null): Buffer {
  const frames = changes.map(change => webSocketFrame(encodeSync('update', change.update)));
  if (presence) frames.push(webSocketFrame(encodePresence(presence)));
  return Buffer.concat(frames);
}
