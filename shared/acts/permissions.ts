// The one permission table: every act kind has a row (a missing one does not compile). The server enforces it; the
// client asks it what to offer. It answers who may, never whether the thing makes sense now: that is the act's own
// function.
import { circulationOf } from '../rows/circulations.ts';
import type { RowReader } from '../rows/row-store.ts';
import type { By, PointRow } from '../rows/schema.ts';
import type { Act, ActKind, ActOf } from './act.ts';

export type Permission = { readonly kind: 'yes' } | { readonly kind: 'no'; readonly reason: string };

/** Everything about a question but its author: `id` is what makes an act one act, so a question needs none. */
export type Asked<K extends ActKind = ActKind> = K extends ActKind
  ? { readonly kind: K } & Partial<Omit<ActOf<K>, 'kind'>>
  : never;

type Rule<K extends ActKind> = (actor: By, rows: RowReader, act: Asked<K>) => Permission;

const yes: Permission = { kind: 'yes' };
const no = (reason: string): Permission => ({ kind: 'no', reason });

const only =
  (roles: readonly By['role'][], reason: string) =>
  (actor: By): Permission =>
    roles.includes(actor.role) ? yes : no(reason);

const chair = only(['chair'], 'Only the chair can do this.');
const drafting = only(['chair', 'drafter'], 'Only the chair and the drafters change the outline.');
const anyVoice = only(
  ['chair', 'drafter', 'head', 'delegate'],
  'Observers read along; they do not take part in the discussion.',
);
/** Whoever makes a draft becomes its chair; who may make drafts at all is for the route to say. */
const once = (_: By, rows: RowReader): Permission =>
  rows.get('draft', 'draft') ? no('This draft exists already.') : yes;

/** The raiser's party speaks for a thread or a flag. Whoever belongs to no party speaks for their own only. */
const isRaiser = (actor: By, { by }: { readonly by: By }): boolean =>
  actor.member === by.member || (actor.party !== null && actor.party === by.party);

const raiserOrChair =
  (what: string, instead = '') =>
  (actor: By, rows: RowReader, act: { thread?: string | undefined }): Permission => {
    const voice = anyVoice(actor);
    if (voice.kind === 'no') return voice;
    const thread = act.thread === undefined ? undefined : rows.get('threads', act.thread);
    if (!thread || actor.role === 'chair' || isRaiser(actor, thread)) return yes;
    return no(`Only the raiser's delegation or the chair can ${what}.${instead}`);
  };

const ownComment = (actor: By, rows: RowReader, act: { comment?: string | undefined }): Permission => {
  const comment = act.comment === undefined ? undefined : rows.get('comments', act.comment);
  if (comment && comment.by.member !== actor.member) return no('A comment can be changed only by whoever wrote it.');
  return anyVoice(actor);
};

/** Who speaks for a delegation: its head, and its delegates where the draft lets them. */
const speaksFor = (actor: By, rows: RowReader, party: string | undefined): Permission => {
  if (party !== undefined && actor.party !== party) return no('Only that delegation itself can do this.');
  if (actor.party === null) return no('You belong to no delegation.');
  if (actor.role === 'head') return yes;
  if (actor.role === 'delegate' && rows.get('draft', 'draft')?.delegates === 'speak') return yes;
  return no('In this draft the head speaks for the delegation.');
};

const keepsLine = (actor: By, rows: RowReader, act: { redLine?: string | undefined }): Permission =>
  speaksFor(actor, rows, act.redLine === undefined ? undefined : rows.get('redLines', act.redLine)?.party);

const flagOf = (rows: RowReader, { flag }: { flag?: string | undefined }) =>
  flag === undefined ? undefined : rows.get('flags', flag);

/**
 * Amending, withdrawing and attaching a flag is for whoever raised it: what it says, and of which words, is their
 * claim.
 */
const raisedFlag = (actor: By, rows: RowReader, act: { flag?: string | undefined }): Permission => {
  const voice = anyVoice(actor);
  const flag = flagOf(rows, act);
  if (voice.kind === 'no' || !flag || isRaiser(actor, flag)) return voice;
  return no('Only the delegation that raised this flag can do this.');
};

const ownsFlag = (actor: By, rows: RowReader, act: { flag?: string | undefined }): Permission =>
  speaksFor(actor, rows, flagOf(rows, act)?.owner);

const raisedOrOwnsFlag = (actor: By, rows: RowReader, act: { flag?: string | undefined }): Permission => {
  const raised = raisedFlag(actor, rows, act);
  if (raised.kind === 'yes') return yes;
  return ownsFlag(actor, rows, act).kind === 'yes'
    ? yes
    : no('Only whoever raised this flag, or the owner of the red line, can do this.');
};

/** Whoever withdrew a flag brings it back; the owner may reopen what was settled. */
const reopensFlag = (actor: By, rows: RowReader, act: { flag?: string | undefined }): Permission =>
  flagOf(rows, act)?.state.kind === 'withdrawn' ? raisedFlag(actor, rows, act) : raisedOrOwnsFlag(actor, rows, act);

/** The rules by which readers of a version may do anything at all. */
const readersRules = new Set<unknown>();

/**
 * Those a version was sent to say what they have to say of it, as long as their link leads there; members, by their own
 * rule.
 */
function orReader<K extends ActKind>(
  member: Rule<K>,
  reader: (actor: By, rows: RowReader, act: Asked<K>) => boolean = () => true,
): Rule<K> {
  const rule: Rule<K> = (actor, rows, act) => {
    if (actor.role !== 'reader') return member(actor, rows, act);
    if (!circulationOf(rows, actor.member)) return no('Your link to this version has ended.');
    return reader(actor, rows, act) ? yes : no('Readers of a version answer only what its readers said.');
  };
  readersRules.add(rule);
  return rule;
}

