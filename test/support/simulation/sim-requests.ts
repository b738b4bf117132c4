// Lines carried by requests in a simulation: the production HttpLine and parcels, asked through a simulated network.
// Stands for server/http/routes/lines.ts, whose own tests speak real HTTP.
import type { Ask } from '../../../client/sync/http-socket.ts';
import type { Answer, Costs } from '../../../server/budgets/budgets.ts';
import { messagesIn } from '../../../server/sync/carriers/announced.ts';
import { HttpLine } from '../../../server/sync/carriers/http-line.ts';
import { decodeParcel, encodeParcel } from '../../../shared/wire/parcel.ts';
import type { SimNetwork } from './sim-network.ts';
import { isUncarried } from './sim-network.ts';

/** The lines that one life of the server has open. */
export class SimLines {
  readonly #open = new Map<string, HttpLine>();
  #opened = 0;
  readonly #life: number;

  /** Its number among all: a line of an earlier life is none of this one's. */
  constructor(life: number) {
    this.#life = life;
  }

  open(accept: (line: HttpLine) => void): string {
    const id = `line-${this.#life}-${this.#opened++}`;
    const line = new HttpLine(() => this.#open.delete(id));
    this.#open.set(id, line);
    accept(line);
    return id;
  }

  find(id: string): HttpLine | undefined {
    return this.#open.get(id);
  }
}

/** What of a server a request can reach; `life` is another after each kill, and none while it is down. */
export type SimHost = {
  life(): SimLines | null;
  accept(line: HttpLine, room: string): void;
  asks(costs: Costs): Answer;
};

type Response = Awaited<ReturnType<Ask>>;

function costsOfRequest({ method, body }: RequestInit): Costs {
  if (method === undefined) return { polls: 1 };
  return body instanceof Uint8Array ? { frames: messagesIn(body), bytes: body.byteLength } : {};
}

export function simAsk(network: SimNetwork, host: SimHost): Ask {
  const serve = async (url: URL, init: RequestInit): Promise<Response> => {
    const lines = host.life();
    if (!lines) throw new TypeError('Failed to fetch');
    const [, , kind, name = ''] = url.pathname.split('/');
    if (kind === 'drafts') {
      const line = lines.open(opened => host.accept(opened, url.searchParams.get('part') ?? ''));
      return answer(201, { line });
    }
    const line = lines.find(name);
    if (!line) return answer(404);
    const may = host.asks(costsOfRequest(init));
    if (may !== 'go') return answer(429, null, new Uint8Array(), { 'Retry-After': String(Math.ceil(may.wait)) });
    if (init.method === 'DELETE') line.terminate();
    if (init.method === 'POST' && init.body instanceof Uint8Array && isUncarried(init.body)) return answer(413);
    if (init.method === 'POST' && init.body instanceof Uint8Array)
      for (const message of decodeParcel(init.body).messages) line.receive(message);
    if (init.method !== undefined) return answer(204);
    const parcel = await line.next();
    return parcel ? answer(200, null, encodeParcel(parcel)) : answer(204);
  };
  return (url, init = {}) => network.request(() => serve(url, init), init.signal ?? null);
}

const answer = (status: number, body: unknown = null, bytes = new Uint8Array(), headers = {}): Response => ({
  ok: status < 300,
  status,
  headers: new Headers(headers),
  json: async () => body,
  arrayBuffer: async () => bytes.buffer,
});
