// How much each may cost the others: tokens by kind of thing asked, per member, per draft and per address. The one
// answer to "may this be done now": go, or wait so long. Knows no wire and no clock of its own; what was refused is
// kept by whoever asked.
import { addressTimes, type allowances, pursesMax } from '../../shared/budget-limits.ts';
import { TokenBucket } from './token-bucket.ts';

export type Kind = keyof typeof allowances;
export type Costs = { readonly [K in Kind]?: number };
/**
 * A member's rate, and how many such members one draft may hold at their most, and one address (`addressTimes` where it
 * is not said).
 */
type Allowance = {
  readonly perSecond: number;
  readonly burst: number;
  readonly draftTimes: number;
  readonly addressTimes?: number;
};
export type Allowances = { readonly [K in Kind]: Allowance };

/**
 * Whoever asks. A member is one of their draft: the same id elsewhere is somebody else. What is not known, or is not to
 * pay, is null.
 */
export type Payer = {
  readonly draft: string | null;
  readonly member: string | null;
  readonly address: string | null;
};

/** `wait`: in seconds, above 0. */
export type Answer = 'go' | { readonly wait: number };

type Scope = 'member' | 'draft' | 'address';
type Purse = Map<Kind, TokenBucket>;

export class Budgets {
  readonly #allowances: Allowances;
  readonly #now: () => number;
  /** The latest to have asked stand last. */
  readonly #purses: { readonly [S in Scope]: Map<string, Purse> } = {
    member: new Map(),
    draft: new Map(),
    address: new Map(),
  };

  /** `now`: a clock in ms that is never set back. */
  constructor(allowances: Allowances, now: () => number) {
    this.#allowances = allowances;
    this.#now = now;
  }

  /** All of it, or nothing and how long to wait. Whoever owes time on the main thread waits, whatever they ask. */
  ask(payer: Payer, costs: Costs): Answer {
    const now = this.#now();
    const paid = this.#bucketsOf(payer, { workMs: 0, ...costs }, now);
    const wait = paid.reduce((longest, { bucket, cost }) => Math.max(longest, bucket.secondsUntil(cost, now)), 0);
    if (wait > 0) return { wait };
    for (const { bucket, cost } of paid) bucket.charge(cost, now);
    return 'go';
  }

  /** What was done already, and what it has cost. */
  charge(payer: Payer, costs: Costs): void {
    const now = this.#now();
    for (const { bucket, cost } of this.#bucketsOf(payer, costs, now)) bucket.charge(cost, now);
  }

  get remembered(): number {
    return Object.values(this.#purses).reduce((sum, purses) => sum + purses.size, 0);
  }

  #bucketsOf({ draft, member, address }: Payer, costs: Costs, now: number) {
    const payers: readonly (readonly [Scope, string | null])[] = [
      ['member', member === null ? null : `${draft} ${member}`],
      ['draft', draft],
      ['address', address],
    ];
    return payers.flatMap(([scope, who]) => {
      const purse = who === null ? null : this.#purseOf(scope, who, now);
      if (!purse) return [];
      const kinds = Object.entries(costs) as [Kind, number][]; // the type's own keys
      return kinds.map(([kind, cost]) => ({ bucket: this.#bucketIn(purse, scope, kind, now), cost }));
    });
  }

  #bucketIn(purse: Purse, scope: Scope, kind: Kind, now: number): TokenBucket {
    const known = purse.get(kind);
    if (known) return known;
    const allowance: Allowance = this.#allowances[kind];
    const { perSecond, burst, draftTimes } = allowance;
    const times = { member: 1, draft: draftTimes, address: allowance.addressTimes ?? addressTimes }[scope];
    const bucket = new TokenBucket(perSecond * times, burst * times, now);
    purse.set(kind, bucket);
    return bucket;
  }

  #purseOf(scope: Scope, who: string, now: number): Purse {
    const purses = this.#purses[scope];
    const known = purses.get(who);
    if (known) purses.delete(who);
    else forgetFrom(purses, now);
    const purse: Purse = known ?? new Map();
    purses.set(who, purse);
    return purse;
  }
}

/**
 * Each newcomer lets two go who have not asked for longest, if they owe nothing; of too many the oldest goes all the
 * same.
 */
function forgetFrom(purses: Map<string, Purse>, now: number): void {
  let looked = 0;
  for (const [who, purse] of purses) {
    if (looked++ >= 2) return;
    const isFull = [...purse.values()].every(bucket => bucket.isFull(now));
    if (isFull || purses.size >= pursesMax) purses.delete(who);
  }
}

/** For whoever runs a server that can do more: all but what is said apart. */
export function timesAll(all: Allowances, times: number): Allowances {
  const larger = Object.entries(all).map(([kind, allowance]) => [
    kind,
    { ...allowance, perSecond: allowance.perSecond * times, burst: allowance.burst * times },
  ]);
  return Object.fromEntries(larger) as Allowances; // the same kinds
}
