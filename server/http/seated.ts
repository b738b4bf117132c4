// What every request about a draft passes first: the seat in the address belongs to this browser's session and to this draft, and its member
// still is one.
import type { Request } from 'express';
import { z } from 'zod';
import { DraftId } from '../../shared/ids.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Access, HeldSeat } from '../access/access.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { Rooms } from '../sync/rooms.ts';
import { ProblemError } from './problem.ts';

export type Seated = { readonly seat: HeldSeat; readonly draft: LiveDraft; readonly by: By };

/** `draft` is the one in the address, if the request names it nowhere else. */
export async function seated(
  request: Request,
  access: Access,
  rooms: Rooms,
  draftId: unknown = request.params['draft'],
): Promise<Seated> {
  const id = DraftId.safeParse(draftId).data;
  const seat = await access.seatOf(request, z.string().safeParse(request.query['seat']).data);
  // A draft that does not exist and one that is not yours look the same from outside.
  if (!id || seat?.draft !== id)
    throw new ProblemError('no-seat', 'This browser holds no such seat in this draft. Take a seat on the first page.');
  const draft = await rooms.open(id);
  const by = draft.whoIs(seat.member);
  if (!by) throw new ProblemError('not-allowed', 'You are no longer a member of this draft.');
  return { seat, draft, by };
}
