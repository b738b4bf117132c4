// What the reader asks of the SQLite file. Synchronous; runs in the reader worker, on a connection that sees only committed rows.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import type { DocName, DraftId, MemberId } from '../../shared/ids.ts';
import {
  ActId as ActIdSchema,
  DocName as DocNameSchema,
  MemberId as MemberIdSchema,
  PointId,
  ThreadId,
} from '../../shared/ids.ts';
import { By } from '../../shared/rows/schema.ts';
import { emptyHead } from './chain.ts';
import { densityOf } from './density.ts';
import type {
  ActRecord,
  ClientIdOwner,
  Entry,
  Head,
  HistoryAsked,
  HistoryDensity,
  HistoryEntry,
  LastEdit,
  News,
  NewsAsked,
  StoredDocument,
} from './update-log.ts';
import { UpdateLogError } from './update-log.ts';

const Bytes = z.instanceof(Uint8Array);
const HeadRow = z.object({ seq: z.number(), at: z.number(), hash: Bytes });
const EntryRow = z.object({
  doc: DocNameSchema,
  seq: z.number(),
  at: z.number(),
  actor: z.string(),
  kind: z.string(),
  detail: z.string(),
  update: Bytes,
  salts: Bytes,
  hash: Bytes,
  detailDigest: Bytes.nullable(),
  updateDigest: Bytes.nullable(),
});
const ActRow = z.object({ member: MemberIdSchema, act: ActIdSchema, payloadDigest: z.string(), answer: z.string() });
const who = { member: z.string(), name: z.string(), party: z.string().nullable(), role: z.string() };
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
const DensityRow = z.object({ party: z.string().nullable(), bucket: z.number(), entries: z.number() });
const EditRow = z.object({ point: PointId, at: z.number(), ...who });
const NewsRow = z.object({ point: PointId.nullable(), thread: ThreadId.nullable(), at: z.number() });
const BesidesRow = z.object({ count: z.number(), lately: z.number(), at: z.number() });

const historyColumns =
  'position, run, kind, member, name, party, role, point, thread, about_row AS row, from_at AS fromAt, to_at AS toAt, inserted, deleted, detail';

export class SqliteReads {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  head(doc: DocName): Head {
    const row = this.#headRow(doc);
    return row ? { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') } : emptyHead;
  }

