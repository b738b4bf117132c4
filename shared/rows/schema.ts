// The rows of an annotation document: one schema per table. The only place that spells a table's name or a row's shape.
import { z } from 'zod';
import {
  CirculationId,
  CommentId,
  FlagId,
  MemberId,
  PartyId,
  PointId,
  RedLineId,
  ThemeId,
  ThreadId,
  VersionId,
} from '../ids.ts';
import {
  changesPerRowMax,
  commentCharsMax,
  nameCharsMax,
  outcomeCharsMax,
  partiesPerDraftMax,
  pointsPerRedLineMax,
  readersPerCirculationMax,
  reasonCharsMax,
  statementCharsMax,
  titleCharsMax,
} from '../limits.ts';
import { listOf } from '../list-of.ts';
import { Anchor } from '../text/anchors/anchor-schema.ts';

export const Role = z.enum(['chair', 'drafter', 'head', 'delegate', 'observer']);
export type Role = z.infer<typeof Role>;

/**
 * Who did a thing, as they were when they did it; stays true after they leave or change delegation. A reader is no
 * member: somebody a version was sent to.
 */
export const By = z.strictObject({
  member: MemberId,
  name: z.string().min(1).max(nameCharsMax),
  party: PartyId.nullable(),
  role: z.enum([...Role.options, 'reader']),
});
export type By = z.infer<typeof By>;

/** Milliseconds since 1970, by the server's clock, never decreasing within a draft. */
const At = z.int().nonnegative();
const Title = z.string().trim().min(1).max(titleCharsMax);
/**
 * Order among siblings: a fractional index, compared as plain text. Old ones may have any length; acts keep it short.
 */
const Rank = z.string().min(1);
const removed = z.strictObject({ kind: z.literal('removed'), by: By, at: At });

const DraftRow = z.strictObject({
  id: z.literal('draft'),
  title: Title,
  /** One line under the title, e.g. that a sample is an illustration. */
  note: z.string().max(titleCharsMax),
  drafting: z.enum(['open', 'closed']),
  /** Whether delegates, too, speak for their delegation: take stances, keep red lines, answer flags. Else heads. */
  delegates: z.enum(['speak', 'advise']).default('advise'),
  /** Who may read words that came and went between two versions. */
  passing: z.enum(['nobody', 'secretariat', 'members']).default('nobody'),
  madeAt: At.default(0),
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

/** How often its reader has rewritten it: each time counts as said once more. Members' are not counted. */
const Rewritten = z.int().positive().optional();

/** What a reader said, of the version that was sent to them, not of the draft as it is. */
const SaidOn = z.strictObject({ circulation: CirculationId, version: VersionId });
export type SaidOn = z.infer<typeof SaidOn>;

const Outcome = z.string().max(outcomeCharsMax).nullable();

export const ThreadRow = z.strictObject({
  id: ThreadId,
  point: PointId,
  /** The words it hangs on, or null: on the point as a whole. */
  anchor: Anchor.nullable(),
  by: By,
  at: At,
  /** The newest comment or change of state. */
  lastAt: At,
  on: SaidOn.optional(),
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({ kind: z.literal('proposed'), by: By, at: At, outcome: Outcome }),
    /** `proposedBy`: whoever had proposed to resolve it so. */
    z.strictObject({ kind: z.literal('resolved'), by: By, at: At, outcome: Outcome, proposedBy: By.optional() }),
  ]),
});

export const CommentRow = z.strictObject({
  id: CommentId,
  thread: ThreadId,
  by: By,
  at: At,
  rewritten: Rewritten,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('said'), text: z.string().min(1).max(commentCharsMax), editedAt: At.nullable() }),
    z.strictObject({ kind: z.literal('removed'), at: At }),
  ]),
});

const Reason = z.string().trim().min(1).max(reasonCharsMax).nullable();

/** Who said or reported a red line, and where; `date` as people write it in a register, YYYY-MM-DD. */
const Source = z.strictObject({
  who: z.string().trim().min(1).max(titleCharsMax),
  where: z.string().trim().max(titleCharsMax),
  date: z.iso.date(),
});

export const RedLineState = z.enum(['held', 'softened', 'withdrawn']);
export const RedLineRow = z.strictObject({
  id: RedLineId,
  party: PartyId,
  /** Null: it bears on the draft as a whole. */
  theme: ThemeId.nullable(),
  statement: z.string().trim().min(1).max(statementCharsMax),
  source: Source,
  points: listOf(PointId, { most: pointsPerRedLineMax }),
  by: By,
  at: At,
  /** Oldest first; the last one is how it stands. */
  states: z
    .array(z.strictObject({ state: RedLineState, note: Reason, by: By, at: At }))
    .min(1)
    .max(changesPerRowMax),
  /** Earlier wordings, oldest first. */
  earlier: z.array(z.strictObject({ statement: z.string(), by: By, at: At })).max(changesPerRowMax),
});

