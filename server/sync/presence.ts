// Who is in a room and where their caret is. The server says who; a client speaks for its own client id only, and
// whatever it says of others is dropped. Keeps only the latest state of each, and hands it out once per tick.
import { z } from 'zod';
import type { MemberId } from '../../shared/ids.ts';
import { encodePresenceStates } from '../../shared/wire/codec.ts';
import type { PresenceState } from '../../shared/wire/messages.ts';
import { presenceBytesMax } from '../../shared/wire-limits.ts';
import type { Peer } from './peer.ts';

const YjsId = z.object({ client: z.number(), clock: z.number() }).nullish();
const Position = z
  .object({ type: YjsId, tname: z.string().max(64).nullish(), item: YjsId, assoc: z.number().optional() })
  .nullish();
/** What a client may say of itself; all else is left out. */
const Said = z.object({
  point: z.string().max(64).nullish(),
  cursor: z.object({ point: z.string().max(64), anchorPos: Position, focusPos: Position }).nullish(),
});

export type Stamp = {
  readonly member: MemberId;
  readonly name: string;
  readonly party: string | null;
  readonly color: string;
};

export class Presence {
  readonly #states = new Map<number, PresenceState & { peer: Peer }>();
  readonly #clientIds = new Map<Peer, number>();
  readonly #changed = new Set<number>();
  readonly #gone = new Map<number, PresenceState>();

  /** The client id a peer speaks for, once it has spoken. */
  clientIdOf(peer: Peer): number | null {
    return this.#clientIds.get(peer) ?? null;
  }

  peerOf(clientId: number): Peer | null {
    return this.#states.get(clientId)?.peer ?? null;
  }

  /** Takes a peer's word about itself. False when it is not about itself or says nothing that parses. */
  update(peer: Peer, state: PresenceState, stamp: Stamp): boolean {
    const before = this.#states.get(state.clientId);
    if (before && (before.peer !== peer || before.clock >= state.clock)) return false;
    const said = parse(state.json);
    if (said === undefined) return false;
    if (said === null) {
      this.leave(peer);
      return true;
    }
    const json = JSON.stringify({ ...said, user: stamp });
    if (json.length > presenceBytesMax) return false;
    const clock = Math.max(state.clock, (this.#gone.get(state.clientId)?.clock ?? 0) + 1);
    this.#states.set(state.clientId, { clientId: state.clientId, clock, json, peer });
    this.#clientIds.set(peer, state.clientId);
    this.#changed.add(state.clientId);
    return true;
  }

  leave(peer: Peer): void {
    const clientId = this.clientIdOf(peer);
    const state = clientId === null ? undefined : this.#states.get(clientId);
    if (clientId === null || !state) return;
    this.#clientIds.delete(peer);
    this.#states.delete(clientId);
    this.#gone.set(clientId, { clientId, clock: state.clock + 1, json: 'null' });
    this.#changed.add(clientId);
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /** The tick's changes as an awareness update, or null; forgets them. */
  takeChanges(): Uint8Array | null {
    if (this.#changed.size === 0) return null;
    const states = [...this.#changed].flatMap(id => this.#states.get(id) ?? this.#gone.get(id) ?? []);
    this.#changed.clear();
    this.#gone.clear();
    return encodePresenceStates(states);
  }

  /** Everybody, for a joiner; null when nobody is here. */
  all(): Uint8Array | null {
    return this.#states.size > 0 ? encodePresenceStates([...this.#states.values()]) : null;
  }
}

function parse(json: string): z.infer<typeof Said> | null | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return value === null ? null : Said.safeParse(value).data;
  } catch {
    return undefined; // not JSON: as if nothing had been said
  }
}
