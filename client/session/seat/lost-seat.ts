// A seat that was lost, as its page finds it on opening: what was synced is deleted, own words that were not sent are
// kept to copy. A page that was open as it was lost has done so itself (left-work.ts).
import { browserStores } from '../../local/browser-stores.ts';
import type { HeldPlace } from '../../local/held-place.ts';
import { noteLost } from '../../local/seen-views.ts';
import { KeptList, keptFrom } from '../../sync/kept-words.ts';
import { storedWords } from '../../sync/stored-words.ts';
import { openLocal } from '../open-draft.ts';

export async function giveUpLostSeat(place: HeldPlace, reason: string): Promise<KeptList> {
  const local = await openLocal(place.draft, place.member);
  const left = await local.work.left();
  const { words } = await storedWords(local, left.points);
  const kept = keptFrom(words, left.acts, { reason, at: Date.now() });
  for (const each of kept) local.work.putKept(each);
  for (const { point } of words) local.work.removePoint(point);
  for (const { id: act } of left.acts) local.work.removeAct(act);
  await local.deleteCopies();
  noteLost(browserStores, place);
  return new KeptList([...left.kept, ...kept], local.work, alone);
}

/** Nobody types on: the page is gone. */
const alone = { onChange: () => undefined, isBarred: () => false, onHeld: () => undefined };