  /** In one read transaction, so that snapshot, tail and head belong together. */
  load(doc: DocName): StoredDocument {
    this.#database.exec('BEGIN');
    try {
      const row = this.#headRow(doc);
      const snapshot = this.#database.prepare('SELECT seq, state FROM snapshot WHERE doc = ?').get(doc);
      const stored = snapshot ? z.object({ seq: z.number(), state: Bytes }).parse(snapshot) : null;
      const tail = this.#database
        .prepare('SELECT seq, content AS "update" FROM log WHERE doc = ? AND seq > ? ORDER BY seq')
        .all(doc, stored?.seq ?? 0);
      return {
        snapshot: stored,
        tail: z.array(z.object({ seq: z.number(), update: Bytes })).parse(tail),
        head: row ? { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') } : emptyHead,
        at: row?.at ?? 0,
      };
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  read(doc: DocName, after: number, limit: number): readonly Entry[] {
    const sql =
      'SELECT doc, seq, at, actor, kind, detail, content AS "update", salts, hash, detailDigest, updateDigest FROM log WHERE doc = ? AND seq > ? ORDER BY seq LIMIT ?';
    const rows = z.array(EntryRow).parse(this.#database.prepare(sql).all(doc, after, limit));
    return rows.map(({ detailDigest, updateDigest, ...entry }) =>
      detailDigest && updateDigest ? { ...entry, digests: { detail: detailDigest, update: updateDigest } } : entry,
    );
  }

  findAct(draft: DraftId, member: MemberId, act: string): ActRecord | null {
    const sql =
      'SELECT member, act, digest AS payloadDigest, answer FROM act WHERE draft = ? AND member = ? AND act = ?';
    const row = this.#database.prepare(sql).get(draft, member, act);
    return row ? ActRow.parse(row) : null;
  }

  clientIds(draft: DraftId): readonly ClientIdOwner[] {
    const rows = this.#database
      .prepare('SELECT client_id AS clientId, member FROM client_id WHERE draft = ?')
      .all(draft);
    return z.array(z.object({ clientId: z.number(), member: MemberIdSchema })).parse(rows);
  }

  lastEdits(draft: DraftId): readonly LastEdit[] {
    const sql = `SELECT point, at, member, name, party, role FROM (
                   SELECT point, to_at AS at, member, name, party, role,
                          ROW_NUMBER() OVER (PARTITION BY point ORDER BY to_at DESC, position DESC) AS place
                   FROM history WHERE draft = ? AND kind IN ('text', 'point.add', 'words.restore') AND point IS NOT NULL)
                 WHERE place = 1`;
    return z.array(EditRow).parse(this.#database.prepare(sql).all(draft));
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

  history(asked: HistoryAsked): { entries: readonly HistoryEntry[]; next: string | null } {
    const where = ['draft = ?'];
    const values: SQLInputValue[] = [asked.draft];
    const narrow = (sql: string, ...given: readonly SQLInputValue[]): void => {
      where.push(sql);
      values.push(...given);
    };
    if (asked.cursor !== undefined) narrow('position < ?', positionOf(asked.cursor));
    for (const column of ['member', 'party', 'point', 'thread'] as const) {
      const value = asked[column];
      if (value !== undefined) narrow(`${column} = ?`, value);
    }
    if (asked.row !== undefined) narrow('about_row = ?', asked.row);
    if (asked.points) narrow(`point IN (${asked.points.map(() => '?').join(', ')})`, ...asked.points);
    if (asked.from !== undefined) narrow('to_at >= ?', asked.from);
    if (asked.to !== undefined) narrow('from_at <= ?', asked.to);
    if (asked.words !== undefined) narrow('instr(words, ?) > 0', asked.words.toLocaleLowerCase());
    if (asked.kinds) narrow(`kind IN (${asked.kinds.map(() => '?').join(', ')})`, ...asked.kinds);
    const sql = `SELECT ${historyColumns} FROM history WHERE ${where.join(' AND ')} ORDER BY position DESC LIMIT ?`;
    const rows = z.array(HistoryRow).parse(this.#database.prepare(sql).all(...values, asked.limit + 1));
    const page = rows.slice(0, asked.limit);
    const next = rows.length > asked.limit ? String(page.at(-1)?.position) : null;
    return { entries: page.map(({ position: _, ...entry }) => entry), next };
  }

  line(draft: DraftId, run: string): HistoryEntry | null {
    const row = this.#database
      .prepare(`SELECT ${historyColumns} FROM history WHERE draft = ? AND run = ?`)
      .get(draft, run);
    if (!row) return null;
    const { position: _, ...entry } = HistoryRow.parse(row);
    return entry;
  }

  density(draft: DraftId, buckets: number): HistoryDensity {
    const span = this.#database
      .prepare('SELECT MIN(from_at) AS "from", MAX(to_at) AS "to" FROM history WHERE draft = ?')
      .get(draft);
    const { from, to } = z.object({ from: z.number().nullable(), to: z.number().nullable() }).parse(span);
    if (from === null || to === null) return { from: 0, to: 0, counts: [] };
    const width = Math.max(1, Math.ceil((to - from + 1) / buckets));
    const rows = this.#database
      .prepare(
        'SELECT party, (from_at - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS bucket, COUNT(*) AS entries FROM history WHERE draft = ? GROUP BY party, bucket',
      )
      .all(from, width, draft);
    return { from, to, counts: densityOf(z.array(DensityRow).parse(rows), buckets) };
  }

  quietMoments(draft: DraftId, gapMs: number): readonly number[] {
    const sql = `SELECT at FROM (
                   SELECT MAX(to_at) OVER (ORDER BY from_at, position ROWS UNBOUNDED PRECEDING) AS at,
                          LEAD(from_at) OVER (ORDER BY from_at, position) AS next
                   FROM history WHERE draft = ?)
                 WHERE next - at >= ? ORDER BY at`;
    return z
      .array(z.object({ at: z.number() }))
      .parse(this.#database.prepare(sql).all(draft, gapMs))
      .map(({ at }) => at);
  }

  /** Acts after one entry of the shared document and up to another, those of a kind to one thing by one person as one; in the order in which they were last done. */
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

  /** When the changes before and after a moment were finished (a run of typing is one change), and which point the newest one was about. */
  stopsAround(draft: DraftId, at: number): { previous: number | null; next: number | null; point: PointId | null } {
    const sql = `SELECT (SELECT MAX(to_at) FROM history WHERE draft = :draft AND to_at < :at) AS previous,
                        (SELECT MIN(to_at) FROM history WHERE draft = :draft AND to_at > :at) AS next,
                        (SELECT point FROM history WHERE draft = :draft AND to_at <= :at ORDER BY to_at DESC LIMIT 1) AS point`;
    return z
      .object({ previous: z.number().nullable(), next: z.number().nullable(), point: PointId.nullable() })
      .parse(this.#database.prepare(sql).get({ draft, at }));
  }

  #headRow(doc: DocName): z.infer<typeof HeadRow> | null {
    const row = this.#database
      .prepare('SELECT seq, at, hash FROM log WHERE doc = ? ORDER BY seq DESC LIMIT 1')
      .get(doc);
    return row ? HeadRow.parse(row) : null;
  }
}

function positionOf(cursor: string): number {
  const position = z.coerce.number().int().positive().safeParse(cursor);
  if (!position.success) throw new UpdateLogError('bad-cursor', 'The cursor is not one that was handed out here.');
  return position.data;
}
