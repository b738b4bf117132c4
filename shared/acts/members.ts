// Acts on members. Members live in SQL, so the rows only note that they changed; the effect says how.
import type { ActOf, ActResult, Effect, Member } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function runMemberAct(
  act: ActOf<'member.add' | 'member.change' | 'member.remove'>,
  context: ActContext,
): ActResult {
  const { rows, members, actor } = context;
  const known = members.get(act.member);
  if (act.kind === 'member.add') {
    if (known) return refused('taken', `${known.name} is a member of this draft already.`);
    // Whoever sat down under it could change what that reader said.
    if (rows.all('circulations').some(({ readers }) => readers.some(({ id }) => id === act.member)))
      return refused('taken', 'This id is that of a reader; choose another.');
    return changed(context, { id: act.member, name: act.name, role: act.role, party: act.party }, { role: act.role });
  }
  if (!known) return refused('not-found', 'There is no such member in this draft.');
  const chairs = [...members.values()].filter(member => member.role === 'chair');
  const leavesChair = known.role === 'chair' && (act.kind === 'member.remove' || act.role !== 'chair');
  if (leavesChair && chairs.length === 1)
    return refused('not-allowed', 'A draft needs a chair: name another one first.');
  if (act.kind === 'member.change')
    return changed(context, { ...known, role: act.role, party: act.party }, { was: known.role, role: act.role });
  note(rows, context.at);
  return done(
    { facts: { name: known.name, self: known.id === actor.member } },
    { kind: 'remove-member', member: known.id },
  );
}

function changed({ rows, at }: ActContext, member: Member, facts: Record<string, string>): ActResult {
  if (member.party !== null && rows.get('parties', member.party)?.state.kind !== 'present')
    return refused('not-found', 'There is no such party in this draft.');
  const needsParty = member.role === 'head' || member.role === 'delegate';
  if (needsParty && member.party === null) return refused('not-allowed', 'A head or a delegate belongs to a party.');
  note(rows, at);
  const effect: Effect = { kind: 'put-member', member };
  return done({ facts: { name: member.name, ...facts } }, effect);
}

function note(rows: ActContext['rows'], at: number): void {
  const draft = rows.get('draft', 'draft');
  if (draft) rows.put('draft', { ...draft, membersAt: at });
}
