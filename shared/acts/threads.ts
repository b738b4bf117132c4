// Acts of a discussion: open a thread, reply, settle it. The raiser's delegation or the chair settles; others propose
// (permissions.ts).

import { unreachable } from '../assert.ts';
import { CommentId, ThreadId } from '../ids.ts';
import { commentsPerThreadMax, threadsPerDraftMax } from '../limits.ts';
import type { CommentRow, ThreadRow } from '../rows/schema.ts';
import type { About, Act, ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { hasSaidEnough, onceMore, saidOnOf, versionFacts } from './circulations.ts';
import { hasUsedShare } from './quotas.ts';

type Discussing = ActOf<'thread.reply' | 'thread.propose' | 'thread.resolve' | 'thread.keep-open' | 'thread.reopen'>;
type OnComment = ActOf<'comment.edit' | 'comment.remove'>;

export function runThreadAct(act: ActOf<'thread.open'> | Discussing | OnComment, context: ActContext): ActResult {
  if (act.kind === 'thread.open') return openThread(act, context);
  if (act.kind === 'comment.edit' || act.kind === 'comment.remove') return changeComment(act, context);
  const thread = context.rows.get('threads', act.thread);
  if (!thread) return refused('not-found', 'There is no such thread.');
  return act.kind === 'thread.reply' ? reply(act, thread, context) : settle(act, thread, context);
}

function openThread(act: ActOf<'thread.open'>, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const point = rows.get('points', act.point);
  if (!point) return refused('not-found', 'There is no such point.');
  // A reader speaks of the version they were sent, where the point stands; that it was removed since is none of their
  // business.
  if (point.state.kind === 'removed' && actor.role !== 'reader')
    return refused('point-removed', `This point was removed by ${point.state.by.name}.`);
  const enough = hasSaidEnough(context);
  if (enough) return enough;
  if (rows.all('threads').length >= threadsPerDraftMax)
    return refused('too-many', `A draft has at most ${threadsPerDraftMax} threads.`);
  const used = hasUsedShare('threads', threadsPerDraftMax, context);
  if (used) return used;
  const id = ThreadId.parse(act.id);
  const { anchor } = act;
  const state = { kind: 'open' as const };
  rows.put('threads', { id, point: point.id, anchor, by: actor, at, lastAt: at, ...saidOnOf(context), state });
  rows.put('comments', said(act, id, actor, at));
  return done({
    point: act.point,
    thread: id,
    facts: { text: act.text, quote: anchor?.quote ?? null, ...versionFacts(context) },
  });
}

function reply(act: ActOf<'thread.reply'>, thread: ThreadRow, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const enough = hasSaidEnough(context);
  if (enough) return enough;
  const before = rows.all('comments').filter(comment => comment.thread === thread.id).length;
  if (before >= commentsPerThreadMax)
    return refused('too-many', `A thread holds at most ${commentsPerThreadMax} comments.`);
  rows.put('comments', said(act, thread.id, actor, at));
  const reopened = thread.state.kind === 'resolved';
  rows.put('threads', { ...thread, lastAt: at, state: reopened ? { kind: 'open' } : thread.state });
  return done({ ...about(thread), facts: { text: act.text, comment: act.id, reopened, ...versionFacts(context) } });
}

function settle(
  act: Exclude<Discussing, { kind: 'thread.reply' }>,
  thread: ThreadRow,
  { rows, actor, at }: ActContext,
): ActResult {
  const put = (state: ThreadRow['state']): void => rows.put('threads', { ...thread, lastAt: at, state });
  switch (act.kind) {
    case 'thread.propose':
      if (thread.state.kind !== 'open') return refused('already-so', alreadySo(thread));
      put({ kind: 'proposed', by: actor, at, outcome: act.outcome });
      return done({ ...about(thread), facts: { outcome: act.outcome } });
    case 'thread.resolve':
      if (thread.state.kind === 'resolved') return refused('already-so', alreadySo(thread));
      return resolve(act, thread, put, { rows, actor, at });
    case 'thread.keep-open':
      if (thread.state.kind !== 'proposed') return refused('already-so', 'No resolution is proposed for this thread.');
      put({ kind: 'open' });
      return done(about(thread));
    case 'thread.reopen':
      if (thread.state.kind !== 'resolved') return refused('already-so', 'This thread is not resolved.');
      put({ kind: 'open' });
      return done(about(thread));
    default:
      return unreachable(act);
  }
}

/** Where it is resolved just as somebody proposed, both stand in the record. */
function resolve(
  { outcome }: ActOf<'thread.resolve'>,
  thread: ThreadRow,
  put: (state: ThreadRow['state']) => void,
  { rows, actor, at }: Pick<ActContext, 'rows' | 'actor' | 'at'>,
): ActResult {
  const { state } = thread;
  const proposedBy = state.kind === 'proposed' && state.outcome === outcome ? state.by : null;
  put({ kind: 'resolved', by: actor, at, outcome, ...(proposedBy && { proposedBy }) });
  const code = proposedBy?.party && rows.get('parties', proposedBy.party)?.code;
  const proposer = proposedBy && { proposer: code ? `${proposedBy.name} (${code})` : proposedBy.name };
  return done({ ...about(thread), facts: { outcome, ...proposer } });
}

function changeComment(act: OnComment, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const comment = rows.get('comments', act.comment);
  const thread = comment && rows.get('threads', comment.thread);
  if (!comment || !thread) return refused('not-found', 'There is no such comment.');
  if (comment.body.kind === 'removed') return refused('already-so', 'This comment was removed.');
  if (act.kind === 'comment.remove') {
    rows.put('comments', { ...comment, body: { kind: 'removed', at } });
    return done(about(thread));
  }
  if (rows.get('points', thread.point)?.state.kind === 'removed' && actor.role !== 'reader')
    return refused('point-removed', 'The point was removed: its comments can be answered, not rewritten.');
  const enough = hasSaidEnough(context);
  if (enough) return enough;
  const body = { kind: 'said' as const, text: act.text, editedAt: at };
  rows.put('comments', { ...comment, ...onceMore(context, comment), body });
  return done({ ...about(thread), facts: { text: act.text, comment: comment.id } });
}

const about = (thread: ThreadRow): About => ({ point: thread.point, thread: thread.id });

/** The comment's id derives from the act's, so that running an act twice makes one comment. */
const said = (act: Act & { text: string }, thread: ThreadId, by: CommentRow['by'], at: number): CommentRow => ({
  id: CommentId.parse(act.id),
  thread,
  by,
  at,
  body: { kind: 'said', text: act.text, editedAt: null },
});

const alreadySo = (thread: ThreadRow): string =>
  thread.state.kind === 'resolved'
    ? `${thread.state.by.name} resolved this thread already.`
    : thread.state.kind === 'proposed'
      ? `${thread.state.by.name} proposed a resolution already.`
      : 'This thread is open already.';
