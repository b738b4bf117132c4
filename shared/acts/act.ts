// Every act there is, as one union of schemas, and the envelope they travel in. Says nothing of who may (permissions)
// or what happens (run-act).
import { z } from 'zod';
import {
  ActId,
  CirculationId,
  CommentId,
  DocPart,
  DraftId,
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
  blocksPerPointMax,
  commentCharsMax,
  nameCharsMax,
  outcomeCharsMax,
  partiesPerDraftMax,
  pointsPerDraftMax,
  pointTextCharsMax,
  readersPerCirculationMax,
  reasonCharsMax,
  redactedEntriesMax,
  themesPerDraftMax,
  titleCharsMax,
} from '../limits.ts';
import { listOf } from '../list-of.ts';
import { Head, PartyRow, PartyShape, RedLineRow, RedLineState, Role, Severity, StanceKind } from '../rows/schema.ts';
import { Anchor } from '../text/anchors/anchor-schema.ts';
import { isOnWords } from '../text/anchors/anchors.ts';
import { Block } from '../text/blocks.ts';
import { ThemeText } from '../text/outline-text.ts';

const Title = z.string().trim().min(1).max(titleCharsMax);
const Text = z.string().trim().min(1).max(commentCharsMax);
const Outcome = z.string().trim().min(1).max(outcomeCharsMax).nullable();
const Reason = z.string().trim().min(1).max(reasonCharsMax).nullable();
/** What is kept already may hang on blanks; nothing new does. */
const AnchorOnWords = Anchor.refine(isOnWords, 'It hangs on no words: choose at least one letter.');
/** The sibling it comes after; null for the first place. */
const After = <T extends z.ZodType>(id: T) => id.nullable();
/** The (client, clock) pairs an anchor's words rest on: the server must hold them before the act can run. */
const Needs = listOf(z.tuple([z.int().nonnegative(), z.int().nonnegative()]), { most: 8 });

const Themes = listOf(ThemeText, { least: 1, most: themesPerDraftMax });

/** What a register says of a red line, but whose it is. */
const { statement, theme, source, points } = RedLineRow.shape;
const redLine = { statement, theme, source, points };

/** Themes and points as they once stood, in their order; all of them are rows still, removed or not. */
const RestoredOutline = listOf(
  z.strictObject({
    theme: ThemeId,
    title: Title,
    /** `isLocked`: for a point that comes back; one that stands keeps the lock it has. */
    points: listOf(z.strictObject({ point: PointId, title: Title, isLocked: z.boolean() }), {
      most: pointsPerDraftMax,
    }),
  }),
  { most: themesPerDraftMax },
);
export type RestoredOutline = z.infer<typeof RestoredOutline>;

const act = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ id: ActId, kind: z.literal(kind), ...shape });

/** The server makes these, from what members ask of it elsewhere: it alone knows what goes into them. */
const serverActs = [
  /** Whoever makes a draft becomes its chair, under the name `chair`, e.g. that of their seat in another draft. */
  act('draft.create', {
    draft: DraftId,
    title: Title,
    note: z.string().max(titleCharsMax),
    chair: z.string().trim().min(1).max(nameCharsMax).optional(),
  }),
  /** It makes the readers' links and keeps their names. `until`: ms since 1970. */
  act('circulation.send', {
    version: VersionId,
    until: z.int().nonnegative(),
    parties: listOf(PartyId, { most: partiesPerDraftMax }),
    readers: listOf(MemberId, { least: 1, most: readersPerCirculationMax }),
  }),
  /**
   * Points brought back as they once stood, and with `outline` the whole draft: themes, titles and order. The server
   * reads in its record what stood at `heads`. `source`: the version's name, or null; `at`: that moment, ms since 1970.
   * `basis`: the wording that a point has now, the outline that stands now.
   */
  act('words.restore', {
    source: Title.nullable(),
    at: z.int().nonnegative(),
    heads: z.strictObject({ text: Head, shared: Head }),
    points: listOf(
      z.strictObject({
        point: PointId,
        blocks: listOf(Block, { most: blocksPerPointMax }),
        basis: z.string().max(64),
      }),
      { most: pointsPerDraftMax },
    ),
    outline: z.strictObject({ basis: z.string().max(64), themes: RestoredOutline }).nullable(),
  }),
  /** Words taken out of the record by order. The server knows the entries. */
  act('record.redact', {
    reason: Title,
    entries: listOf(z.strictObject({ part: DocPart, seq: z.int().positive() }), { least: 1, most: redactedEntriesMax }),
  }),
] as const;

