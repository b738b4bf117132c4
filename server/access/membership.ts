// Who is a member of which draft. Members change by acts, so the record is the truth and this table its projection:
// whatever a crash kept from it is caught up from the log when the draft is next opened.
import { sql } from 'kysely';
import type { Effect } from '../../shared/acts/act.ts';
import { Member } from '../../shared/acts/act.ts';
import type { DraftId, MemberId } from '../../shared/ids.ts';
import { DraftId as DraftIdSchema, docName } from '../../shared/ids.ts';
import { readDetail } from '../storage/entry-detail.ts';
import type { Entry, UpdateLog } from '../storage/update-log.ts';
import type { Accounts } from './accounts.ts';

const catchUpRows = 1_000;

export class Membership {
  readonly #accounts: Accounts;
  readonly #log: Pick<UpdateLog, 'read'>;

  constructor(accounts: Accounts, log: Pick<UpdateLog, 'read'>) {
    this.#accounts = accounts;
    this.#log = log;
  }

  /** The members as the record has them; call when a draft is opened. */
  async of(draft: DraftId): Promise<ReadonlyMap<MemberId, Member>> {
    await this.#catchUp(draft);
    const rows = await this.#accounts
      .selectFrom('member')
      .select(['id', 'name', 'role', 'party'])
      .where('draft', '=', draft)
      .execute();
    return new Map(rows.map(row => Member.parse(row)).map(member => [member.id, member]));
  }

  /** After a commit of acts on members, whose newest entry is `seq`. */
  async apply(draft: DraftId, effects: readonly Effect[], seq: number): Promise<void> {
    await this.#accounts.transaction().execute(async tx => {
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
      await tx
        .insertInto('membership')
        .values({ draft, seq })
        .onConflict(conflict => conflict.column('draft').doUpdateSet({ seq }).where('membership.seq', '<', seq))
        .execute();
    });
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
    const row = await this.#accounts
      .selectFrom('membership')
      .select('seq')
      .where('draft', '=', draft)
      .executeTakeFirst();
    let after = row?.seq ?? 0;
    for (;;) {
      const entries = await this.#log.read(docName(draft, 'shared'), after, catchUpRows);
      const last = entries.at(-1);
      if (!last) return;
      const effects = entries
        .filter(entry => entry.kind.startsWith('member.') || entry.kind === 'draft.create')
        .flatMap(membersIn);
      after = last.seq;
      await this.apply(draft, effects, after);
    }
  }
}

/** Acts on members hold no words that could be redacted: an entry that says nothing of members is not ours. */
function membersIn(entry: Entry): readonly Effect[] {
  const detail = readDetail(entry);
  if (detail?.kind !== 'act') throw new Error(`The record of ${entry.doc} cannot be read at ${entry.seq}.`);
  return detail.members;
}
