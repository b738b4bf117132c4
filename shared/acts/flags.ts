// Acts on flags: "this point touches that red line". The raiser says so, the red line's owner affirms or disputes,
// either settles. Who may is for permissions.ts; here is what follows from what.
import { unreachable } from '../assert.ts';
import { CommentId, FlagId, ThreadId } from '../ids.ts';
import { flagsPerDraftMax, threadsPerDraftMax } from '../limits.ts';
import type { By, FlagRow, RedLineRow } from '../rows/schema.ts';
import type { About, ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { hasSaidEnough, mayFlagAgainst, onceMore, saidOnOf, versionFacts } from './circulations.ts';
import { hasUsedShare } from './quotas.ts';
import { stateOf } from './red-lines.ts';

type OnFlag = ActOf<
  'flag.amend' | 'flag.affirm' | 'flag.dispute' | 'flag.settle' | 'flag.withdraw' | 'flag.reopen' | 'flag.discuss'
>;

export function runFlagAct(act: ActOf<'flag.raise'> | OnFlag, context: ActContext): ActResult {
  if (act.kind === 'flag.raise') return raise(act, context);
  const flag = context.rows.get('flags', act.flag);
  if (!flag) return refused('not-found', 'There is no such flag.');
  return act.kind === 'flag.discuss' ? discuss(act, flag, context) : change(act, flag, context);
}

function raise(act: ActOf<'flag.raise'>, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const point = rows.get('points', act.point);
  if (!point) return refused('not-found', 'There is no such point.');
  if (point.state.kind === 'removed' && actor.role !== 'reader')
    return refused('point-removed', `This point was removed by ${point.state.by.name}.`);
  const enough = hasSaidEnough(context);
  if (enough) return enough;
  const line = rows.get('redLines', act.redLine);
  if (!line || !mayFlagAgainst(line, context)) return refused('not-found', 'There is no such red line in this draft.');
  const gone = actor.role === 'reader' ? undefined : whyGone(line, context);
  if (gone) return gone;
  if (rows.all('flags').length >= flagsPerDraftMax)
    return refused('too-many', `A draft has at most ${flagsPerDraftMax} flags.`);
  const used = hasUsedShare('flags', flagsPerDraftMax, context);
  if (used) return used;
  const { anchor, severity, reason } = act;
  const answer = answerFor(actor, line.party, at);
  const id = FlagId.parse(act.id);
  const open = { kind: 'open' as const };
  rows.put('flags', {
    id,
    point: point.id,
    anchor,
    redLine: line.id,
    owner: line.party,
    severity,
    reason,
    by: actor,
    at,
    lastAt: at,
    ...saidOnOf(context),
    answer,
    state: open,
    thread: null,
  });
  return done({
    point: point.id,
    row: id,
    facts: { ...lineFacts(line, context), severity, reason, quote: anchor?.quote ?? null, ...versionFacts(context) },
  });
}

/**
 * A reader flags against the line as it was sent to them. In the draft, a flag against a line that is gone counts for
 * nothing.
 */
function whyGone(line: RedLineRow, { rows }: ActContext): ActResult | undefined {
  if (stateOf(line) === 'withdrawn') return refused('withdrawn', 'This red line was withdrawn by its party.');
  if (rows.get('parties', line.party)?.state.kind !== 'present')
    return refused('withdrawn', 'The party that held this red line has left the draft.');
  return undefined;
}

/** Whoever flags their own red line has affirmed it by doing so. */
export const answerFor = (by: By, owner: string, at: number): FlagRow['answer'] =>
  by.party === owner ? { kind: 'affirmed', by, at } : { kind: 'claimed' };

function change(act: Exclude<OnFlag, { kind: 'flag.discuss' }>, flag: FlagRow, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const enough = act.kind === 'flag.amend' ? hasSaidEnough(context) : undefined;
  if (enough) return enough;
  const next = nextFlag(act, flag, actor, at);
  if (typeof next === 'string') return refused('already-so', next);
  rows.put('flags', { ...next, ...(act.kind === 'flag.amend' ? onceMore(context, flag) : {}), lastAt: at });
  const line = rows.get('redLines', flag.redLine);
  return done({
    point: flag.point,
    row: flag.id,
    facts: { ...(line ? lineFacts(line, context) : {}), ...factsOf(act, flag) },
  });
}

/** The flag after an act, or why nothing follows. */
function nextFlag(act: Exclude<OnFlag, { kind: 'flag.discuss' }>, flag: FlagRow, by: By, at: number): FlagRow | string {
  if (act.kind === 'flag.reopen')
    return flag.state.kind === 'open' ? 'This flag is open already.' : { ...flag, state: { kind: 'open' } };
  // That a reader's flag was settled is the draft's own: to the reader it stands as they raised it.
  const isOpen = flag.state.kind === 'open' || (by.role === 'reader' && flag.state.kind === 'settled');
  if (!isOpen) return `This flag is ${flag.state.kind}. Reopen it first.`;
  switch (act.kind) {
    case 'flag.amend':
      // Another claim than the one that was answered.
      return {
        ...flag,
        severity: act.severity,
        reason: act.reason,
        answer: answerFor(by, flag.owner, at),
        state: { kind: 'open' },
      };
    case 'flag.affirm':
      return flag.answer.kind === 'affirmed'
        ? `${flag.answer.by.name} affirmed this already.`
        : { ...flag, answer: { kind: 'affirmed', by, at } };
    case 'flag.dispute':
      return flag.answer.kind === 'disputed'
        ? `${flag.answer.by.name} disputed this already.`
        : { ...flag, answer: { kind: 'disputed', by, at, reason: act.reason } };
    case 'flag.settle':
      return { ...flag, state: { kind: 'settled', by, at, outcome: act.outcome } };
    case 'flag.withdraw':
      return { ...flag, state: { kind: 'withdrawn', by, at } };
    default:
      return unreachable(act);
  }
}

/** Opens the flag's thread, on the flag's own words; the thread's and the comment's ids derive from the act's. */
function discuss(act: ActOf<'flag.discuss'>, flag: FlagRow, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  if (flag.thread !== null) return refused('already-so', 'This flag is being discussed already; reply there.');
  if (rows.get('points', flag.point)?.state.kind === 'removed')
    return refused('point-removed', 'The point was removed.');
  if (rows.all('threads').length >= threadsPerDraftMax)
    return refused('too-many', `A draft has at most ${threadsPerDraftMax} threads.`);
  const used = hasUsedShare('threads', threadsPerDraftMax, context);
  if (used) return used;
  const thread = ThreadId.parse(act.id);
  const { point, anchor } = flag;
  rows.put('threads', { id: thread, point, anchor, by: actor, at, lastAt: at, state: { kind: 'open' } });
  const body = { kind: 'said' as const, text: act.text, editedAt: null };
  rows.put('comments', { id: CommentId.parse(act.id), thread, by: actor, at, body });
  rows.put('flags', { ...flag, thread, lastAt: at });
  return done({ point, thread, row: flag.id, facts: { text: act.text, quote: anchor?.quote ?? null } });
}

export const lineFacts = (line: RedLineRow, { rows }: ActContext) => ({
  owner: rows.get('parties', line.party)?.code ?? line.party,
  statement: line.statement,
});

function factsOf(act: Exclude<OnFlag, { kind: 'flag.discuss' }>, flag: FlagRow): About['facts'] {
  switch (act.kind) {
    case 'flag.amend':
      return { was: flag.severity, now: act.severity, reason: act.reason };
    case 'flag.dispute':
      return { reason: act.reason };
    case 'flag.settle':
      return { outcome: act.outcome };
    case 'flag.affirm':
    case 'flag.withdraw':
    case 'flag.reopen':
      return {};
    default:
      return unreachable(act);
  }
}
