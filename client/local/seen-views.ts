// Who sat in each seat when the server was last asked, so that a page opens without it. Of a seat that was lost nothing
// else remains than whose it was: by that its page finds what they had not sent.
import { z } from 'zod';
import { DraftView } from '../../shared/api/contract.ts';
import { DraftId, MemberId, type SeatId } from '../../shared/ids.ts';
import type { BrowserStores } from './browser-stores.ts';
import type { HeldPlace } from './held-place.ts';

const SeenView = z.strictObject({ view: DraftView, at: z.int() });
type SeenView = z.infer<typeof SeenView>;

const LostSeat = z.strictObject({ draft: DraftId, member: MemberId });
type LostSeat = z.infer<typeof LostSeat>;

const key = (seat: SeatId): string => `nonpaper/view/${seat}`;
const lostKey = (seat: SeatId): string => `nonpaper/lost/${seat}`;

export const seenView = (stores: BrowserStores, seat: SeatId): SeenView | null => stores.read(key(seat), SeenView);
export const lostSeat = (stores: BrowserStores, seat: SeatId): LostSeat | null => stores.read(lostKey(seat), LostSeat);

export function noteView(stores: BrowserStores, view: DraftView, at: number): void {
  stores.write(key(view.seat.id), { view, at });
  stores.write(lostKey(view.seat.id), null);
}

export function noteLost(stores: BrowserStores, { id, draft, member }: HeldPlace): void {
  stores.write(key(id), null);
  stores.write(lostKey(id), { draft, member });
}
