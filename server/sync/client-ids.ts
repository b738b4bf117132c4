// Which member owns which Yjs client id in one draft. First come stays owner, durably; nobody may write or speak under another's.
import type { MemberId } from '../../shared/ids.ts';
import { clientIdsPerDraftMax, clientIdsPerMemberMax } from '../../shared/limits.ts';
import { serverClientId } from './room.ts';

export type ClientIdBinding = { readonly clientId: number; readonly member: MemberId };

export class ClientIds {
  readonly #owners: Map<number, MemberId>;
  readonly #perMember = new Map<MemberId, number>();
  /** Bound, but not yet in the log: the next commit takes them. */
  #fresh: ClientIdBinding[] = [];

  constructor(known: ReadonlyMap<number, MemberId>) {
    this.#owners = new Map(known);
    for (const member of known.values()) this.#count(member);
  }

  ownerOf(clientId: number): MemberId | 'server' | null {
    return clientId === serverClientId ? 'server' : (this.#owners.get(clientId) ?? null);
  }

  /** Binds an id that nobody owns. False when this member or this draft has too many. */
  bind(clientId: number, member: MemberId): boolean {
    if (this.#owners.size >= clientIdsPerDraftMax || (this.#perMember.get(member) ?? 0) >= clientIdsPerMemberMax)
      return false;
    this.#owners.set(clientId, member);
    this.#count(member);
    this.#fresh.push({ clientId, member });
    return true;
  }

  /** How many are fresh now: a mark to take back to. */
  get freshCount(): number {
    return this.#fresh.length;
  }

  /** Those bound since that mark are nobody's again. */
  takeBack(freshCount: number): void {
    for (const { clientId, member } of this.#fresh.splice(freshCount)) {
      this.#owners.delete(clientId);
      this.#perMember.set(member, (this.#perMember.get(member) ?? 0) - 1);
    }
  }

  takeFresh(): readonly ClientIdBinding[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  #count(member: MemberId): void {
    this.#perMember.set(member, (this.#perMember.get(member) ?? 0) + 1);
  }
}
