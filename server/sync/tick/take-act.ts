// One act that came to its turn in a tick: run (apply-act.ts), noted in the tick, and its asker's answer got ready for
// when it is durable.
import type { Act, Member } from '../../../shared/acts/act.ts';
import type { MemberId } from '../../../shared/ids.ts';
import type { By } from '../../../shared/rows/schema.ts';
import type { ActDocuments, AppliedAct, AskedAct } from './apply-act.ts';
import { applyAct } from './apply-act.ts';
import type { TickBuilder } from './draft-tick.ts';

type Members = ReadonlyMap<MemberId, Member>;

/** How a member appears in the record, or null when they are not one. */
export function whoIs(members: Members, member: MemberId): By | null {
  const found = members.get(member);
  return found ? { member: found.id, name: found.name, role: found.role, party: found.party } : null;
}

/** Gives the members from now on. */
export function takeAct(docs: ActDocuments, asked: AskedAct, tick: TickBuilder): Members {
  const { from, act } = asked;
  const by = typeof from === 'string' ? (whoIs(docs.members, from) ?? founder(docs.members, act, from)) : from;
  const applied = by
    ? applyAct(act, by, tick.at, docs)
    : ({ kind: 'refused', code: 'not-allowed', reason: 'You are no longer a member of this draft.' } as const);
  if (applied.kind === 'refused' || !by) {
    if (applied.kind === 'refused') tick.answer(() => asked.settle(applied));
    return docs.members;
  }
  docs.bounds.afterAct(act.kind);
  tick.redact(asked.redactions);
  const answer = tick.addAct(by, act, applied);
  tick.answer(() => asked.settle({ kind: 'done', answer }));
  return membersAfter(docs.members, applied.effects, tick);
}

function membersAfter(members: Members, effects: AppliedAct['effects'], tick: TickBuilder): Members {
  let after = members;
  for (const effect of effects) {
    if (effect.kind === 'put-member') after = new Map(after).set(effect.member.id, effect.member);
    if (effect.kind !== 'remove-member') continue;
    after = new Map([...after].filter(([id]) => id !== effect.member));
    tick.sendAway(effect.member);
  }
  return after;
}

/** Whoever makes a draft is not a member before it is made. */
const founder = (members: Members, act: Act, member: MemberId): By | null =>
  act.kind === 'draft.create' && members.size === 0
    ? { member, name: act.chair ?? 'Chair', role: 'chair', party: null }
    : null;
