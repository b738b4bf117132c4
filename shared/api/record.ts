// Requests and responses of the record: moments, comparisons, the timeline's shape. People see it as History.
import { z } from 'zod';
import { DraftId, PartyId, PointId, SeatId, VersionId } from '../ids.ts';
import { densityBucketsMax, titleCharsMax } from '../limits.ts';
import { By } from '../rows/schema.ts';

/** A moment as an address says it: `now`, a time in ms since 1970, or `version-` and a version's id. */
const momentPattern = /^(?:now|\d{1,15}|version-[a-z0-9-]{1,64})$/;
export const MomentName = z.string().regex(momentPattern);
export type MomentAddress =
  | { readonly kind: 'now' }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'version'; readonly version: VersionId };

export function momentOf(name: string): MomentAddress {
  if (name === 'now') return { kind: 'now' };
  const version = /^version-(.+)$/.exec(name)?.[1];
  return version === undefined
    ? { kind: 'time', at: Number(name) }
    : { kind: 'version', version: VersionId.parse(version) };
}

const Head = z.strictObject({ seq: z.int().nonnegative(), hash: z.string() });

/** GET /api/drafts/:draft/moments/:moment: the draft as it stood. */
export const MomentQuery = z.strictObject({ seat: SeatId });
export const Moment = z.strictObject({
  draft: DraftId,
  /** When its newest entry was made; 0: before the first. */
  at: z.int().nonnegative(),
  heads: z.strictObject({ text: Head, shared: Head }),
  /** The documents' states as Yjs updates, in base64. */
  text: z.base64(),
  shared: z.base64(),
  /** Who wrote which words: for each point [UTF-16 units, index into people], over its flat text. */
  people: z.array(By),
  authors: z.record(PointId, z.array(z.tuple([z.int().positive(), z.int().nonnegative()]))),
  /** Words that came and went are covered, since this reader may not read them. */
  isCovered: z.boolean(),
  /** When the change before, and the one after, was finished (a run of typing is one change). */
  previous: z.int().nullable(),
  next: z.int().nullable(),
  /** Which point the newest change was about. */
  point: PointId.nullable(),
});
export type Moment = z.infer<typeof Moment>;

/** A stretch of a compared text; `by`: who added or removed it, null where that is not known. */
export const Piece = z.strictObject({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
  by: By.nullable(),
});
export type Piece = z.infer<typeof Piece>;

/** What became of a thread, flag or stance between the two moments. */
const Thing = z.strictObject({
  kind: z.enum(['thread', 'flag', 'stance']),
  id: z.string(),
  change: z.enum(['appeared', 'changed', 'closed', 'reopened']),
  by: By,
  words: z.string(),
});
export type Thing = z.infer<typeof Thing>;

const ComparedPoint = z.strictObject({
  point: PointId,
  /** Its number and title then; null: it was not there, or removed. */
  before: z.strictObject({ number: z.int(), title: z.string() }).nullable(),
  after: z.strictObject({ number: z.int(), title: z.string() }).nullable(),
  /** Another place among the points that are in both, or another theme. */
  isMoved: z.boolean(),
  pieces: z.array(Piece),
  things: z.array(Thing),
});
export type ComparedPoint = z.infer<typeof ComparedPoint>;

/** GET /api/drafts/:draft/comparison: points in the order of the later moment; those that nothing happened to are left out. */
export const ComparisonQuery = z.strictObject({
  seat: SeatId,
  from: MomentName,
  to: MomentName,
  /** Only what this party did. */
  party: PartyId.optional(),
});
export const Comparison = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  points: z.array(ComparedPoint),
  summary: z.strictObject({
    changed: z.int(),
    added: z.int(),
    removed: z.int(),
    moved: z.int(),
    threadsOpened: z.int(),
    threadsClosed: z.int(),
    flagsRaised: z.int(),
    flagsClosed: z.int(),
    stancesTaken: z.int(),
    redLinesTouched: z.int(),
  }),
  isCovered: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;

/** GET /api/drafts/:draft/density: how much was done when, by party, in equal stretches of time. */
export const DensityQuery = z.strictObject({
  seat: SeatId,
  buckets: z.coerce.number().int().min(1).max(densityBucketsMax),
});
export const Density = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  counts: z.array(z.strictObject({ party: PartyId.nullable(), entries: z.array(z.int()) })),
  /** Moments before the first change after a quiet hour: versions that nobody had to name. */
  quiet: z.array(z.int()),
});
export type Density = z.infer<typeof Density>;

/** POST /api/drafts/:draft/redactions: `run` is the id of a line of the history. Answered as an act. */
export const RedactionOrder = z.strictObject({
  run: z.string().max(200),
  reason: z.string().trim().min(1).max(titleCharsMax),
});

/** GET /api/key: what the server signs heads with. */
export const PublicKey = z.strictObject({ algorithm: z.literal('Ed25519'), key: z.string() });
export type PublicKey = z.infer<typeof PublicKey>;
