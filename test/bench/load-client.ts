// One light participant for the load: types and moves a caret as a real one would, but applies nothing that it
// receives, so that the load generator is not what is measured. Speaks to Nonpaper, y-websocket-server and Hocuspocus.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { firstText } from '../support/stock-client.ts';

export type Room = {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Hocuspocus puts the document's name before each message, and wants a token first. */
  readonly documentName: string | null;
};

const sync = 0;
const presence = 1;
const auth = 2;
const [step1, step2, update] = [0, 1, 2];
const nothing = Uint8Array.of(0, 0);

export class LoadClient {
  readonly doc = new Y.Doc();
  /** When the edit with this clock was sent, in ms of performance.now(). */
  readonly sentAt = new Map<number, number>();
  /** Whole documents that it was sent, and their bytes. */
  documentTimes = 0;
  documentBytes = 0;
  readonly #room: Room;
  readonly #socket: WebSocket;
  #presenceClock = 0;

  private constructor(room: Room, socket: WebSocket) {
    this.#room = room;
    this.#socket = socket;
  }

  /** Resolves when the server has answered the join. `apply`: a real copy, for watching. */
  static async joins(room: Room, state: Uint8Array | null, apply = false): Promise<LoadClient> {
    const socket = new WebSocket(room.url, {
      headers: room.headers,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    const client = new LoadClient(room, socket);
    if (state) Y.applyUpdate(client.doc, state);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (code, reason) => reject(new Error(`${room.url} closed with ${code} ${reason}`)));
      socket.once('open', () => {
        if (room.documentName !== null)
          client.#send(auth, encoder => {
            encoding.writeVarUint(encoder, 0);
            encoding.writeVarString(encoder, 'token');
          });
        client.#sendSync(step1, Y.encodeStateVector(client.doc));
      });
      let isJoined = false;
      socket.on('message', (data: Buffer) => {
        if (isJoined && !apply) return;
        const kind = client.#read(data);
        if (kind === step2 && !isJoined) {
          isJoined = true;
          resolve();
        }
      });
    });
    return client;
  }

  /** One letter after the last one. */
  types(point: string, index: number): void {
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    this.doc.once('update', (bytes: Uint8Array) => {
      this.sentAt.set(clock, performance.now());
      this.#sendSync(update, bytes);
    });
    firstText(this.doc.get(point, Y.XmlElement)).insert(index, 'x');
  }

  movesCaret(point: string): void {
    const { clientID } = this.doc;
    const at = {
      type: { client: 1, clock: 7 },
      tname: null,
      item: { client: clientID, clock: this.#presenceClock },
      assoc: 0,
    };
    const json = JSON.stringify({
      point,
      cursor: { point, anchorPos: at, focusPos: at },
      user: { name: 'Delegate', color: '#336699' },
    });
    const states = encoding.createEncoder();
    encoding.writeVarUint(states, 1);
    encoding.writeVarUint(states, clientID);
    encoding.writeVarUint(states, ++this.#presenceClock);
    encoding.writeVarString(states, json);
    this.#send(presence, encoder => encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states)));
  }

  /** Puts a whole state into the room, e.g. the text that everybody is to type in. */
  brings(state: Uint8Array): void {
    Y.applyUpdate(this.doc, state);
    this.#sendSync(update, state);
  }

  leave(): void {
    this.#socket.terminate();
  }

  #sendSync(kind: number | undefined, body: Uint8Array): void {
    this.#send(sync, encoder => {
      encoding.writeVarUint(encoder, kind ?? 0);
      encoding.writeVarUint8Array(encoder, body);
    });
  }

  #send(type: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    if (this.#room.documentName !== null) encoding.writeVarString(encoder, this.#room.documentName);
    encoding.writeVarUint(encoder, type);
    write(encoder);
    this.#socket.send(encoding.toUint8Array(encoder));
  }

  /** Returns the kind of a sync message, else -1. */
  #read(data: Buffer): number {
    const decoder = decoding.createDecoder(data);
    if (this.#room.documentName !== null) decoding.readVarString(decoder);
    if (decoding.readVarUint(decoder) !== sync) return -1;
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (kind === step1) this.#sendSync(step2, nothing);
    else Y.applyUpdate(this.doc, body);
    if (kind === step2 && body.length > nothing.length) {
      this.documentTimes++;
      this.documentBytes += body.length;
    }
    return kind;
  }
}
