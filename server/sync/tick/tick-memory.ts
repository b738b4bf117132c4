// What a draft holds in memory beside its documents and changes while a tick is judged: members, client ids, writers,
// runs. Kept when the tick is durable, taken back where it will not be. The documents are reread by whoever holds them.
import type { Member } from '../../../shared/acts/act.ts';
import type { MemberId } from '../../../shared/ids.ts';
import type { ClientIds } from '../client-ids.ts';
import { Writers } from '../writers.ts';
import { TypingRuns } from './typing-runs.ts';
import type { Turn } from './waiting-changes.ts';

type Members = ReadonlyMap<MemberId, Member>;

export class TickMemory {
  readonly clientIds: ClientIds;
  readonly writers = new Writers();
  #runs = new TypingRuns();
  /** Replaced rather than changed, so that a tick can be taken back. */
  #members: Members;
  #membersBefore: Members;
  #taken: Turn[] = [];

  constructor(members: Members, clientIds: ClientIds) {
    this.#members = members;
    this.#membersBefore = members;
    this.clientIds = clientIds;
  }

  get members(): Members {
    return this.#members;
  }

  get runs(): TypingRuns {
    return this.#runs;
  }

  /** How many turns of what waited the tick under way has taken. */
  get takenCount(): number {
    return this.#taken.length;
  }

  take(turn: Turn): void {
    this.#taken.push(turn);
  }

  nowMembers(members: Members): void {
    this.#members = members;
  }

  kept(): void {
    this.#membersBefore = this.#members;
    this.writers.tickEnds('kept');
    this.clientIds.tickEnds('kept');
    this.#taken = [];
  }

  /** Gives what was taken, in its order: nobody has judged it. */
  takenBack(): readonly Turn[] {
    this.#members = this.#membersBefore;
    this.writers.tickEnds('taken-back');
    this.clientIds.tickEnds('taken-back');
    this.#runs = new TypingRuns(); // its runs are named after entries that will be others
    const taken = this.#taken;
    this.#taken = [];
    return taken;
  }
}
