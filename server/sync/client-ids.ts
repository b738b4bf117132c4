// Which member owns which Yjs client id in one draft. Words bind it, durably: first come stays owner. Presence alone
// reserves it in memory, as long as its connection lives; nobody may write or speak under another's.
import type { MemberId } from '../../shared/ids.ts';
import {
  clientIdsPerDraftMax,
  clientIdsPerMemberMax,
  clientIdsRememberedMax,
  clientIdsSureMax,
} from '../../shared/wire-limits.ts';
import { serverClientId } from './room.ts';

export type ClientIdBinding = { readonly clientId: number; readonly member: MemberId };
/** `holder`: a connection; null: it has gone. */
type Reservation = { readonly member: MemberId; readonly holder: object | null };

export class ClientIds {
  readonly #owners: Map<number, MemberId>;
  readonly #perMember = new Map<MemberId, number>();
  /** Those whose connections have gone stand in the order in which they went. */
  readonly #reserved = new Map<number, Reservation>();
  /** Bound, but not yet in the log: the next commit takes them. */
  readonly #fresh: ClientIdBinding[] = [];

  constructor(known: ReadonlyMap<number, MemberId>) {
    this.#owners = new Map(known);
    for (const member of known.values()) this.#count(member);
  }

  ownerOf(clientId: number): MemberId | 'server' | null {
    if (clientId === serverClientId) return 'server';
    return this.#owners.get(clientId) ?? this.#reserved.get(clientId)?.member ?? null;
  }

  /**
   * Binds an id that nobody else has. False when this member has too many, or this draft, and they their sure part of
   * it.
   */
  bind(clientId: number, member: MemberId): boolean {
    const owner = this.ownerOf(clientId);
    if (this.#owners.has(clientId)) return owner === member;
    const own = this.#perMember.get(member) ?? 0;
    const isFull = this.#owners.size >= clientIdsPerDraftMax && own >= clientIdsSureMax;
    if (isFull || own >= clientIdsPerMemberMax || (owner !== null && owner !== member)) return false;
    this.#reserved.delete(clientId);
    this.#owners.set(clientId, member);
    this.#count(member);
    this.#fresh.push({ clientId, member });
    return true;
  }

  /** Bound in the tick under way, which is to make them durable. */
  get fresh(): readonly ClientIdBinding[] {
    return this.#fresh;
  }

  /** Where the tick is taken back, they are nobody's again. */
  tickEnds(outcome: 'kept' | 'taken-back'): void {
    for (const { clientId, member } of this.#fresh.splice(0)) {
      if (outcome === 'kept') continue;
      this.#owners.delete(clientId);
      this.#perMember.set(member, (this.#perMember.get(member) ?? 0) - 1);
    }
  }

  /** For a connection that speaks under an id: one each. False where it is another member's. */
  reserve(clientId: number, member: MemberId, holder: object): boolean {
    const owner = this.ownerOf(clientId);
    if (owner !== null && owner !== member) return false;
    if (!this.#owners.has(clientId) && this.#reserved.get(clientId)?.holder !== holder) {
      this.release(holder);
      this.#reserved.delete(clientId);
      this.#reserved.set(clientId, { member, holder });
    }
    return true;
  }

  /** Its member's last few stay theirs: whoever loses a connection comes back under the same. */
  release(holder: object): void {
    for (const [clientId, reserved] of this.#reserved) {
      if (reserved.holder !== holder) continue;
      this.#reserved.delete(clientId);
      this.#reserved.set(clientId, { member: reserved.member, holder: null });
      this.#forgetOldestOf(reserved.member);
    }
  }

  get reserved(): number {
    return this.#reserved.size;
  }

  #forgetOldestOf(member: MemberId): void {
    const gone = [...this.#reserved].filter(([, of]) => of.member === member && of.holder === null);
    for (const [clientId] of gone.slice(0, -clientIdsRememberedMax)) this.#reserved.delete(clientId);
  }

  #count(member: MemberId): void {
    this.#perMember.set(member, (this.#perMember.get(member) ?? 0) + 1);
  }
}
