// A new draft made of an outline, with the parties and members of another one. All its acts are handed in at once, so
// that one commit holds them all: whoever looks, or whenever the process dies, there is a whole draft or none.
import { Act } from '../../shared/acts/act.ts';
import type { NewDraft } from '../../shared/api/contract.ts';
import { DraftId } from '../../shared/ids.ts';
import { byRank } from '../../shared/rows/outline.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { Rooms } from '../sync/rooms.ts';

export async function makeDraft(
  rooms: Rooms,
  like: LiveDraft,
  by: By,
  { title, outline }: NewDraft,
  newId: () => string,
): Promise<DraftId> {
  const id = DraftId.parse(newId());
  const draft = await rooms.open(id);
  const parties = like.rows.all('parties').filter(({ state }) => state.kind === 'present');
  const members = [...like.members.values()].filter(member => member.id !== by.member);
  const acts = [
    { kind: 'draft.create', draft: id, title, note: '', chair: by.name },
    ...[...parties]
      .sort(byRank)
      .map(({ id: party, code, name, colour, shape }) => ({ kind: 'party.add', party, code, name, colour, shape })),
    ...members.map(({ id: member, name, role, party }) => ({ kind: 'member.add', member, name, role, party })),
    { kind: 'outline.import', after: null, themes: outline.themes },
  ].map(act => Act.parse({ id: newId(), ...act }));
  const settled = await Promise.all(acts.map(act => draft.act(by.member, act)));
  for (const [i, settlement] of settled.entries())
    if (settlement.kind !== 'done')
      throw new Error(
        `a draft could not be made: ${acts[i]?.kind} was ${settlement.kind === 'refused' ? settlement.reason : 'not saved'}`,
      );
  return id;
}
