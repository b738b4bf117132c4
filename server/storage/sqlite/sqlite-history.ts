// What is asked of the history's lines in the SQLite file: pages under filters, its shape in time, who is in it.
// Synchronous; on a connection that sees only committed rows. Decides nothing about who may read what.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { DraftId } from '../../../shared/ids.ts';
import { PointId, ThreadId } from '../../../shared/ids.ts';
import { draftAnswersKept } from '../../../shared/limits.ts';
import { By } from '../../../shared/rows/schema.ts';
import { densityOf } from '../density.ts';
import type {
  AskedTheme,
  HistoryAsked,
  HistoryDensity,
  HistoryEntry,
  HistoryPerson,
  News,
  NewsAsked,
} from '../history-queries.ts';
import { KeptAnswers } from '../kept-answers.ts';
import { UpdateLogError } from '../update-log.ts';

const who = { member: z.string(), name: z.string(), party: z.string().nullable(), role: z.string() };
const Person = z.object(who);
const HistoryRow = z.object({
  position: z.number(),
  run: z.string(),
  kind: z.string(),
  ...who,
  point: PointId.nullable(),
  thread: ThreadId.nullable(),
  row: z.string().nullable(),
  fromAt: z.number(),
  toAt: z.number(),
  inserted: z.number(),
  deleted: z.number(),
  detail: z.string(),
});
const DoneRow = z.object({
  kind: z.string(),
  ...who,
  point: z.string().nullable(),
  thread: z.string().nullable(),
  row: z.string().nullable(),
  times: z.number(),
});
const DensityRow = z.object({ voice: z.string(), bucket: z.number(), entries: z.number() });
const NewsRow = z.object({ point: PointId.nullable(), thread: ThreadId.nullable(), at: z.number() });
const BesidesRow = z.object({ count: z.number(), lately: z.number(), at: z.number() });

const columns =
  'position, run, kind, member, name, party, role, point, thread, about_row AS row, from_at AS fromAt, to_at AS toAt, inserted, deleted, detail';
/** As `voiceOf` says it. */
const voice = `COALESCE(party, CASE role WHEN 'reader' THEN '.readers' ELSE '.secretariat' END)`;

