// What each member has read: when they were last here, and what they marked. Private to them, and no part of the
// record.
import { sql } from 'kysely';
import type { Reading } from '../../shared/api/reading.ts';
import type { DraftId, MemberId } from '../../shared/ids.ts';
import { visitGapMs, visitNoteMs } from '../../shared/limits.ts';
import type { Accounts } from './accounts.ts';

/** The mark that stands for everything. */
const everything = 'all';

export class ReadingMarks {
  readonly #accounts: Accounts;
  readonly #now: () => number;
  readonly #noted = new Map<string, number>();

  constructor(accounts: Accounts, now: () => number) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /** A member is here, or is just leaving. After a long absence another visit begins. */
  async here(draft: DraftId, member: MemberId): Promise<void> {
    const at = this.#now();
    const key = `${draft} ${member}`;
    if (at - (this.#noted.get(key) ?? 0) < visitNoteMs) return;
    this.#noted.set(key, at);
    // When the visit that ended last did, and that is the one just noted if it was long ago.
    const left = sql<
      number | null
    >`CASE WHEN ${at} - visit.here_at > ${visitGapMs} THEN visit.here_at ELSE visit.left_at END`;
    await this.#accounts
      .insertInto('visit')
      .values({ draft, member, here_at: at, left_at: null, first_left_at: null })
      .onConflict(conflict =>
        conflict
          .columns(['draft', 'member'])
          .doUpdateSet({ here_at: at, left_at: left, first_left_at: sql`COALESCE(visit.first_left_at, ${left})` }),
      )
      .execute();
  }

  async of(draft: DraftId, member: MemberId): Promise<Reading> {
    const mine = { draft, member };
    const visit = await this.#accounts
      .selectFrom('visit')
      .select(['left_at', 'first_left_at'])
      .where('draft', '=', mine.draft)
      .where('member', '=', mine.member)
      .executeTakeFirst();
    const rows = await this.#accounts
      .selectFrom('mark')
      .select(['what', 'at'])
      .where('draft', '=', mine.draft)
      .where('member', '=', mine.member)
      .execute();
    const marks = Object.fromEntries(rows.flatMap(({ what, at }) => (what === everything ? [] : [[what, at]])));
    return {
      since: visit?.left_at ?? null,
      first: visit?.first_left_at ?? null,
      all: rows.find(({ what }) => what === everything)?.at ?? 0,
      marks,
    };
  }

  async mark(
    draft: DraftId,
    member: MemberId,
    change: { readonly all?: number | undefined; readonly marks: Reading['marks'] },
  ): Promise<void> {
    const marks = Object.entries({
      ...change.marks,
      ...(change.all === undefined ? {} : { [everything]: change.all }),
    });
    await this.#accounts.transaction().execute(async tx => {
      for (const [what, at] of marks)
        await tx
          .insertInto('mark')
          .values({ draft, member, what, at })
          .onConflict(conflict =>
            conflict.columns(['draft', 'member', 'what']).doUpdateSet({ at }).where('mark.at', '<', at),
          )
          .execute();
      // Whatever is older than "everything" says nothing more.
      if (change.all !== undefined)
        await tx
          .deleteFrom('mark')
          .where('draft', '=', draft)
          .where('member', '=', member)
          .where('what', '!=', everything)
          .where('at', '<=', change.all)
          .execute();
    });
  }

  async forget(draft: DraftId): Promise<void> {
    for (const table of ['visit', 'mark'] as const)
      await this.#accounts.deleteFrom(table).where('draft', '=', draft).execute();
    this.#noted.clear();
  }
}
