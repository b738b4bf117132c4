// Every REST request and response, as schemas both sides read with. Acts have their own file (shared/acts/act.ts).
import { z } from 'zod';
import { Member } from '../acts/act.ts';
import { DraftId, MemberId, PartyId, PointId, SeatId, ThemeId, ThreadId } from '../ids.ts';
import { historyPageMax, historyWordsMax } from '../limits.ts';
import { By } from '../rows/schema.ts';
import { OutlineText } from '../text/outline-text.ts';
import { Voice } from './voice.ts';

/** A membership as used by one tab. The address names it (`?seat=`); the session's cookie proves it. */
export const Seat = z.strictObject({
  id: SeatId,
  draft: DraftId,
  member: MemberId,
  name: z.string(),
  role: By.shape.role,
  party: PartyId.nullable(),
});
export type Seat = z.infer<typeof Seat>;

/** GET /api/welcome: what one may sit down at without an account, and the seats this browser holds. */
export const Welcome = z.strictObject({
  drafts: z.array(
    z.strictObject({
      id: DraftId,
      title: z.string(),
      note: z.string(),
      parties: z.array(
        z.strictObject({ id: PartyId, code: z.string(), name: z.string(), colour: z.int(), shape: z.string() }),
      ),
      members: z.array(Member),
    }),
  ),
  seats: z.array(Seat),
  /** How many drafts do not open, since their record is damaged. */
  damaged: z.int().nonnegative(),
});
export type Welcome = z.infer<typeof Welcome>;

/** POST /api/seats, answered with the Seat. */
export const TakeSeat = z.strictObject({ draft: DraftId, member: MemberId });

const Head = z.strictObject({ seq: z.int().nonnegative(), hash: z.string() });

/** GET /api/drafts/:draft: who I am here, who else is a member, and who last changed each point's words. */
export const DraftView = z.strictObject({
  seat: Seat,
  members: z.array(Member),
  changes: z.array(z.strictObject({ point: PointId, by: By, at: z.int() })),
  /**
   * When the draft was made, and each document's newest entry: whether what a browser has seen of it is a part of its
   * past.
   */
  madeAt: z.int(),
  heads: z.strictObject({ text: Head, shared: Head }),
  /** The server's clock, so that "2 min ago" is its minutes. */
  now: z.int(),
});
export type DraftView = z.infer<typeof DraftView>;

/** POST /api/drafts/:draft/acts, answered with 201: where the act stands in the record. */
export const ActAnswer = z.strictObject({ seq: z.int(), hash: z.string(), at: z.int() });
export type ActAnswer = z.infer<typeof ActAnswer>;

/** GET /api/drafts/:draft/history. */
export const HistoryQuery = z.strictObject({
  seat: SeatId,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(historyPageMax).default(50),
  member: MemberId.optional(),
  party: Voice.optional(),
  point: PointId.optional(),
  thread: ThreadId.optional(),
  /** Itself, the points that are in it now, and others until they were moved out of it. */
  theme: ThemeId.optional(),
  /** Whatever happened between these times, in ms since 1970. */
  from: z.coerce.number().int().nonnegative().optional(),
  to: z.coerce.number().int().nonnegative().optional(),
  /** Free words, in whatever case. */
  words: z.string().trim().min(1).max(historyWordsMax).optional(),
  /** A flag, a red line or a stance. */
  row: z.string().max(140).optional(),
  /** Act kinds or their subjects, by comma: `thread,comment,point.lock`; `text` are edits of words. */
  kind: z.string().max(400).optional(),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** POST /api/drafts/:draft/lines, where WebSockets are blocked: a line to a room that is carried by requests. */
export const OpenedLine = z.strictObject({ line: z.string().max(64) });
export type OpenedLine = z.infer<typeof OpenedLine>;

/** POST /api/drafts/:draft/previews with a file as it is: how it would split. Nothing is stored. */
export const ImportPreview = z.strictObject({ outline: OutlineText, dropped: z.array(z.string()), format: z.string() });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** POST /api/drafts: another draft with the parties and members of `like`, which the seat belongs to. */
export const NewDraft = z.strictObject({
  like: DraftId,
  title: OutlineText.shape.title.unwrap(),
  outline: OutlineText,
});
export type NewDraft = z.infer<typeof NewDraft>;
export const MadeDraft = z.strictObject({ draft: DraftId });
export type MadeDraft = z.infer<typeof MadeDraft>;

export const HistoryItem = z.strictObject({
  id: z.string(),
  /** An act's kind, or `text` for a run of typing by one person in one point. */
  kind: z.string(),
  by: By,
  from: z.int(),
  to: z.int(),
  point: PointId.nullable(),
  thread: ThreadId.nullable(),
  /** Characters, for text. */
  inserted: z.int(),
  deleted: z.int(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type HistoryItem = z.infer<typeof HistoryItem>;
export const HistoryPage = z.strictObject({ entries: z.array(HistoryItem), next: z.string().nullable() });
export type HistoryPage = z.infer<typeof HistoryPage>;

/** Every error body (RFC 9457). `type` is stable; `detail` is for people. */
export const problemTypes = {
  'bad-request': 400,
  'no-seat': 401,
  'no-link': 401,
  'link-ended': 403,
  'not-allowed': 403,
  'wrong-origin': 403,
  'not-found': 404,
  'act-refused': 409,
  'act-id-reused': 409,
  'words-not-here': 409,
  'too-large': 413,
  'wrong-host': 421,
  outdated: 426,
  'too-many-requests': 429,
  internal: 500,
  'damaged-record': 500,
  'not-saved': 503,
  'cannot-store': 503,
} as const;
export type ProblemType = keyof typeof problemTypes;
export const problemUri = (type: ProblemType): string => `urn:nonpaper:problem:${type}`;
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** For refused acts: the act's own code. */
  code: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
