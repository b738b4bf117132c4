// What every connection and request passes before anything is done for it: whoever shows a key that is known goes on at
// once unless they owe time, a stranger when it is their turn. What it takes is charged to whoever comes. Reads no body
// and answers nothing.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connectionMs, requestAheadMs } from '../../shared/budget-limits.ts';
import type { Access } from '../access/access.ts';
import type { KnownKeys } from '../access/known-keys.ts';
import type { Budgets } from '../budgets/budgets.ts';
import type { Debtors } from '../budgets/debtors.ts';
import type { Strangers } from '../budgets/strangers.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';

export type DoorParts = {
  readonly access: Pick<Access, 'addressOf'>;
  readonly keys: Pick<KnownKeys, 'of'>;
  readonly budgets: Pick<Budgets, 'ask' | 'charge'>;
  readonly strangers: Pick<Strangers, 'comes'>;
  readonly debtors: Pick<Debtors, 'comes'>;
  readonly meter: WorkMeter;
};

export class Door {
  readonly #parts: DoorParts;
  /** Whose turn has been asked for: nobody waits twice. */
  readonly #asked = new WeakSet<IncomingMessage>();
  /** Connections that had their turn and have asked nothing yet: it was their first request's. */
  readonly #fresh = new WeakSet<Duplex>();

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  /** What stands before the routes. */
  before(app: RequestListener): RequestListener {
    return (request, response) => {
      const { keys, access, meter } = this.#parts;
      const { url = '' } = request;
      if (request.socket.destroyed) return; // cut off: nobody waits for an answer
      if (this.#isWatching(request)) return void app(request, response);
      // Pages and their files are anybody's: a key opens what is below `/api` alone.
      const known = url.startsWith('/api/') ? keys.of(request) : null;
      const asker = known ?? { address: access.addressOf(request) };
      const begin = (): void => void meter.run(`${request.method}, its arrival`, asker, () => app(request, response));
      if (known) response.once('close', this.#parts.debtors.comes(known, begin));
      else this.turn(request, response, begin);
    };
  }

  /** For sockets, and for whoever turns out to be nobody that is known. Whoever goes away meanwhile is not called. */
  turn(request: IncomingMessage, line: ServerResponse | Duplex, begin: () => void): void {
    const isAsked = this.#asked.has(request) || this.#fresh.delete(request.socket);
    this.#asked.add(request);
    if (isAsked) return begin();
    line.once('close', this.#parts.strangers.comes(this.#parts.access.addressOf(request), begin));
  }

  /** Nothing is read of a new connection before its turn. */
  connection(address: string, socket: Socket): void {
    let isItsTurn = false;
    // Node starts it in the next tick, whatever was said before
    socket.once('resume', () => {
      if (!isItsTurn) socket.pause();
    });
    const begin = (): void => {
      isItsTurn = true;
      this.#fresh.add(socket);
      this.#owes(address, connectionMs);
      if (socket.isPaused()) socket.resume();
    };
    socket.once('close', this.#parts.strangers.comes(address, begin));
  }

  /** Whoever watches over the process waits for nobody, as often as a watcher asks. */
  #isWatching(request: IncomingMessage): boolean {
    const { access, budgets } = this.#parts;
    const payer = { draft: null, member: null, address: access.addressOf(request) };
    return /^\/(healthz|readyz)$/.test(request.url ?? '') && budgets.ask(payer, { healthChecks: 1 }) === 'go';
  }

  /** Of many requests that are sent at once each is read, whether it is answered or not. */
  ahead(address: string): void {
    this.#owes(address, requestAheadMs);
  }

  #owes(address: string, strangerMs: number): void {
    this.#parts.budgets.charge({ draft: null, member: null, address }, { strangerMs });
  }
}
