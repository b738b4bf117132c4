// Rooms by plain requests, where WebSockets are blocked: open a line, wait for what it says, say something. Same
// admission, gate and receipts as by WebSocket.
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import type { OpenedLine } from '../../../shared/api/contract.ts';
import { parcelMessagesMax } from '../../../shared/budget-limits.ts';
import { MalformedFrame } from '../../../shared/wire/codec.ts';
import { decodeParcel, encodeParcel } from '../../../shared/wire/parcel.ts';
import { parcelBytesMax } from '../../../shared/wire-limits.ts';
import type { Access } from '../../access/access.ts';
import type { KnownKeys } from '../../access/known-keys.ts';
import type { Asker } from '../../budgets/asker.ts';
import type { Answer, Costs } from '../../budgets/budgets.ts';
import { type Admission, TurnedAway } from '../../sync/carriers/admission.ts';
import { costsOf, messagesIn } from '../../sync/carriers/announced.ts';
import { HttpLine } from '../../sync/carriers/http-line.ts';
import type { Answers } from '../answers.ts';
import type { Bodies } from '../bodies.ts';
import { mustGo } from '../metered.ts';
import { ProblemError } from '../problem.ts';

type Open = {
  readonly line: HttpLine;
  readonly seat: string;
  readonly asker: Asker;
  readonly ask: (costs: Costs) => Answer;
};

export function linesRouter({
  admission,
  access,
  keys,
  bodies,
  answers,
}: {
  admission: Admission;
  access: Access;
  keys: KnownKeys;
  bodies: Bodies;
  answers: Answers;
}): Router {
  const open = new Map<string, Open>();
  const router = Router();
  router.post('/api/drafts/:draft/lines', async (request, response) => {
    const asked = { ...request.query, draft: request.params.draft };
    const admitted = await admission.admit(request, asked).catch((error: unknown) => {
      if (!(error instanceof TurnedAway)) throw error;
      throw new ProblemError(error.problem, error.message, undefined, error.retryAfterSeconds);
    });
    const id = randomUUID();
    const line = new HttpLine(() => open.delete(id));
    open.set(id, { line, seat: admitted.seat, asker: admitted.asker, ask: admitted.ask });
    admitted.connect(line);
    response.status(201).json({ line: id } satisfies OpenedLine);
  });

  /** The line's id alone is no key: whoever uses it holds the seat it was opened for. */
  const lineOf = async (request: Request): Promise<Open> => {
    const found = open.get(z.string().parse(request.params['line']));
    const seat = await access.seatOf(request, found?.seat);
    keys.note(request, seat && { draft: seat.draft, member: seat.member });
    if (!found || !seat) throw new ProblemError('not-found', 'There is no such line. Open another one.');
    return found;
  };

  router.get('/api/lines/:line', async (request, response) => {
    const { line, asker, ask } = await lineOf(request);
    mustGo(ask({ polls: 1 }));
    const parcel = await line.next();
    if (parcel === null) return void response.status(204).end();
    const bytes = Buffer.from(encodeParcel(parcel));
    // What an answer loses on its way is not sent again: whoever does not take it has lost the line.
    const isTaken = await answers.whole(response.type('application/octet-stream'), asker, bytes).catch(error => {
      line.terminate();
      throw error;
    });
    if (isTaken) line.taken();
    else line.terminate();
  });

  router.post('/api/lines/:line', async (request, response) => {
    const { line, asker, ask } = await lineOf(request);
    // Before the body is read: by its announced length, since a body of unknown length may be the longest.
    const announced = z.coerce.number().int().nonnegative().safeParse(request.headers['content-length']).data;
    // What is too large is refused for good, unread: it is not to come again.
    const announcedBytes = announced === undefined ? parcelBytesMax : announced > parcelBytesMax ? 0 : announced;
    mustGo(ask({ frames: 1, bytes: announcedBytes }));
    const body = await bodies.bytes(request, asker, parcelBytesMax);
    const count = messagesIn(body);
    if (count > parcelMessagesMax)
      throw new ProblemError('bad-request', `A parcel holds at most ${parcelMessagesMax} messages.`);
    mustGo(ask({ frames: Math.max(0, count - 1) })); // all of it or nothing: the same parcel may come again
    try {
      const { messages } = decodeParcel(body);
      mustGo(ask({ joins: messages.filter(message => costsOf(Buffer.from(message)).joins).length }));
      for (const message of messages) line.receive(message);
    } catch (error) {
      if (error instanceof MalformedFrame) throw new ProblemError('bad-request', error.message);
      throw error;
    }
    response.status(204).end();
  });

  router.delete('/api/lines/:line', async (request, response) => {
    (await lineOf(request)).line.terminate();
    response.status(204).end();
  });
  return router;
}
