// The readers of what was circulated: who they are, by which link they come, when they opened it. Whether a link still
// leads anywhere is for the draft's rows to say; what a reader said stands there too.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import { CirculationId, DraftId, MemberId } from '../../shared/ids.ts';
import type { Accounts } from './accounts.ts';

const Reader = z.object({
  id: MemberId,
  circulation: CirculationId,
  draft: DraftId,
  name: z.string(),
  note: z.string(),
});
export type Reader = z.infer<typeof Reader>;

const SentTo = z.object({
  id: MemberId,
  note: z.string(),
  circulation: CirculationId,
  name: z.string(),
  openedAt: z.int().nullable(),
  seenAt: z.int().nullable(),
});
type SentTo = z.infer<typeof SentTo>;

/** What is sent with a version, and to whom, in the order they were named. */
type Sending = { readonly id: CirculationId; readonly note: string; readonly names: readonly string[] };
type NamedReader = { readonly id: MemberId; readonly name: string };

/** What a link holds: 32 random bytes. Its digest alone is stored. */
export const LinkSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export class Readers {
  readonly #accounts: Accounts;
  readonly #now: () => number;

  constructor(accounts: Accounts, now: () => number) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /**
   * Writes down whom a version is about to be sent to; nobody has a link yet. Asked again under the same id: the same
   * readers. Null: the id is another draft's, or of something else that was sent. What a stop half-way left, and was
   * never sent, gives way.
   */
  async prepare(draft: DraftId, { id, note, names }: Sending, isSent: boolean): Promise<readonly NamedReader[] | null> {
    const known = await this.#accounts
      .selectFrom('circulation')
      .select(['draft', 'note'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (known) {
      if (known.draft !== draft) return null;
      const readers = await this.#of(id);
      const isSame =
        known.note === note &&
        isDeepStrictEqual(
          names,
          readers.map(({ name }) => name),
        );
      if (isSame) return readers;
      if (isSent) return null;
      await this.drop(id);
    }
    const readers = names.map(name => ({ id: MemberId.parse(`reader-${randomUUID()}`), name }));
    await this.#accounts.transaction().execute(async tx => {
      await tx.insertInto('circulation').values({ id, draft, note }).execute();
      const unopened = { circulation: id, opened_at: null, seen_at: null };
      for (const reader of readers)
        await tx
          .insertInto('reader')
          .values({ ...unopened, ...reader, link: digestOf(newSecret()) })
          .execute();
    });
    return readers;
  }

  /** It was not sent after all. */
  async drop(id: CirculationId): Promise<void> {
    await this.#accounts.deleteFrom('circulation').where('id', '=', id).execute();
  }

  /** A reader's link. One made earlier leads nowhere any more. Null: there is no such reader. */
  async makeLink(circulation: CirculationId, reader: MemberId): Promise<string | null> {
    const secret = newSecret();
    const { numUpdatedRows } = await this.#accounts
      .updateTable('reader')
      .set({ link: digestOf(secret) })
      .where('circulation', '=', circulation)
      .where('id', '=', reader)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? secret : null;
  }

  async byLink(secret: string): Promise<Reader | null> {
    const row = await this.#accounts
      .selectFrom('reader')
      .innerJoin('circulation', 'circulation.id', 'reader.circulation')
      .select(['reader.id', 'reader.circulation', 'circulation.draft', 'reader.name', 'circulation.note'])
      .where('link', '=', digestOf(secret))
      .executeTakeFirst();
    return row ? Reader.parse(row) : null;
  }

  /** The version was shown to this reader now. A page that stays open asks often: a minute is exact enough. */
  async seen(reader: MemberId): Promise<void> {
    const at = this.#now();
    await this.#accounts
      .updateTable('reader')
      .set(({ fn, val, ref }) => ({ seen_at: at, opened_at: fn.coalesce(ref('opened_at'), val(at)) }))
      .where('id', '=', reader)
      .where(({ eb, or }) => or([eb('seen_at', 'is', null), eb('seen_at', '<', at - 60_000)]))
      .execute();
  }

  async of(draft: DraftId): Promise<readonly SentTo[]> {
    const rows = await this.#accounts
      .selectFrom('reader')
      .innerJoin('circulation', 'circulation.id', 'reader.circulation')
      .select([
        'reader.id',
        'circulation.note',
        'reader.circulation',
        'reader.name',
        'reader.opened_at as openedAt',
        'reader.seen_at as seenAt',
      ])
      .where('circulation.draft', '=', draft)
      .orderBy(sql`reader.rowid`)
      .execute();
    return rows.map(row => SentTo.parse(row));
  }

  async forget(draft: DraftId): Promise<void> {
    await this.#accounts.deleteFrom('circulation').where('draft', '=', draft).execute();
  }

  /** In the order they were named: an act that is sent again must be the same act. */
  async #of(circulation: CirculationId): Promise<readonly NamedReader[]> {
    const rows = await this.#accounts
      .selectFrom('reader')
      .select(['id', 'name'])
      .where('circulation', '=', circulation)
      .orderBy(sql`rowid`)
      .execute();
    return rows.map(({ id, name }) => ({ id: MemberId.parse(id), name }));
  }
}

const newSecret = (): string => randomBytes(32).toString('base64url');
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