/** A thread that readers of the same circulation opened. */
const amongReaders = (actor: By, rows: RowReader, { thread }: { thread?: string | undefined }): boolean => {
  const on = thread === undefined ? undefined : rows.get('threads', thread)?.on;
  return on !== undefined && on.circulation === circulationOf(rows, actor.member)?.id;
};

const readersOwnComment = (actor: By, rows: RowReader, { comment }: { comment?: string | undefined }): boolean =>
  comment !== undefined && rows.get('comments', comment)?.by.member === actor.member;

const readersOwnFlag = (actor: By, rows: RowReader, act: { flag?: string | undefined }): boolean =>
  flagOf(rows, act)?.by.member === actor.member;

const table: { readonly [K in ActKind]: Rule<K> } = {
  'draft.create': once,
  'draft.drafting': chair,
  'draft.delegates': chair,
  'draft.passing': chair,
  'version.name': chair,
  'circulation.send': chair,
  'circulation.end': chair,
  'record.redact': chair,
  'words.restore': drafting,
  'party.add': chair,
  'party.rename': chair,
  'party.remove': chair,
  'member.add': chair,
  'member.change': chair,
  'member.remove': chair,
  'theme.add': drafting,
  'theme.rename': drafting,
  'theme.move': drafting,
  'theme.remove': drafting,
  'theme.restore': drafting,
  'point.add': drafting,
  'outline.import': drafting,
  'point.rename': drafting,
  'point.move': drafting,
  'point.remove': drafting,
  'point.restore': drafting,
  'point.lock': drafting,
  'point.unlock': drafting,
  'thread.open': orReader(anyVoice),
  'thread.reply': orReader(anyVoice, amongReaders),
  'thread.propose': anyVoice,
  'thread.resolve': raiserOrChair('resolve this thread', ' You can propose it.'),
  'thread.keep-open': raiserOrChair('turn a proposed resolution down', ' You can propose it.'),
  'thread.reopen': anyVoice,
  'thread.attach': raiserOrChair('attach this thread to other words'),
  'comment.edit': orReader(ownComment, readersOwnComment),
  'comment.remove': orReader(ownComment, readersOwnComment),
  'red-line.add': (actor, rows, { party }) => speaksFor(actor, rows, party),
  'red-line.amend': keepsLine,
  'red-line.change': keepsLine,
  'flag.raise': orReader(anyVoice),
  'flag.amend': orReader(raisedFlag, readersOwnFlag),
  'flag.affirm': ownsFlag,
  'flag.dispute': ownsFlag,
  'flag.settle': raisedOrOwnsFlag,
  'flag.withdraw': orReader(raisedFlag, readersOwnFlag),
  'flag.reopen': reopensFlag,
  'flag.attach': raisedFlag,
  'flag.discuss': anyVoice,
  'stance.take': (actor, rows) => speaksFor(actor, rows, undefined),
  'stance.undo': (actor, rows) => speaksFor(actor, rows, undefined),
};

export const actKinds = Object.keys(table) as readonly ActKind[]; // the table's type proves that these are all kinds

export function mayAct(act: Asked | Act, actor: By, rows: RowReader): Permission {
  const rule = table[act.kind] as Rule<ActKind>; // TypeScript cannot follow that the row and the act share one kind
  // One answer whatever it names: another would tell a reader what is in the draft.
  if (actor.role === 'reader' && !readersRules.has(rule))
    return no('By a link one comments and flags, and nothing else.');
  return rule(actor, rows, act as Asked);
}

/**
 * Why somebody may not edit the words of a point now, or that they may. The gate and the editor ask the same question.
 */
export type PointAccess = 'editable' | 'locked' | 'removed' | 'closed' | 'reader' | 'unknown';

export function pointAccess(point: PointRow | undefined, actor: By, drafting: 'open' | 'closed'): PointAccess {
  if (!point) return 'unknown';
  if (point.state.kind === 'removed') return 'removed';
  if (point.state.kind === 'locked') return 'locked';
  return draftAccess(actor, drafting);
}

/** The same of a point that is open. */
export function draftAccess(actor: By, drafting: 'open' | 'closed'): 'editable' | 'closed' | 'reader' {
  if (actor.role === 'observer' || actor.role === 'reader') return 'reader';
  if (drafting === 'closed' && actor.role !== 'chair' && actor.role !== 'drafter') return 'closed';
  return 'editable';
}

/** What not every member may read: a row for each, as for acts. */
const reads = {
  /**
   * Words that came and went between two versions, comments that were removed or reworded: nobody unless the chair has
   * said who may.
   */
  'passing-words': (actor: By, rows: RowReader): Permission => {
    const passing = rows.get('draft', 'draft')?.passing ?? 'nobody';
    const isOfSecretariat = actor.role === 'chair' || actor.role === 'drafter';
    const isMember = actor.role !== 'reader';
    if ((passing === 'members' && isMember) || (passing === 'secretariat' && isOfSecretariat)) return yes;
    return no('In this draft, words that came and went between two versions are not shown.');
  },
  /** Who the readers of a version are, whether they opened it, and what they were written with it. */
  'circulation-readers': (actor: By): Permission => chair(actor),
};
export type ReadKind = keyof typeof reads;

export const readKinds = Object.keys(reads) as readonly ReadKind[]; // the table's own keys

export const mayRead = (what: ReadKind, actor: By, rows: RowReader): Permission => reads[what](actor, rows);
