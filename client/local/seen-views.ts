// Who sat in each seat when the server was last asked, so that a page opens without it.
import { z } from 'zod';
import { DraftView } from '../../shared/api/contract.ts';
import type { SeatId } from '../../shared/ids.ts';
import type { BrowserStores } from './browser-stores.ts';

const SeenView = z.strictObject({ view: DraftView, at: z.int() });
type SeenView = z.infer<typeof SeenView>;

const key = (seat: SeatId): string => `nonpaper/view/${seat}`;

export const seenView = (stores: BrowserStores, seat: SeatId): SeenView | null => stores.read(key(seat), SeenView);
export const noteView = (stores: BrowserStores, view: DraftView, at: number): void =>
  stores.write(key(view.seat.id), { view, at });
export const forgetView = (stores: BrowserStores, seat: SeatId): void => stores.write(key(seat), null);
