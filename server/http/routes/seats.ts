// Sitting down without an account, to try it: GET /api/welcome, POST and DELETE /api/seats, POST /api/sample/reset.
// Mounted only on loopback or where the operator asked for it.
import type { Request, Response } from 'express';
import { Router } from 'express';
import type { Seat, Welcome } from '../../../shared/api/contract.ts';
import { TakeSeat } from '../../../shared/api/contract.ts';
import type { DraftId } from '../../../shared/ids.ts';
import { SeatId } from '../../../shared/ids.ts';
import { byRank } from '../../../shared/rows/outline.ts';
import type { Access, HeldSeat, Session } from '../../access/access.ts';
import { TooManySeats } from '../../access/access.ts';
import type { Asker } from '../../budgets/asker.ts';
import { sampleDraftId } from '../../documents/sample.ts';
import { AtMost, TooMany } from '../../record/at-most.ts';
import { UpdateLogError } from '../../storage/update-log.ts';
import type { LiveDraft } from '../../sync/live-draft.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';

/** On the first page; more belong into a list with a search of its own. */
const draftsShownMax = 50;

export type SeatsParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly bodies: Bodies;
  readonly answers: Answers;
  /** Newest first. */
  draftIds(): Promise<readonly DraftId[]>;
  resetSample(): Promise<void>;
};

export function seatsRouter(parts: SeatsParts): Router {
  const { access, rooms, bodies, answers } = parts;
  const router = Router();
  const askerOf = (request: Request): Asker => ({ address: access.addressOf(request) });

  /** The seat as its owner sees it, or null when its member has left the draft. */
  const view = async (seat: HeldSeat): Promise<Seat | null> => {
    const by = (await rooms.open(seat.draft)).whoIs(seat.member);
    return by && { ...seat, name: by.name, role: by.role, party: by.party };
  };

  const sessionFor = async (request: Request, response: Response): Promise<Session> => {
    const known = await access.sessionOf(request);
    if (known) return known;
    const { session, cookie } = await access.openSession();
    response.append('Set-Cookie', cookie);
    return session;
  };

  const shown = ({ id, rows, members }: LiveDraft): Welcome['drafts'] => {
    const row = rows.get('draft', 'draft');
    const parties = rows.all('parties').filter(party => party.state.kind === 'present');
    if (!row) return [];
    return [
      {
        id,
        title: row.title,
        note: row.note,
        parties: [...parties]
          .sort(byRank)
          .map(({ id: party, code, name, colour, shape }) => ({ id: party, code, name, colour, shape })),
        members: [...members.values()],
      },
    ];
  };

  router.get('/api/welcome', async (request, response) => {
    // A draft that does not open is told by the rooms, and is in nobody's way.
    const session = await access.sessionOf(request);
    const held = session ? await access.seatsOf(session) : [];
    const seats = await Promise.all(held.map(seat => unlessDamaged(view(seat))));
    const others = (await parts.draftIds()).filter(id => id !== sampleDraftId).slice(0, draftsShownMax);
    const drafts = await Promise.all([sampleDraftId, ...others].map(id => unlessDamaged(rooms.open(id))));
    const welcome = (): Welcome => ({
      drafts: drafts.filter(draft => draft !== null).flatMap(shown),
      seats: seats.filter(seat => seat !== null),
      damaged: drafts.filter(draft => draft === null).length,
    });
    await answers.json(response, askerOf(request), welcome);
  });

  router.post('/api/seats', async (request, response) => {
    const wanted = await bodies.json(request, askerOf(request), TakeSeat);
    const draft = await rooms.open(wanted.draft);
    if (!draft.whoIs(wanted.member))
      throw new ProblemError('not-found', 'There is no such draft, or it has no such member.');
    const session = await sessionFor(request, response);
    try {
      response.status(201).json(await view(await access.takeSeat(session, wanted.draft, wanted.member)));
    } catch (error) {
      if (error instanceof TooManySeats) throw new ProblemError('too-many-requests', error.message);
      throw error;
    }
  });

  router.delete('/api/seats/:id', async (request, response) => {
    const session = await access.sessionOf(request);
    const left = session && (await access.leaveSeat(session, SeatId.parse(request.params.id)));
    if (!left) throw new ProblemError('no-seat', 'This browser holds no such seat.');
    response.status(204).end();
  });

  const resets = new AtMost(2); // one that runs, and one for whoever asks meanwhile
  router.post('/api/sample/reset', async (_, response) => {
    await resets.run('anybody', parts.resetSample).catch((error: unknown) => {
      if (!(error instanceof TooMany)) throw error;
      throw new ProblemError('too-many-requests', 'The sample is being started afresh. Try again in a moment.');
    });
    response.status(204).end();
  });

  return router;
}

/** Null instead, where the record of the draft is damaged. */
const unlessDamaged = <T>(opening: Promise<T>): Promise<T | null> =>
  opening.catch((error: unknown) => {
    if (error instanceof UpdateLogError && error.kind === 'damaged') return null;
    throw error;
  });
