// Who is asking: origin, session and seat of a request, for HTTP and WebSocket alike. A session holds several seats;
// the address names the one a tab uses. Real accounts will come behind this same interface.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { DraftId, MemberId, SeatId } from '../../shared/ids.ts';
import { seatsPerSessionMax } from '../../shared/limits.ts';
import type { Accounts } from './accounts.ts';
import type { Proxies } from './address.ts';

/** A seat as stored: who they are in the draft is asked of the draft, each time. */
export type HeldSeat = { readonly id: SeatId; readonly draft: DraftId; readonly member: MemberId };
export type Session = { readonly digest: string };

const HeldSeat = z.object({ id: SeatId, draft: DraftId, member: MemberId });
const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export class TooManySeats extends Error {
  override name = 'TooManySeats';
}

export class Access {
  readonly #accounts: Accounts;
  /** The addresses under which this server is used, e.g. `http://127.0.0.1:8080`. */
  readonly #origins: ReadonlySet<string>;
  readonly #hosts: ReadonlySet<string>;
  readonly #isSecure: boolean;
  readonly #proxies: Proxies;
  readonly #now: () => number;

  /** `hosts`: how requests may name this server, e.g. `127.0.0.1:8080`, beside its origins' names. */
  constructor(parts: {
    accounts: Accounts;
    origins: readonly string[];
    hosts: readonly string[];
    proxies: Proxies;
    now: () => number;
  }) {
    this.#proxies = parts.proxies;
    this.#accounts = parts.accounts;
    this.#origins = new Set(parts.origins);
    this.#hosts = new Set([...parts.hosts, ...parts.origins.flatMap(hostsOf)].map(host => host.toLowerCase()));
    this.#isSecure = parts.origins.every(origin => origin.startsWith('https:'));
    this.#now = parts.now;
  }

  /**
   * Browsers name the page's origin on every unsafe request and upgrade; whoever sends none is no browser and brings no
   * ambient cookie.
   */
  isOwnOrigin(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || this.#origins.has(origin);
  }

  /**
   * Whether the request names an address under which this server is used: a name that somebody else leads here is none
   * of ours.
   */
  isOwnHost(request: IncomingMessage): boolean {
    return this.#hosts.has(request.headers.host?.toLowerCase() ?? '');
  }

  /** For bounds that count by address. */
  addressOf(request: IncomingMessage): string {
    return this.#proxies.addressOf(request);
  }

  async sessionOf(request: IncomingMessage): Promise<Session | null> {
    const secret = Secret.safeParse(readCookie(request.headers.cookie, this.cookieName)).data;
    if (!secret) return null;
    const digest = digestOf(secret);
    const row = await this.#accounts
      .selectFrom('session')
      .select('digest')
      .where('digest', '=', digest)
      .executeTakeFirst();
    return row ?? null;
  }

  async seatOf(request: IncomingMessage, seat: string | null | undefined): Promise<HeldSeat | null> {
    const session = await this.sessionOf(request);
    const id = SeatId.safeParse(seat).data;
    if (!session || !id) return null;
    const row = await this.#accounts
      .selectFrom('seat')
      .select(['id', 'draft', 'member'])
      .where('id', '=', id)
      .where('session', '=', session.digest)
      .executeTakeFirst();
    return row ? HeldSeat.parse(row) : null;
  }

  async seatsOf(session: Session): Promise<readonly HeldSeat[]> {
    const rows = await this.#accounts
      .selectFrom('seat')
      .select(['id', 'draft', 'member'])
      .where('session', '=', session.digest)
      .orderBy('taken_at')
      .execute();
    return rows.map(row => HeldSeat.parse(row));
  }

  /** A new session and the cookie that proves it. */
  async openSession(): Promise<{ session: Session; cookie: string }> {
    const secret = randomBytes(32).toString('base64url');
    const session = { digest: digestOf(secret) };
    await this.#accounts
      .insertInto('session')
      .values({ ...session, created_at: this.#now() })
      .execute();
    const secure = this.#isSecure ? '; Secure' : '';
    return {
      session,
      cookie: `${this.cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000${secure}`,
    };
  }

  /** The session's seat for this member; the same one when it holds it already. Throws TooManySeats. */
  async takeSeat(session: Session, draft: DraftId, member: MemberId): Promise<HeldSeat> {
    const held = await this.seatsOf(session);
    const same = held.find(seat => seat.draft === draft && seat.member === member);
    if (same) return same;
    if (held.length >= seatsPerSessionMax)
      throw new TooManySeats(`A browser holds at most ${seatsPerSessionMax} seats; leave one first.`);
    const seat = { id: SeatId.parse(randomUUID()), draft, member };
    await this.#accounts
      .insertInto('seat')
      .values({ ...seat, session: session.digest, taken_at: this.#now() })
      .execute();
    return seat;
  }

  async leaveSeat(session: Session, id: SeatId): Promise<boolean> {
    const { numDeletedRows } = await this.#accounts
      .deleteFrom('seat')
      .where('id', '=', id)
      .where('session', '=', session.digest)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** The `__Host-` prefix binds a cookie to https and this host; plain http on loopback cannot use it. */
  get cookieName(): string {
    return this.#isSecure ? '__Host-nonpaper' : 'nonpaper';
  }
}

/** As browsers name it, without the scheme's own port, and as other programs may, with it. */
function hostsOf(origin: string): string[] {
  const { protocol, host, hostname, port } = new URL(origin);
  return port === '' ? [host, `${hostname}:${protocol === 'https:' ? 443 : 80}`] : [host];
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