export class SqliteHistory {
  readonly #database: DatabaseSync;
  readonly #densities = new KeptAnswers<HistoryDensity>(draftAnswersKept);
  readonly #quiet = new KeptAnswers<readonly number[]>(draftAnswersKept);
  readonly #people = new KeptAnswers<readonly HistoryPerson[]>(draftAnswersKept);

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  lines(asked: HistoryAsked): { entries: readonly HistoryEntry[]; next: string | null } {
    const { where, values } = narrowed(asked);
    const sql = `SELECT ${columns} FROM history WHERE ${where.join(' AND ')} ORDER BY position DESC LIMIT ?`;
    const rows = z.array(HistoryRow).parse(this.#database.prepare(sql).all(...values, asked.limit + 1));
    const entries = rows.slice(0, asked.limit);
    return { entries, next: rows.length > asked.limit ? String(entries.at(-1)?.position) : null };
  }

  cursorAfter(draft: DraftId, cursor: string | undefined, lines: number): string | null {
    const sql = 'SELECT position FROM history WHERE draft = ? AND position < ? ORDER BY position DESC LIMIT 1 OFFSET ?';
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : positionOf(cursor);
    const beyond = this.#database.prepare(sql).get(draft, before, lines);
    return beyond ? String(z.object({ position: z.number() }).parse(beyond).position + 1) : null;
  }

  line(draft: DraftId, run: string): HistoryEntry | null {
    const row = this.#database.prepare(`SELECT ${columns} FROM history WHERE draft = ? AND run = ?`).get(draft, run);
    return row ? HistoryRow.parse(row) : null;
  }

  /**
   * The run of typing by this member that goes on, or ends, at a moment; in one of these points, or (null) wherever.
   */
  typingAt(
    draft: DraftId,
    { member, at, points }: { member: string; at: number; points: readonly string[] | null },
  ): HistoryEntry | null {
    const sql = `SELECT ${columns} FROM history
                 WHERE draft = :draft AND kind = 'text' AND member = :member AND from_at <= :at AND to_at >= :at
                   AND (:points IS NULL OR point IN (SELECT value FROM json_each(:points)))
                 ORDER BY from_at DESC LIMIT 1`;
    const asked = { draft, member, at, points: points && JSON.stringify(points) };
    const row = this.#database.prepare(sql).get(asked);
    return row ? HistoryRow.parse(row) : null;
  }

  news({ draft, member, after, known, since }: NewsAsked): News {
    const things = this.#database
      .prepare(
        `SELECT CASE WHEN thread IS NULL THEN point END AS point, thread, MAX(to_at) AS at FROM history
         WHERE draft = ? AND to_at > MAX(?, ? - 1) AND member != ? AND (point IS NOT NULL OR thread IS NOT NULL) GROUP BY 1, 2`,
      )
      .all(draft, after, known, member);
    const besides = this.#database
      .prepare(
        `SELECT COUNT(*) AS count, COALESCE(SUM(to_at > ?), 0) AS lately, COALESCE(MAX(to_at), 0) AS at FROM history
         WHERE draft = ? AND to_at > ? AND member != ? AND point IS NULL AND thread IS NULL`,
      )
      .get(since, draft, after, member);
    return { things: z.array(NewsRow).parse(things), besides: BesidesRow.parse(besides) };
  }

  density(draft: DraftId, buckets: number): HistoryDensity {
    return this.#densities.of(`${draft} ${buckets}`, this.#stampOf(draft), () => {
      const span = this.#database
        .prepare('SELECT MIN(from_at) AS "from", MAX(to_at) AS "to" FROM history WHERE draft = ?')
        .get(draft);
      const { from, to } = z.object({ from: z.number().nullable(), to: z.number().nullable() }).parse(span);
      if (from === null || to === null) return { from: 0, to: 0, counts: [] };
      const width = Math.max(1, Math.ceil((to - from + 1) / buckets));
      const sql = `SELECT ${voice} AS voice, (from_at - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS bucket, COUNT(*) AS entries
                   FROM history WHERE draft = ? GROUP BY voice, bucket`;
      const rows = this.#database.prepare(sql).all(from, width, draft);
      return { from, to, counts: densityOf(z.array(DensityRow).parse(rows), buckets) };
    });
  }

  quietMoments(draft: DraftId, gapMs: number): readonly number[] {
    const sql = `SELECT at FROM (
                   SELECT MAX(to_at) OVER (ORDER BY from_at, position ROWS UNBOUNDED PRECEDING) AS at,
                          LEAD(from_at) OVER (ORDER BY from_at, position) AS next
                   FROM history WHERE draft = ?)
                 WHERE next - at >= ? ORDER BY at`;
    return this.#quiet.of(`${draft} ${gapMs}`, this.#stampOf(draft), () =>
      z
        .array(z.object({ at: z.number() }))
        .parse(this.#database.prepare(sql).all(draft, gapMs))
        .map(({ at }) => at),
    );
  }

  people(draft: DraftId): readonly HistoryPerson[] {
    // The newest line of each is found in the index alone.
    const sql = `SELECT member, name, party, role FROM history
                 WHERE position IN (SELECT MAX(position) FROM history WHERE draft = ? GROUP BY member) ORDER BY position`;
    return this.#people.of(draft, this.#stampOf(draft), () =>
      z.array(Person).parse(this.#database.prepare(sql).all(draft)),
    );
  }

  /**
   * Acts after one entry of the shared document and up to another, those of a kind to one thing by one person as one;
   * in the order in which they were last done.
   */
  doneBetween(draft: DraftId, after: number, upTo: number) {
    const sql = `SELECT kind, member, name, party, role, point, thread, about_row AS row, COUNT(*) AS times
                 FROM history WHERE draft = ? AND shared_seq > ? AND shared_seq <= ?
                 GROUP BY kind, member, name, party, role, point, thread, about_row ORDER BY MAX(position)`;
    const rows = z.array(DoneRow).parse(this.#database.prepare(sql).all(draft, after, upTo));
    return rows.map(({ member, name, party, role, ...done }) => ({
      ...done,
      by: By.parse({ member, name, party, role }),
    }));
  }

  /** When the changes before and after a moment were finished (a run of typing is one change). */
  stopsAround(draft: DraftId, at: number): { previous: number | null; next: number | null } {
    const sql = `SELECT (SELECT MAX(to_at) FROM history WHERE draft = :draft AND to_at < :at) AS previous,
                        (SELECT MIN(to_at) FROM history WHERE draft = :draft AND to_at > :at) AS next`;
    return z
      .object({ previous: z.number().nullable(), next: z.number().nullable() })
      .parse(this.#database.prepare(sql).get({ draft, at }));
  }

  /** Another one after each change that a count, a span or a list of people could tell. */
  #stampOf(draft: DraftId): string {
    const sql = `SELECT (SELECT MAX(position) FROM history WHERE draft = :draft) AS position,
                        (SELECT MAX(to_at) FROM history WHERE draft = :draft) AS "to"`;
    return JSON.stringify(this.#database.prepare(sql).get({ draft }));
  }
}

function narrowed(asked: HistoryAsked): { where: readonly string[]; values: readonly SQLInputValue[] } {
  const where = ['draft = ?'];
  const values: SQLInputValue[] = [asked.draft];
  const narrow = (sql: string, ...given: readonly SQLInputValue[]): void => {
    where.push(sql);
    values.push(...given);
  };
  if (asked.cursor !== undefined) narrow('position < ?', positionOf(asked.cursor));
  if (asked.until !== undefined) narrow('position >= ?', positionOf(asked.until));
  for (const column of ['member', 'point', 'thread'] as const) {
    const value = asked[column];
    if (value !== undefined) narrow(`${column} = ?`, value);
  }
  if (asked.party === '.readers') narrow("party IS NULL AND role = 'reader'");
  else if (asked.party === '.secretariat') narrow("party IS NULL AND role <> 'reader'");
  else if (asked.party !== undefined) narrow('party = ?', asked.party);
  if (asked.row !== undefined) narrow('about_row = ?', asked.row);
  if (asked.theme) narrow(...ofTheme(asked.theme));
  // The plus keeps SQLite from finding all lines of the period first and sorting them then: newest first, a page is
  // found sooner.
  if (asked.from !== undefined) narrow('+to_at >= ?', asked.from);
  if (asked.to !== undefined) narrow('+from_at <= ?', asked.to);
  if (asked.words !== undefined) narrow('instr(words, ?) > 0', asked.words.toLocaleLowerCase());
  if (asked.kinds) narrow(`kind IN (${asked.kinds.map(() => '?').join(', ')})`, ...asked.kinds);
  return { where, values };
}

const ofTheme = ({ id, points }: AskedTheme): readonly [string, ...string[]] => [
  `(about_row = ? OR point IN (${points.map(() => '?').join(', ')})
    OR EXISTS (SELECT 1 FROM history AS later WHERE later.draft = history.draft AND later.about_row = ? AND later.kind = 'point.move'
                 AND later.point = history.point AND later.position > history.position))`,
  id,
  ...points,
  id,
];

function positionOf(cursor: string): number {
  const position = z.coerce.number().int().positive().safeParse(cursor);
  if (!position.success) throw new UpdateLogError('bad-cursor', 'The cursor is not one that was handed out here.');
  return position.data;
}
