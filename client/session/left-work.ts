// Own work as it comes into a session and leaves it: what closed pages have left goes on its way, and when the seat is
// lost all that was not sent is kept.
import type { Act } from '../../shared/acts/act.ts';
import { isAnchored } from '../../shared/acts/act.ts';
import type { ActId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { isOfThread, reanchored } from '../local/act-words.ts';
import type { LocalDraft } from '../local/local-draft.ts';
import type { LeftWork } from '../local/own-work.ts';
import type { DocLink } from '../sync/doc-link.ts';
import type { KeptList } from '../sync/kept-words.ts';
import { keptFrom, keptFromActs } from '../sync/kept-words.ts';
import type { TextLink } from '../sync/text-link.ts';
import type { Outbox } from './outbox.ts';
import { takenBackReason } from './outbox.ts';
import type { SessionParts } from './session-parts.ts';

export type WorkParts = {
  readonly text: TextLink;
  readonly shared: Pick<DocLink, 'stopKeeping'>;
  readonly outbox: Outbox;
  readonly kept: KeptList;
  /** As the server has them. */
  readonly rows: RowReader;
  /** Milliseconds since 1970. */
  now(): number;
};

export function adoptLeft({ acts, points }: LeftWork, unsent: SessionParts['unsent'], session: WorkParts): void {
  const { text, outbox, kept, rows, now } = session;
  if (unsent.words.length === 0) text.expectUnsent(new Map(points.map(({ point, base }) => [point, base])));
  const after = text.restore(unsent.words, unsent.reason).then(() => text.durable());
  for (const act of acts)
    void outbox.add(act, after).then(outcome => {
      if (outcome.kind === 'refused' && outcome.code !== 'taken-back')
        kept.keep(keptFromActs([act], { rows, reason: outcome.reason, at: now() }));
    });
}

/**
 * What was written in a thread goes back there by itself (threads/), and what was sent by a form of this page to that
 * form (forms/). The words of anything else are kept here: of what an earlier page has left.
 */
export function takeBack(id: ActId, left: ReadonlySet<ActId>, { outbox, kept, rows, now }: WorkParts): void {
  const others = outbox.takeBack(id).filter(act => left.has(act.id) && !isOfThread(act));
  kept.keep(keptFromActs(others, { rows, reason: takenBackReason, at: now() }));
}

const notSent = 'The server did not take the words that it is about.';
const notAttached = 'Nothing was attached to these words of yours: the server did not take them.';

/** The words that waiting acts hang on were put back as other words, or not at all. */
export function reanchorWaiting({ text, outbox, kept, now }: WorkParts): void {
  for (const act of outbox.revise(waiting => reanchored(waiting, text.doc), notSent))
    if (isAnchored(act) && act.anchor !== null && isAttaching(act))
      kept.keep([{ id: act.id, point: act.point, words: act.anchor.quote, reason: notAttached, at: now() }]);
}

/** What is opened or raised comes back as the form that it was written in. */
const isAttaching = ({ kind }: Act): boolean => kind === 'thread.attach' || kind === 'flag.attach';

/** What was synced is not theirs to hold any more; what they had not sent is. */
export function giveUpSeat(
  local: LocalDraft,
  acts: readonly Act[],
  { text, shared, kept, now }: WorkParts,
  reason: string,
): void {
  shared.stopKeeping(); // a copy that is deleted under its writer makes each later change an error
  const order = 0; // before whatever was typed on since
  kept.refused(keptFrom(text.giveUp(), acts, { reason, at: now() }).map(each => ({ kept: each, order })));
  for (const { id } of acts) local.work.removeAct(id);
  void local.deleteCopies();
}
