// What the record says of a draft's members: its acts on them, and who is one after those. Pure.
import type { Effect, Member } from '../../shared/acts/act.ts';
import type { MemberId } from '../../shared/ids.ts';
import { readDetail } from '../storage/entry-detail.ts';
import type { Entry } from '../storage/update-log.ts';

export type Members = ReadonlyMap<MemberId, Member>;

export function membersAfter(members: Members, effects: readonly Effect[]): Members {
  const after = new Map(members);
  for (const effect of effects) {
    if (effect.kind === 'put-member') after.set(effect.member.id, effect.member);
    if (effect.kind === 'remove-member') after.delete(effect.member);
  }
  return after;
}

/** Acts on members hold no words that could be redacted: such an entry that says nothing of members is not ours. */
export function effectsOnMembers(entry: Entry): readonly Effect[] {
  if (!entry.kind.startsWith('member.') && entry.kind !== 'draft.create') return [];
  const detail = readDetail(entry);
  if (detail?.kind !== 'act') throw new Error(`The record of ${entry.doc} cannot be read at ${entry.seq}.`);
  return detail.members;
}
