// The rows of an annotation document: one schema per table. The only place that spells a table's name or a row's shape.
import { z } from 'zod';
import { CommentId, MemberId, PartyId, PointId, ThemeId, ThreadId } from '../ids.ts';
import { commentCharsMax, nameCharsMax, outcomeCharsMax, titleCharsMax } from '../limits.ts';
import { Anchor } from '../text/anchors.ts';

export const Role = z.enum(['chair', 'drafter', 'head', 'delegate', 'observer']);
export type Role = z.infer<typeof Role>;

/** Who did a thing, as they were when they did it; stays true after they leave or change delegation. */
export const By = z.strictObject({
  member: MemberId,
  name: z.string().min(1).max(nameCharsMax),
  party: PartyId.nullable(),
  role: Role,
});
export type By = z.infer<typeof By>;

/** Milliseconds since 1970, by the server's clock, never decreasing within a draft. */
const At = z.int().nonnegative();
const Title = z.string().trim().min(1).max(titleCharsMax);
/** Order among siblings: a fractional index, compared as plain text. */
const Rank = z.string().min(1).max(200);
const removed = z.strictObject({ kind: z.literal('removed'), by: By, at: At });

const DraftRow = z.strictObject({
  id: z.literal('draft'),
  title: Title,
  /** One line under the title, e.g. that a sample is an illustration. */
  note: z.string().max(titleCharsMax),
  drafting: z.enum(['open', 'closed']),
  /** When membership last changed: clients ask for the members again. Members themselves live in SQL. */
  membersAt: At,
});

export const PartyShape = z.enum(['circle', 'square', 'triangle', 'diamond', 'hexagon', 'pentagon', 'cross', 'ring']);
export const PartyRow = z.strictObject({
  id: PartyId,
  code: z.string().regex(/^[A-Z]{2,4}$/, 'two to four capital letters'),
  name: z.string().trim().min(1).max(nameCharsMax),
  /** Which of the eight party colours; the palette stands in the client's tokens. */
  colour: z.int().min(1).max(8),
  shape: PartyShape,
  rank: Rank,
  state: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('present') }), removed]),
});

export const ThemeRow = z.strictObject({
  id: ThemeId,
  title: Title,
  rank: Rank,
  state: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('present') }), removed]),
});

export const PointRow = z.strictObject({
  id: PointId,
  theme: ThemeId,
  /** A short name for lists; the number is derived from the order. */
  title: Title,
  rank: Rank,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({ kind: z.literal('locked'), by: By, at: At }),
    removed,
  ]),
});

export const ThreadRow = z.strictObject({
  id: ThreadId,
  point: PointId,
  /** The words it hangs on, or null: on the point as a whole. */
  anchor: Anchor.nullable(),
  by: By,
  at: At,
  /** The newest comment or change of state. */
  lastAt: At,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({
      kind: z.literal('proposed'),
      by: By,
      at: At,
      outcome: z.string().max(outcomeCharsMax).nullable(),
    }),
    z.strictObject({
      kind: z.literal('resolved'),
      by: By,
      at: At,
      outcome: z.string().max(outcomeCharsMax).nullable(),
    }),
  ]),
});

export const CommentRow = z.strictObject({
  id: CommentId,
  thread: ThreadId,
  by: By,
  at: At,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('said'), text: z.string().min(1).max(commentCharsMax), editedAt: At.nullable() }),
    z.strictObject({ kind: z.literal('removed'), at: At }),
  ]),
});

export const tables = {
  draft: DraftRow,
  parties: PartyRow,
  themes: ThemeRow,
  points: PointRow,
  threads: ThreadRow,
  comments: CommentRow,
} as const;

export type Table = keyof typeof tables;
export type Row<T extends Table> = z.infer<(typeof tables)[T]>;
export type PartyRow = Row<'parties'>;
export type ThemeRow = Row<'themes'>;
export type PointRow = Row<'points'>;
export type ThreadRow = Row<'threads'>;
export type CommentRow = Row<'comments'>;
export type PartyShape = z.infer<typeof PartyShape>;
