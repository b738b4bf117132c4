// /api/drafts/:draft/circulations: the chair sends a named version round, sees who opened it and who answered, and
// makes a new link for whoever lost theirs. Ending a link is an act like any other.
import { Router } from 'express';
import { Act } from '../../../shared/acts/act.ts';
import type { Permission } from '../../../shared/acts/permissions.ts';
import { mayAct, mayRead } from '../../../shared/acts/permissions.ts';
import type { Circulations, ReaderLink, SentCirculation } from '../../../shared/api/circulations.ts';
import { NewCirculation } from '../../../shared/api/circulations.ts';
import { CirculationId, MemberId } from '../../../shared/ids.ts';
import { answersOf, silent } from '../../../shared/rows/circulations.ts';
import type { Access } from '../../access/access.ts';
import type { Readers } from '../../access/readers.ts';
import type { ActDesk } from '../../sync/act-desk.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';
import type { Seated } from '../seated.ts';
import { seated } from '../seated.ts';
import { doneOf } from './acts.ts';

export type CirculationParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly desk: ActDesk;
  readonly readers: Readers;
  readonly bodies: Bodies;
  readonly answers: Answers;
};

export function circulationsRouter({ access, rooms, desk, readers, bodies, answers }: CirculationParts): Router {
  const router = Router();

  router.post('/api/drafts/:draft/circulations', async (request, response) => {
    const asked = await seated(request, access, rooms);
    only(mayAct({ kind: 'circulation.send' }, asked.by, asked.draft.rows));
    const sending = await bodies.json(request, asked.asker, NewCirculation);
    response.status(201).json(await inTurn(() => send(asked, sending)));
  });

  /** One after another: a sending that is tried again meets what the first try has left, whole. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined); // told to whoever asked for it
    return mine;
  }

  async function send({ draft, seat }: Seated, sending: NewCirculation): Promise<SentCirculation> {
    const { id, names, note, version, until, parties } = sending;
    const circulation = CirculationId.parse(id);
    const isSent = (): boolean => draft.rows.get('circulations', circulation) !== undefined;
    // Before the act, so that what is sent has readers; their links after it, so that none leads to what was refused.
    const named = await readers.prepare(draft.id, { id: circulation, note, names }, isSent());
    if (!named) throw new ProblemError('act-id-reused', 'Another circulation was sent under this id.');
    const to = named.map(reader => reader.id);
    const act = Act.parse({ id, kind: 'circulation.send', version, until, parties, readers: to });
    const settlement = await desk.submit(draft, seat.member, act);
    if (settlement.kind !== 'done' && !isSent()) await readers.drop(circulation);
    doneOf(settlement);
    const links: ReaderLink[] = [];
    for (const { id: reader, name } of named) links.push({ reader, name, path: await linkFor(circulation, reader) });
    return { circulation, links };
  }

  router.get('/api/drafts/:draft/circulations', async (request, response) => {
    const asked = await seated(request, access, rooms);
    only(mayRead('circulation-readers', asked.by, asked.draft.rows));
    const { rows, id } = asked.draft;
    const people = await readers.of(id);
    const sentTo = Map.groupBy(people, person => person.circulation);
    const said = answersOf(rows);
    const all: Circulations = rows.all('circulations').map(row => ({
      circulation: row.id,
      note: sentTo.get(row.id)?.[0]?.note ?? '',
      readers: (sentTo.get(row.id) ?? []).map(({ id: reader, name, openedAt, seenAt }) => {
        const { comments, flags, lastAt } = said.get(reader) ?? silent;
        return { reader, name, openedAt, seenAt, comments, flags, answeredAt: lastAt };
      }),
    }));
    await asked.again();
    await answers.json(response, asked.asker, () => all);
  });

  router.post('/api/drafts/:draft/circulations/:circulation/links', async (request, response) => {
    const asked = await seated(request, access, rooms);
    only(mayAct({ kind: 'circulation.send' }, asked.by, asked.draft.rows));
    const circulation = CirculationId.parse(request.params.circulation);
    const reader = MemberId.parse(request.query['reader']);
    const row = asked.draft.rows.get('circulations', circulation);
    const invited = row?.readers.find(({ id }) => id === reader);
    if (!invited) throw new ProblemError('not-found', 'There is no such reader.');
    if (invited.state.kind === 'ended')
      throw new ProblemError('act-refused', 'This link was ended. Send the version again.');
    const name = (await readers.of(asked.draft.id)).find(({ id }) => id === reader)?.name ?? '';
    const link: ReaderLink = { reader, name, path: await linkFor(circulation, reader) };
    response.status(201).json(link);
  });

  const linkFor = async (circulation: CirculationId, reader: MemberId): Promise<string> => {
    const secret = await readers.makeLink(circulation, reader);
    if (secret === null) throw new ProblemError('not-found', 'There is no such reader.');
    return `/circulated#${secret}`;
  };
  return router;
}

function only(may: Permission): void {
  if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
}
