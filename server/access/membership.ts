// Who is a member of which draft. Members change by acts, so the record is the truth and these tables its projection:
// whatever a crash kept from it is caught up from the log when the draft is next opened. They are sealed (rule L12):
// what somebody changed in them is made anew of the record.
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Effect } from '../../shared/acts/act.ts';
import { Member } from '../../shared/acts/act.ts';
import type { DraftId } from '../../shared/ids.ts';
import { DraftId as DraftIdSchema, docName } from '../../shared/ids.ts';
import type { SealKey, StoredCopy } from '../storage/seal.ts';
import { isSealed, sealOf } from '../storage/seal.ts';
import type { UpdateLog } from '../storage/update-log.ts';
import type { Accounts, AccountTables } from './accounts.ts';
import type { Members } from './members-in-record.ts';
import { effectsOnMembers, membersAfter } from './members-in-record.ts';

const catchUpRows = 1_000;

type Tables = Accounts | Transaction<AccountTables>;

export type MembershipParts = {
  readonly accounts: Accounts;
  readonly log: Pick<UpdateLog, 'read'>;
  readonly sealKey: SealKey;
  /** Told, in a sentence, of members that were changed beside the record. */
  readonly onDamage: (damage: string) => void;
  /** Told why members could not be stored. They are read from the record meanwhile. */
  readonly onNotStored: (error: unknown) => void;
};

type Known = { readonly members: Members; readonly seq: number };
type Stored =
  /** Also where there is nothing yet. */
  | ({ readonly kind: 'sealed' } & Known)
  /** Of a folder from before there were seals. */
  | { readonly kind: 'unsealed' }
  | { readonly kind: 'changed' };

export class Membership {
  readonly #accounts: Accounts;
  readonly #log: Pick<UpdateLog, 'read'>;
  readonly #sealKey: SealKey;
  readonly #onDamage: (damage: string) => void;
  readonly #onNotStored: (error: unknown) => void;
  /** Drafts of which something could not be stored: their stored members are not those of their `seq`. */
  readonly #behind = new Set<DraftId>();

  constructor({ accounts, log, sealKey, onDamage, onNotStored }: MembershipParts) {
    this.#accounts = accounts;
    this.#log = log;
    this.#sealKey = sealKey;
    this.#onDamage = onDamage;
    this.#onNotStored = onNotStored;
  }

  /**
   * The members as the record has them; call when a draft is opened. Where that cannot be stored just now it is told,
   * and nothing else changes.
   */
  async of(draft: DraftId): Promise<Members> {
    const stored = await this.#stored(this.#accounts, draft);
    if (stored.kind === 'changed')
      this.#onDamage(`The members of ${draft} were changed beside the record. They are read from it again.`);
    const known = stored.kind === 'sealed' ? stored : { members: new Map(), seq: 0 };
    const now = await this.#readOn(draft, known);
    if (now.seq > known.seq)
      await this.#store(this.#accounts, draft, now).catch(error => this.#notStored(draft, error));
    else this.#behind.delete(draft);
    return new Map(inOrder(now.members).map(member => [member.id, member]));
  }

  /** After a commit of acts on members, whose newest entry is `seq`. */
  async apply(draft: DraftId, effects: readonly Effect[], seq: number): Promise<void> {
    const isApplied = await this.#apply(draft, effects, seq).catch(error => this.#notStored(draft, error));
    if (isApplied === false) await this.of(draft);
  }

  /** As the record has them, where what is stored was found to be something else. */
  async renew(draft: DraftId): Promise<void> {
    await this.forget(draft);
    await this.of(draft);
  }

  /** Every draft that has members, newest first. */
  async drafts(): Promise<readonly DraftId[]> {
    const rows = await this.#accounts.selectFrom('membership').select('draft').orderBy(sql`rowid`, 'desc').execute();
    return rows.map(({ draft }) => DraftIdSchema.parse(draft));
  }

