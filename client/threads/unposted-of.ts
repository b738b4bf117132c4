// The unposted texts of a session's member, one set for each session: a text comes back to it whichever view of the
// draft is open by then, and also when an earlier page handed it over to be sent. Draws nothing.
import type { Act } from '../../shared/acts/act.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { saidIn } from '../local/act-words.ts';
import type { DraftSnapshot, Session } from '../session/session.ts';
import type { Target, Unposted } from './unposted.ts';
import { UnpostedTexts } from './unposted.ts';

const known = new WeakMap<Session, UnpostedTexts>();

export function unpostedOf(session: Session, storage: Storage): UnpostedTexts {
  const before = known.get(session);
  if (before) return before;
  const texts = new UnpostedTexts(storage, session.seat.draft, session.seat.member);
  known.set(session, texts);
  for (const act of session.live?.unanswered() ?? []) {
    const [target, outcome] = [targetOf(act), session.live?.outcomeOf(act.id)];
    if (target && outcome) void texts.handedOver(target, saidIn(act), outcome);
  }
  if (!session.isFrozen) keepHomeless(session, texts);
  return texts;
}

const notPosted = 'The comment that you wrote this for was not posted, or was removed.';

/**
 * A text for a comment that was not posted after all, or was removed, or that was refused on a removed point, has no
 * card to stand in.
 */
function keepHomeless(session: Session, texts: UnpostedTexts): void {
  const waiting = new Map<string, PointId>();
  let seen: DraftSnapshot | null = null;
  const look = (): void => {
    const snapshot = session.snapshot();
    if (snapshot !== seen) for (const id of snapshot.pending) noteHome(waiting, snapshot.rows, id);
    seen = snapshot;
    for (const each of texts.all()) {
      const point = homelessAt(each, snapshot.rows, waiting);
      if (point === null) continue;
      texts.drop(each.target);
      session.live?.keepWords(point, each.text, each.refusal ?? notPosted);
    }
  };
  session.subscribe(() => session.snapshot() !== seen && look());
  texts.subscribe(look);
  look();
}

function noteHome(points: Map<string, PointId>, rows: RowReader, id: string): void {
  const thread = rows.get('threads', rows.get('comments', id)?.thread ?? id);
  if (thread) points.set(id, thread.point);
}

/** The point of what it was meant for, where that is no place to stand in any more. */
function homelessAt(
  { target, refusal }: Unposted,
  rows: RowReader,
  waiting: ReadonlyMap<string, PointId>,
): PointId | null {
  if (target.kind === 'point' || target.kind === 'words') {
    const isRemoved = rows.get('points', target.point)?.state.kind === 'removed';
    return isRemoved && refusal !== null ? target.point : null;
  }
  if (target.kind === 'edit') {
    const comment = rows.get('comments', target.comment);
    if (comment?.body.kind === 'removed') return rows.get('threads', comment.thread)?.point ?? null;
    return comment ? null : (waiting.get(target.comment) ?? null);
  }
  return rows.get('threads', target.thread) ? null : (waiting.get(target.thread) ?? null);
}

/** Where an act's words were written; null where it has none, or they were written elsewhere. */
function targetOf(act: Act): Target | null {
  switch (act.kind) {
    case 'thread.open':
      return act.anchor === null
        ? { kind: 'point', point: act.point }
        : { kind: 'words', point: act.point, anchor: act.anchor };
    case 'thread.reply':
      return { kind: 'reply', thread: act.thread };
    case 'thread.propose':
    case 'thread.resolve':
      return act.outcome === null ? null : { kind: 'outcome', thread: act.thread };
    case 'comment.edit':
      return { kind: 'edit', comment: act.comment };
    default:
      return null;
  }
}
