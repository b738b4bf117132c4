// Acts on the draft itself: making it, and opening or closing its drafting, and whether delegates speak for their
// delegations.
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function runDraftAct(
  act: ActOf<'draft.create' | 'draft.drafting' | 'draft.delegates' | 'draft.passing'>,
  { rows, actor, at }: ActContext,
): ActResult {
  if (act.kind === 'draft.create') {
    rows.put('draft', {
      id: 'draft',
      title: act.title,
      note: act.note,
      drafting: 'open',
      delegates: 'advise',
      passing: 'nobody',
      madeAt: at,
      membersAt: at,
    });
    const creator = { id: actor.member, name: actor.name, role: 'chair' as const, party: null };
    return done({ facts: { title: act.title } }, { kind: 'put-member', member: creator });
  }
  const draft = rows.get('draft', 'draft');
  if (!draft) return refused('not-found', 'There is no such draft.');
  if (act.kind === 'draft.delegates') {
    if (draft.delegates === act.delegates) return refused('already-so', 'This is how it is already.');
    rows.put('draft', { ...draft, delegates: act.delegates });
    return done({ facts: { was: draft.delegates, now: act.delegates } });
  }
  if (act.kind === 'draft.passing') {
    if (draft.passing === act.passing) return refused('already-so', 'This is how it is already.');
    rows.put('draft', { ...draft, passing: act.passing });
    return done({ facts: { was: draft.passing, now: act.passing } });
  }
  if (draft.drafting === act.drafting) return refused('already-so', `Drafting is ${act.drafting} already.`);
  rows.put('draft', { ...draft, drafting: act.drafting });
  return done({ facts: { was: draft.drafting, now: act.drafting } });
}
