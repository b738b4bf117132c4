// How what a connection sends comes to Node's parser: in small pieces, each when something still asks for it. The
// parser reads all that it is given, also where the connection was cut off at the first word. Knows not what is said.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { intakePieceBytes, intakeRoundBytes, requestsAheadMax } from '../../shared/wire-limits.ts';

export class Intake {
  readonly #taken = new WeakMap<Socket, Taken>();
  readonly #onAhead: (socket: Socket) => void;

  /** `onAhead`: of each request that came before the answers to many others, and is not answered. */
  constructor(onAhead: (socket: Socket) => void) {
    this.#onAhead = onAhead;
  }

  listen(server: Server): void {
    server.on('connection', socket => {
      const begin = (): void => {
        if (socket.isPaused()) socket.once('resume', begin);
        else this.#taken.set(socket, new Taken(socket));
      };
      // Not before Node has started it: what is read by pieces can be stopped no more.
      socket.once('resume', begin);
    });
    server.prependListener('request', (request, response) => {
      const taken = this.#taken.get(request.socket);
      if (!taken) return;
      const ahead = taken.owesAnswer(request);
      response.once('close', () => taken.isAnswered(request));
      if (ahead <= requestsAheadMax) return;
      request.socket.destroy(); // whoever handles requests leaves those of such a socket alone
      this.#onAhead(request.socket);
    });
    server.prependListener('upgrade', ({ socket }: IncomingMessage) => this.#taken.get(socket)?.ends());
  }
}

/**
 * A socket that is read by `readable` gives its parser what is read of it, since each piece is an event `data` as well.
 */
class Taken {
  readonly #socket: Socket;
  readonly #unanswered = new Set<IncomingMessage>();
  #isLater = false;
  #isOver = false;
  readonly #goesOn = (): void => this.#takes();

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('readable', this.#goesOn);
    socket.on('resume', this.#goesOn); // a body is asked for
  }

  /** How many wait for their answers. */
  owesAnswer(request: IncomingMessage): number {
    return this.#unanswered.add(request).size;
  }

  isAnswered(request: IncomingMessage): void {
    this.#unanswered.delete(request);
    this.#takes();
  }

  ends(): void {
    this.#isOver = true;
    this.#socket.off('readable', this.#goesOn).off('resume', this.#goesOn);
  }

  #takes(): void {
    if (this.#isLater) return;
    let left = intakeRoundBytes;
    while (this.#isWanted() && this.#socket.readableLength > 0) {
      if (left <= 0) return this.#takesLater();
      left -= intakePieceBytes;
      this.#socket.read(Math.min(intakePieceBytes, this.#socket.readableLength));
    }
  }

  #takesLater(): void {
    this.#isLater = true;
    setImmediate(() => {
      this.#isLater = false;
      this.#takes();
    });
  }

  /** The next request after the answer to the one before; a body while somebody reads it. */
  #isWanted(): boolean {
    if (this.#isOver || this.#socket.destroyed || this.#unanswered.size > 1) return false;
    const [request] = this.#unanswered;
    if (!request) return true;
    const isBodyRead = request.readableFlowing !== null && request.readableLength < request.readableHighWaterMark;
    return isBodyRead && !request.complete;
  }
}
