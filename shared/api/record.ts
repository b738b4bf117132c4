// Requests and responses of the record: moments, comparisons, the timeline's shape. People see it as History.
import { z } from 'zod';
import { ActId, DocPart, DraftId, PartyId, PointId, RedLineId, SeatId, ThemeId, VersionId } from '../ids.ts';
import { densityBucketsMax, linksPageMax, pointsPerDraftMax, titleCharsMax } from '../limits.ts';
import { listOf } from '../list-of.ts';
import { outlineChanges } from '../rows/outline-difference.ts';
import { By } from '../rows/schema.ts';
import { HistoryItem } from './contract.ts';
import { Voice } from './voice.ts';

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
  /** The newest change; of a run of typing that went on beyond this moment, the whole. */
  newest: HistoryItem.nullable(),
});
export type Moment = z.infer<typeof Moment>;

/** A stretch of a compared text; `by`: who added or removed it, null where that is not known. */
export const Piece = z.strictObject({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
  by: By.nullable(),
});
export type Piece = z.infer<typeof Piece>;

/** What one person did to a thing between the two moments, and how often. `kind` is an act's. */
export const Done = z.strictObject({ kind: z.string(), by: By, times: z.int().positive() });
export type Done = z.infer<typeof Done>;

/** A thread, flag, stance or red line that something was done to. */
const Thing = z.strictObject({
  kind: z.enum(['thread', 'flag', 'stance', 'red-line']),
  id: z.string(),
  /** What it is about, as it reads at the later moment. */
  words: z.string(),
  /** How it stands then, e.g. `resolved`; with `outcome`, where it was given one. */
  state: z.string(),
  outcome: z.string().nullable(),
  /** In the order in which it was last done. */
  done: z.array(Done).min(1),
});
export type Thing = z.infer<typeof Thing>;

/** Its number and title; null: it was not there, or removed. */
const Place = z.strictObject({ number: z.int(), title: z.string(), isLocked: z.boolean() }).nullable();
/** What became of its place, and by whom, where the record of this stretch says so. */
const PlaceChange = z.strictObject({ change: z.enum(outlineChanges), by: By.nullable() });
export type PlaceChange = z.infer<typeof PlaceChange>;

const ComparedTheme = z.strictObject({ theme: ThemeId, before: Place, after: Place, changes: z.array(PlaceChange) });
const ComparedPoint = z.strictObject({
  point: PointId,
  before: Place,
  after: Place,
  changes: z.array(PlaceChange),
  pieces: z.array(Piece),
  /**
   * What lists show before each line of the earlier and the later words; of the earlier nothing where one side's
   * changes alone are shown.
   */
  marks: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }),
  things: z.array(Thing),
  /** Parties whose stance was to the words of the first moment, and is not to those of the second. */
  leftBehind: z.array(PartyId),
});
export type ComparedPoint = z.infer<typeof ComparedPoint>;

/**
 * GET /api/drafts/:draft/comparison: points in the order of the later moment; those that nothing happened to are left
 * out.
 */
export const ComparisonQuery = z.strictObject({
  seat: SeatId,
  from: MomentName,
  to: MomentName,
  /** Only what was done by these. */
  by: Voice.optional(),
});
export const Comparison = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  themes: z.array(ComparedTheme),
  points: z.array(ComparedPoint),
  /** What was done to the register of red lines. */
  redLines: z.array(Thing),
  /** Red lines that open flags say something of, and none did before. */
  touched: z.array(z.strictObject({ redLine: RedLineId, party: PartyId, statement: z.string() })),
  summary: z.strictObject({
    /** Points whose words differ, among those that are in both. */
    changed: z.int(),
    added: z.int(),
    removed: z.int(),
    moved: z.int(),
    themes: z.int(),
    threadsOpened: z.int(),
    threadsClosed: z.int(),
    flagsRaised: z.int(),
    flagsClosed: z.int(),
    stancesTaken: z.int(),
    redLinesChanged: z.int(),
  }),
  isCovered: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;

/** GET /api/drafts/:draft/density: how much was done when, by whom, in equal stretches of time. */
export const DensityQuery = z.strictObject({
  seat: SeatId,
  buckets: z.coerce.number().int().min(1).max(densityBucketsMax),
});
export const Density = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  counts: z.array(z.strictObject({ voice: Voice, entries: z.array(z.int()) })),
  /** Moments before the first change after a quiet hour: versions that nobody had to name. */
  quiet: z.array(z.int()),
  /** Everybody who did something, members or not any more, as they were when they last did. */
  people: z.array(By),
});
export type Density = z.infer<typeof Density>;

/**
 * POST /api/drafts/:draft/restorations, answered as an act. `basis`: the wording of each point, and `outline` the
 * outline, as whoever asks sees it now.
 */
export const RestorationOrder = z.strictObject({
  id: ActId,
  moment: MomentName.refine(name => name !== 'now', 'now is not past'),
  points: listOf(z.strictObject({ point: PointId, basis: z.string().max(64) }), { most: pointsPerDraftMax }),
  outline: z.string().max(64).nullable(),
});
export type RestorationOrder = z.infer<typeof RestorationOrder>;

/** POST /api/drafts/:draft/redactions: `run` is the id of a line of the history. Answered as an act. */
export const RedactionOrder = z.strictObject({
  run: z.string().max(200),
  reason: z.string().trim().min(1).max(titleCharsMax),
});

/** GET /api/key: what the server signs heads with. */
export const PublicKey = z.strictObject({ algorithm: z.literal('Ed25519'), key: z.string() });
export type PublicKey = z.infer<typeof PublicKey>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * GET /api/drafts/:draft/links: what each entry's hash rests on besides the one before, oldest first, from the entry
 * after `after`; no contents.
 */
export const LinksQuery = z.strictObject({ seat: SeatId, doc: DocPart, after: z.coerce.number().int().nonnegative() });
export const Link = z.strictObject({
  seq: z.int().positive(),
  at: z.int().nonnegative(),
  /** JSON, as it is in the chain. */
  actor: z.string(),
  act: z.string(),
  /** Salted digests of what was done and of the change. */
  detail: Sha256,
  update: Sha256,
  hash: Sha256,
});
export type Link = z.infer<typeof Link>;
export const Links = z.strictObject({ links: z.array(Link).max(linksPageMax) });
export type Links = z.infer<typeof Links>;
