// Attaching a thread or a flag to other words of its point, by hand: where its own are gone, or read otherwise now.
// Never leaves its point. Who may is for permissions.ts.

import type { Anchor } from '../text/anchors/anchor-schema.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { answerFor, lineFacts } from './flags.ts';

export function runAttachAct(act: ActOf<'thread.attach' | 'flag.attach'>, context: ActContext): ActResult {
  return act.kind === 'thread.attach' ? attachThread(act, context) : attachFlag(act, context);
}

function attachThread(act: ActOf<'thread.attach'>, context: ActContext): ActResult {
  const { rows, at } = context;
  const thread = rows.get('threads', act.thread);
  if (!thread || thread.point !== act.point) return refused('not-found', 'There is no such thread on this point.');
  const refusal = whyNot(act, thread, context);
  if (refusal) return refusal;
  rows.put('threads', { ...thread, anchor: act.anchor, lastAt: at });
  return done({ point: thread.point, thread: thread.id, facts: wordFacts(act, thread.anchor) });
}

function attachFlag(act: ActOf<'flag.attach'>, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const flag = rows.get('flags', act.flag);
  if (!flag || flag.point !== act.point) return refused('not-found', 'There is no such flag on this point.');
  const refusal = whyNot(act, flag, context);
  if (refusal) return refusal;
  if (flag.state.kind !== 'open') return refused('already-so', `This flag is ${flag.state.kind}. Reopen it first.`);
  // A claim anew, whatever the quote says: the answer was given to these words at that place.
  const answer = answerFor(actor, flag.owner, at);
  rows.put('flags', { ...flag, anchor: act.anchor, answer, lastAt: at });
  const line = rows.get('redLines', flag.redLine);
  const facts = { ...(line ? lineFacts(line, context) : {}), ...wordFacts(act, flag.anchor) };
  return done({ point: flag.point, row: flag.id, facts });
}

type Attached = { readonly anchor: Anchor | null; readonly on?: unknown };

function whyNot({ anchor, point }: ActOf<'thread.attach' | 'flag.attach'>, thing: Attached, { rows }: ActContext) {
  const state = rows.get('points', point)?.state;
  if (state?.kind === 'removed') return refused('point-removed', `This point was removed by ${state.by.name}.`);
  if (thing.on !== undefined)
    return refused('not-allowed', 'A reader said this of the version that was sent to them. It stays on its words.');
  if (thing.anchor?.start === anchor.start && thing.anchor.end === anchor.end)
    return refused('already-so', 'It is attached to these words already.');
  return undefined;
}

/** From which words to which. */
const wordFacts = ({ anchor }: ActOf<'thread.attach' | 'flag.attach'>, before: Anchor | null) => ({
  was: before?.quote ?? null,
  quote: anchor.quote,
});
