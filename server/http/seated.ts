// What every request about a draft passes first: the seat in the address belongs to this browser's session and to this
// draft, and its member still is one.
import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import { z } from 'zod';
import { mayRead } from '../../shared/acts/permissions.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Access, HeldSeat } from '../access/access.ts';
import type { Asker } from '../budgets/asker.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { Rooms } from '../sync/rooms.ts';
import { ProblemError } from './problem.ts';

export type Seated = {
  readonly seat: HeldSeat;
  readonly draft: LiveDraft;
  readonly by: By;
  /** Whose work it is. */
  readonly asker: Asker;
  /**
   * For an answer that took a while to make: throws a ProblemError where they may not read now what they might when
   * they asked.
   */
  again(): Promise<void>;
};

/**
 * The draft is the one in the address; where that names none, the seat's. Throws a ProblemError before anything of the
 * body is read.
 */
export async function seated(request: Request, access: Access, rooms: Rooms): Promise<Seated> {
  const seat = await access.seatOf(request, z.string().safeParse(request.query['seat']).data);
  // A draft that does not exist and one that is not yours look the same from outside.
  if (!seat || seat.draft !== (request.params['draft'] ?? seat.draft)) throw noSeat();
  const draft = await rooms.open(seat.draft);
  const by = draft.whoIs(seat.member);
  if (!by) throw new ProblemError('not-allowed', 'You are no longer a member of this draft.');
  const may = mayRead('passing-words', by, draft.rows).kind;
  const again = async (): Promise<void> => {
    const now = await seated(request, access, rooms);
    if (!isDeepStrictEqual(now.by, by) || mayRead('passing-words', now.by, now.draft.rows).kind !== may)
      throw new ProblemError('not-allowed', 'What you may read here was changed while this was made. Ask again.');
  };
  return { seat, draft, by, asker: { draft: draft.id, member: by.member }, again };
}

export const noSeat = (): ProblemError =>
  new ProblemError('no-seat', 'This browser holds no such seat in this draft. Take a seat on the first page.');