  /** When a draft is deleted or made anew. Seats stay: they name a member, who is looked up each time. */
  async forget(draft: DraftId): Promise<void> {
    await this.#accounts.transaction().execute(async tx => {
      for (const table of ['member', 'membership'] as const)
        await tx.deleteFrom(table).where('draft', '=', draft).execute();
    });
  }

  /** False: what is stored cannot be gone on from. */
  #apply(draft: DraftId, effects: readonly Effect[], seq: number): Promise<boolean> {
    return this.#accounts.transaction().execute(async tx => {
      const stored = this.#behind.has(draft) ? null : await this.#stored(tx, draft);
      // Of nothing stored, e.g. while members are renewed, nobody can tell whether there is nothing.
      if (stored?.kind !== 'sealed' || stored.seq === 0) return false;
      await this.#store(tx, draft, { members: membersAfter(stored.members, effects), seq: Math.max(seq, stored.seq) });
      return true;
    });
  }

  #notStored(draft: DraftId, error: unknown): void {
    this.#behind.add(draft);
    this.#onNotStored(error);
  }

  /** The members after all that the record has of them behind `seq`. */
  async #readOn(draft: DraftId, { members, seq }: Known): Promise<Known> {
    const entries = await this.#log.read(docName(draft, 'shared'), seq, catchUpRows);
    const last = entries.at(-1);
    if (!last) return { members, seq };
    const effects = entries.flatMap(effectsOnMembers);
    return this.#readOn(draft, { members: membersAfter(members, effects), seq: last.seq });
  }

  async #store(tables: Tables, draft: DraftId, { members, seq }: Known): Promise<void> {
    const rows = inOrder(members);
    const seal = hex(sealOf(this.#sealKey, copyOf(draft, seq, rows)));
    const store = async (tx: Tables): Promise<void> => {
      await tx.deleteFrom('member').where('draft', '=', draft).execute();
      for (const { id, name, role, party } of rows)
        await tx.insertInto('member').values({ draft, id, name, role, party }).execute();
      await tx
        .insertInto('membership')
        .values({ draft, seq, seal })
        .onConflict(conflict => conflict.column('draft').doUpdateSet({ seq, seal }))
        .execute();
    };
    await (tables.isTransaction ? store(tables) : tables.transaction().execute(store));
    this.#behind.delete(draft);
  }

  async #stored(tx: Tables, draft: DraftId): Promise<Stored> {
    const row = await tx.selectFrom('membership').select(['seq', 'seal']).where('draft', '=', draft).executeTakeFirst();
    if (row?.seal === null) return { kind: 'unsealed' };
    const rows = await membersOf(tx, draft).catch(() => null); // a row may say what no member can be
    const members = new Map(rows?.map(member => [member.id, member]));
    if (!row) return rows?.length === 0 ? { kind: 'sealed', members, seq: 0 } : { kind: 'changed' };
    const isWhole =
      rows !== null && isSealed(this.#sealKey, copyOf(draft, row.seq, rows), Buffer.from(row.seal, 'hex'));
    return isWhole ? { kind: 'sealed', members, seq: row.seq } : { kind: 'changed' };
  }
}

/** Of their ids. */
const inOrder = (members: Members): readonly Member[] =>
  [...members.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const copyOf = (draft: DraftId, seq: number, members: readonly Member[]): StoredCopy => ({
  kind: 'members',
  doc: docName(draft, 'shared'),
  seq,
  entryHash: new Uint8Array(),
  content: [Buffer.from(JSON.stringify(members.map(({ id, name, role, party }) => [id, name, role, party])))],
});

/** In the order of their ids. Throws where a row says what no member can be. */
async function membersOf(tx: Tables, draft: DraftId): Promise<readonly Member[]> {
  const rows = await tx
    .selectFrom('member')
    .select(['id', 'name', 'role', 'party'])
    .where('draft', '=', draft)
    .orderBy('id')
    .execute();
  return rows.map(row => Member.parse(row));
}