const sentActs = [
  act('draft.drafting', { drafting: z.enum(['open', 'closed']) }),
  act('draft.delegates', { delegates: z.enum(['speak', 'advise']) }),
  act('draft.passing', { passing: z.enum(['nobody', 'secretariat', 'members']) }),
  act('version.name', { name: Title }),
  /** One reader's link, or (null) all of them. */
  act('circulation.end', { circulation: CirculationId, reader: MemberId.nullable() }),
  act('party.add', {
    party: PartyId,
    code: PartyRow.shape.code,
    name: z.string().trim().min(1).max(nameCharsMax),
    colour: PartyRow.shape.colour,
    shape: PartyShape,
  }),
  act('party.rename', { party: PartyId, name: z.string().trim().min(1).max(nameCharsMax) }),
  act('party.remove', { party: PartyId }),
  act('member.add', {
    member: MemberId,
    name: z.string().trim().min(1).max(nameCharsMax),
    role: Role,
    party: PartyId.nullable(),
  }),
  act('member.change', { member: MemberId, role: Role, party: PartyId.nullable() }),
  act('member.remove', { member: MemberId }),
  act('theme.add', { after: After(ThemeId), title: Title }),
  act('theme.rename', { theme: ThemeId, title: Title }),
  act('theme.move', { theme: ThemeId, after: After(ThemeId) }),
  act('theme.remove', { theme: ThemeId }),
  act('theme.restore', { theme: ThemeId }),
  act('point.add', {
    theme: ThemeId,
    after: After(PointId),
    title: Title,
    paragraphs: listOf(z.string().max(pointTextCharsMax), { most: 500 }),
  }),
  act('point.rename', { point: PointId, title: Title }),
  act('point.move', { point: PointId, theme: ThemeId, after: After(PointId) }),
  act('point.remove', { point: PointId }),
  act('point.restore', { point: PointId }),
  act('point.lock', { point: PointId }),
  act('point.unlock', { point: PointId }),
  /** Themes and points of a document, after a theme that is there (null: first), in one step. */
  act('outline.import', { after: After(ThemeId), themes: Themes }),
  act('thread.open', { point: PointId, anchor: AnchorOnWords.nullable(), needs: Needs, text: Text }),
  act('thread.reply', { thread: ThreadId, text: Text }),
  act('thread.propose', { thread: ThreadId, outcome: Outcome }),
  act('thread.resolve', { thread: ThreadId, outcome: Outcome }),
  act('thread.keep-open', { thread: ThreadId }),
  act('thread.reopen', { thread: ThreadId }),
  /** Attaches it to other words of its point, e.g. where its own are gone. */
  act('thread.attach', { point: PointId, thread: ThreadId, anchor: AnchorOnWords, needs: Needs }),
  act('comment.edit', { comment: CommentId, text: Text }),
  act('comment.remove', { comment: CommentId }),
  act('red-line.add', { party: PartyId, ...redLine }),
  act('red-line.amend', { redLine: RedLineId, ...redLine }),
  act('red-line.change', { redLine: RedLineId, state: RedLineState, note: Reason }),
  act('flag.raise', {
    point: PointId,
    anchor: AnchorOnWords.nullable(),
    needs: Needs,
    redLine: RedLineId,
    severity: Severity,
    reason: Reason,
  }),
  act('flag.amend', { flag: FlagId, severity: Severity, reason: Reason }),
  act('flag.affirm', { flag: FlagId }),
  act('flag.dispute', { flag: FlagId, reason: Reason }),
  act('flag.settle', { flag: FlagId, outcome: Reason }),
  act('flag.withdraw', { flag: FlagId }),
  act('flag.reopen', { flag: FlagId }),
  act('flag.attach', { point: PointId, flag: FlagId, anchor: AnchorOnWords, needs: Needs }),
  act('flag.discuss', { flag: FlagId, text: Text }),
  /** `basis`: the wording as the member saw it. Agreeing to other words is refused. */
  act('stance.take', { point: PointId, stance: StanceKind, reason: Reason, basis: z.string().max(64) }),
  /** The stance that the act `taken` has just taken: the one before it stands again, or none. */
  act('stance.undo', { point: PointId, taken: ActId }),
] as const;

