// Acts on parties: the sides of a draft. A party that leaves keeps its row, since what it said still bears its name.
import { generateKeyBetween } from 'fractional-indexing';
import { partiesPerDraftMax } from '../limits.ts';
import { byRank } from '../rows/outline.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function runPartyAct(
  act: ActOf<'party.add' | 'party.rename' | 'party.remove'>,
  { rows, actor, at, members }: ActContext,
): ActResult {
  if (act.kind === 'party.add') {
    const parties = rows.all('parties');
    if (parties.length >= partiesPerDraftMax)
      return refused('too-many', `A draft has at most ${partiesPerDraftMax} parties.`);
    const same = parties.find(
      party => party.id === act.party || (party.code === act.code && party.state.kind === 'present'),
    );
    if (same) return refused('taken', `${same.code} is a party of this draft already.`);
    const { party: id, code, name, colour, shape } = act;
    const rank = generateKeyBetween([...parties].sort(byRank).at(-1)?.rank ?? null, null);
    rows.put('parties', { id, code, name, colour, shape, rank, state: { kind: 'present' } });
    return done({ facts: { code, name } });
  }
  const party = rows.get('parties', act.party);
  if (party?.state.kind !== 'present') return refused('not-found', 'There is no such party in this draft.');
  if (act.kind === 'party.rename') {
    rows.put('parties', { ...party, name: act.name });
    return done({ facts: { code: party.code, was: party.name, now: act.name } });
  }
  const left = [...members.values()].filter(member => member.party === party.id).length;
  if (left > 0) return refused('not-allowed', `${party.code} still has ${left} members; move or remove them first.`);
  rows.put('parties', { ...party, state: { kind: 'removed', by: actor, at } });
  return done({ facts: { code: party.code } });
}
