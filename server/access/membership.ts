// Who is a member of which draft. Members change by acts, so the record is the truth and these tables its projection:
// whatever a crash kept from it is caught up from the log when the draft is next opened. They are sealed (rule L12):
// what somebody changed in them is made anew of the record.
import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Effect } from '../../shared/acts/act.ts';
import { Member } from '../../shared/acts/act.ts';
import type { DraftId, MemberId } from '../../shared/ids.ts';
import { DraftId as DraftIdSchema, docName } from '../../shared/ids.ts';
import { readDetail } from '../storage/entry-detail.ts';
import type { SealKey, StoredCopy } from '../storage/seal.ts';
import { isSealed, sealOf } from '../storage/seal.ts';
import type { Entry, UpdateLog } from '../storage/update-log.ts';
import type { Accounts, AccountTables } from './accounts.ts';

const catchUpRows = 1_000;

type Tables = Accounts | Transaction<AccountTables>;

export type MembershipParts = {
  readonly accounts: Accounts;
  readonly log: Pick<UpdateLog, 'read'>;
  readonly sealKey: SealKey;
  /** Told, in a sentence, of members that were changed beside the record. */
  readonly onDamage: (damage: string) => void;
};

export class Membership {
  readonly #accounts: Accounts;
  readonly #log: Pick<UpdateLog, 'read'>;
  readonly #sealKey: SealKey;
  readonly #onDamage: (damage: string) => void;

  constructor({ accounts, log, sealKey, onDamage }: MembershipParts) {
    this.#accounts = accounts;
    this.#log = log;
    this.#sealKey = sealKey;
    this.#onDamage = onDamage;
  }

  /** The members as the record has them; call when a draft is opened. */
  async of(draft: DraftId): Promise<ReadonlyMap<MemberId, Member>> {
    const standing = await this.#standing(this.#accounts, draft);
    if (standing !== 'sealed') await this.#startAnew(draft, standing);
    await this.#catchUp(draft);
    return new Map((await membersOf(this.#accounts, draft)).map(member => [member.id, member]));
  }

  /** After a commit of acts on members, whose newest entry is `seq`. */
  async apply(draft: DraftId, effects: readonly Effect[], seq: number): Promise<void> {
    const standing = await this.#accounts.transaction().execute(async tx => {
      const standing = await this.#standing(tx, draft);
      if (standing === 'sealed') await this.#write(tx, draft, effects, seq);
      return standing;
    });
    if (standing === 'sealed') return;
    await this.#startAnew(draft, standing);
    await this.#catchUp(draft);
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

  async #catchUp(draft: DraftId): Promise<void> {
    let after = (await seqOf(this.#accounts, draft)) ?? 0;
    for (;;) {
      const entries = await this.#log.read(docName(draft, 'shared'), after, catchUpRows);
      const last = entries.at(-1);
      if (!last) return;
      const effects = entries
        .filter(entry => entry.kind.startsWith('member.') || entry.kind === 'draft.create')
        .flatMap(membersIn);
      after = last.seq;
      await this.#accounts.transaction().execute(tx => this.#write(tx, draft, effects, last.seq));
    }
  }

  async #write(tx: Tables, draft: DraftId, effects: readonly Effect[], seq: number): Promise<void> {
    for (const effect of effects) {
      if (effect.kind === 'put-member') {
        const { id, name, role, party } = effect.member;
        await tx
          .insertInto('member')
          .values({ draft, id, name, role, party })
          .onConflict(conflict => conflict.columns(['draft', 'id']).doUpdateSet({ name, role, party }))
          .execute();
      }
      if (effect.kind === 'remove-member')
        await tx.deleteFrom('member').where('draft', '=', draft).where('id', '=', effect.member).execute();
    }
    const newest = Math.max(seq, (await seqOf(tx, draft)) ?? 0);
    const seal = hex(sealOf(this.#sealKey, copyOf(draft, newest, await membersOf(tx, draft))));
    await tx
      .insertInto('membership')
      .values({ draft, seq: newest, seal })
      .onConflict(conflict => conflict.column('draft').doUpdateSet({ seq: newest, seal }))
      .execute();
  }

  /** `sealed`, also where there is nothing yet; `unsealed`: of a folder from before there were seals. */
  async #standing(tx: Tables, draft: DraftId): Promise<'sealed' | 'unsealed' | 'changed'> {
    const row = await tx.selectFrom('membership').select(['seq', 'seal']).where('draft', '=', draft).executeTakeFirst();
    if (row?.seal === null) return 'unsealed';
    const members = await membersOf(tx, draft).catch(() => null); // a row may say what no member can be
    if (!row || !members) return members?.length === 0 ? 'sealed' : 'changed';
    const isWhole = isSealed(this.#sealKey, copyOf(draft, row.seq, members), Buffer.from(row.seal, 'hex'));
    return isWhole ? 'sealed' : 'changed';
  }

  /** The draft stays listed meanwhile. */
  async #startAnew(draft: DraftId, standing: 'unsealed' | 'changed'): Promise<void> {
    if (standing === 'changed')
      this.#onDamage(`The members of ${draft} were changed beside the record. They are read from it again.`);
    await this.#accounts.transaction().execute(async tx => {
      await tx.deleteFrom('member').where('draft', '=', draft).execute();
      await tx.updateTable('membership').set({ seq: 0, seal: null }).where('draft', '=', draft).execute();
    });
  }
}

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

async function seqOf(tx: Tables, draft: DraftId): Promise<number | undefined> {
  const row = await tx.selectFrom('membership').select('seq').where('draft', '=', draft).executeTakeFirst();
  return row?.seq;
}

/** Acts on members hold no words that could be redacted: an entry that says nothing of members is not ours. */
function membersIn(entry: Entry): readonly Effect[] {
  const detail = readDetail(entry);
  if (detail?.kind !== 'act') throw new Error(`The record of ${entry.doc} cannot be read at ${entry.seq}.`);
  return detail.members;
}