/** What a page may send as it is. */
export const SentAct = z.discriminatedUnion('kind', sentActs, {
  error:
    'No such act can be sent here. What the server makes (circulation.send, words.restore, …) has its own address.',
});
export type SentAct = z.infer<typeof SentAct>;

export const Act = z.discriminatedUnion('kind', [...serverActs, ...sentActs]);
export type Act = z.infer<typeof Act>;
export type ActKind = Act['kind'];
export type ActOf<K extends ActKind> = Extract<Act, { kind: K }>;

/** Acts that hang something on words, which the server must hold before. */
export const isAnchored = (act: Act): act is ActOf<'thread.open' | 'thread.attach' | 'flag.raise' | 'flag.attach'> =>
  act.kind === 'thread.open' || act.kind === 'thread.attach' || act.kind === 'flag.raise' || act.kind === 'flag.attach';

/** What an act asks for beside rows: words of a new point, and members, which live in SQL. */
export type Effect =
  | { readonly kind: 'seed-body'; readonly point: PointId; readonly blocks: readonly Block[] }
  | { readonly kind: 'write-body'; readonly point: PointId; readonly blocks: readonly Block[] }
  | { readonly kind: 'put-member'; readonly member: Member }
  | { readonly kind: 'remove-member'; readonly member: MemberId };

export const Member = z.strictObject({
  id: MemberId,
  name: z.string().min(1).max(nameCharsMax),
  role: Role,
  party: PartyId.nullable(),
});
export type Member = z.infer<typeof Member>;

/** Why an act was refused. Each code has one sentence for a person, made where the refusal is. */
export const ActRefusalCode = z.enum([
  'not-allowed',
  'not-found',
  'point-removed',
  'already-so',
  'taken',
  'too-many',
  'words-not-here',
  'words-changed',
  'withdrawn',
  'too-late',
]);
export type ActRefusalCode = z.infer<typeof ActRefusalCode>;

/** What an act was about, for the record: where it happened and what stood there before. */
export type About = {
  readonly point?: PointId;
  readonly thread?: ThreadId;
  /**
   * The row it was about, where that is a flag, a red line, a stance or a theme; of a point that left a theme, that
   * theme.
   */
  readonly row?: string;
  /** Plain facts for the reader of the history, e.g. `{ was: 'old title', now: 'new title' }`. */
  readonly facts?: Facts;
  /** What else it did, as if by acts of their own: each has a line in the history of what it was done to. */
  readonly also?: readonly Deed[];
};
type Facts = Readonly<Record<string, string | number | boolean | null>>;
export type Deed = { readonly kind: ActKind } & Omit<About, 'also'>;

export type ActResult =
  | { readonly kind: 'done'; readonly about: About; readonly effects: readonly Effect[] }
  | ActRefusal;
export type ActRefusal = { readonly kind: 'refused'; readonly code: ActRefusalCode; readonly reason: string };

export const done = (about: About, ...effects: readonly Effect[]): ActResult => ({ kind: 'done', about, effects });
export const refused = (code: ActRefusalCode, reason: string): ActRefusal => ({ kind: 'refused', code, reason });
