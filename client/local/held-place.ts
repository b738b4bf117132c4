// What this browser keeps for a member at a draft, by its names: values are named `nonpaper/what/draft/member/…`,
// databases `nonpaper what draft member …`.
import type { DraftId, MemberId, SeatId } from '../../shared/ids.ts';

export type HeldPlace = { readonly id: SeatId; readonly draft: DraftId; readonly member: MemberId };

/** But for evidence. */
export function isKeptFor(name: string, { id, draft, member }: HeldPlace): boolean {
  const [ours, what, ofDraft, ofMember] = name.replace('nonpaper own work ', 'nonpaper work ').split(/[ /]/);
  if (ours !== 'nonpaper' || what === 'disputes') return false;
  return what === 'view' || what === 'lost' ? ofDraft === id : ofDraft === draft && ofMember === member;
}