export const Severity = z.enum(['risks', 'crosses']);
/** What the red line's owner said to a flag. A flag that the owner raised is affirmed from the start. */
const answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('claimed') }),
  z.strictObject({ kind: z.literal('affirmed'), by: By, at: At }),
  z.strictObject({ kind: z.literal('disputed'), by: By, at: At, reason: Reason }),
]);
export const FlagRow = z.strictObject({
  id: FlagId,
  point: PointId,
  /** The words it hangs on, or null: on the point as a whole. */
  anchor: Anchor.nullable(),
  redLine: RedLineId,
  /** The red line's party when the flag was raised: whoever affirms or disputes. */
  owner: PartyId,
  severity: Severity,
  reason: Reason,
  by: By,
  at: At,
  lastAt: At,
  on: SaidOn.optional(),
  rewritten: Rewritten,
  answer,
  state: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({ kind: z.literal('settled'), by: By, at: At, outcome: Reason }),
    z.strictObject({ kind: z.literal('withdrawn'), by: By, at: At }),
  ]),
  /** Where it is discussed, once somebody has begun to. */
  thread: ThreadId.nullable(),
});

export const StanceKind = z.enum(['accept', 'reservation', 'change', 'reject', 'awaiting']);
/** What a party says to a point, and to which words of it. One row per point and party. */
export const StanceRow = z.strictObject({
  id: z.string().max(140),
  point: PointId,
  party: PartyId,
  stance: StanceKind,
  reason: Reason,
  /** Id of the wording it was given to; when the point's text has another, the stance is stale. */
  basis: z.string().max(64),
  by: By,
  at: At,
});

/** Words of a point that stances rest on, kept as long as one does, so that "what changed since" can be shown. */
const WordingRow = z.strictObject({
  id: z.string().max(64),
  point: PointId,
  /** As long as the point was: what bounds its words bounds them. */
  text: z.string(),
});

/** Where a document stood: its newest entry then. `seq` 0 with a hash of zeros: nothing yet. */
export const Head = z.strictObject({ seq: z.int().nonnegative(), hash: z.string().max(64) });
export type Head = z.infer<typeof Head>;

/** A named moment of the draft: the newest entries of both documents just before it was named. */
const VersionRow = z.strictObject({
  id: VersionId,
  name: Title,
  by: By,
  at: At,
  text: Head,
  shared: Head,
});

/**
 * A circulated version. Who its readers are, and whether they opened it, is the chair's to know and stands in
 * SQL.
 */
const CirculationRow = z.strictObject({
  id: CirculationId,
  version: VersionId,
  by: By,
  at: At,
  /** The links end then. */
  until: At,
  /** The parties whose red lines go along. */
  parties: z.array(PartyId).max(partiesPerDraftMax),
  readers: z
    .array(
      z.strictObject({
        id: MemberId,
        state: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('invited') }),
          z.strictObject({ kind: z.literal('ended'), by: By, at: At }),
        ]),
      }),
    )
    .min(1)
    .max(readersPerCirculationMax),
});

export const tables = {
  draft: DraftRow,
  parties: PartyRow,
  themes: ThemeRow,
  points: PointRow,
  threads: ThreadRow,
  comments: CommentRow,
  redLines: RedLineRow,
  flags: FlagRow,
  stances: StanceRow,
  wordings: WordingRow,
  versions: VersionRow,
  circulations: CirculationRow,
} as const;

export type Table = keyof typeof tables;
export type Row<T extends Table> = z.infer<(typeof tables)[T]>;
export type PartyRow = Row<'parties'>;
export type ThemeRow = Row<'themes'>;
export type PointRow = Row<'points'>;
export type ThreadRow = Row<'threads'>;
export type CommentRow = Row<'comments'>;
export type RedLineRow = Row<'redLines'>;
export type RedLineState = z.infer<typeof RedLineState>;
export type FlagRow = Row<'flags'>;
export type Severity = z.infer<typeof Severity>;
export type VersionRow = Row<'versions'>;
export type CirculationRow = Row<'circulations'>;
export type StanceRow = Row<'stances'>;
export type StanceKind = z.infer<typeof StanceKind>;
export type PartyShape = z.infer<typeof PartyShape>;
