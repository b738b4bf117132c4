// Rooms by plain requests, where WebSockets are blocked: open a line, wait for what it says, say something. Same admission, gate and receipts as by WebSocket.
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import type { OpenedLine } from '../../shared/api/contract.ts';
import { parcelBytesMax } from '../../shared/limits.ts';
import { MalformedFrame } from '../../shared/wire/codec.ts';
import { decodeParcel, encodeParcel } from '../../shared/wire/parcel.ts';
import type { Access } from '../access/access.ts';
import { type Admission, TurnedAway } from '../sync/admission.ts';
import { HttpLine } from '../sync/http-line.ts';
import type { Answers } from './answers.ts';
import type { Bodies } from './bodies.ts';
import { ProblemError } from './problem.ts';

type Open = { readonly line: HttpLine; readonly seat: string; readonly member: string };

export function linesRouter({
  admission,
  access,
  bodies,
  answers,
}: {
  admission: Admission;
  access: Access;
  bodies: Bodies;
  answers: Answers;
}): Router {
  const open = new Map<string, Open>();
  const router = Router();
  router.post('/api/drafts/:draft/lines', async (request, response) => {
    const asked = { ...request.query, draft: request.params.draft };
    const admitted = await admission.admit(request, asked).catch((error: unknown) => {
      throw error instanceof TurnedAway ? new ProblemError(error.problem, error.message) : error;
    });
    const id = randomUUID();
    const line = new HttpLine(() => open.delete(id));
    open.set(id, { line, seat: admitted.seat, member: admitted.member });
    admitted.connect(line);
    response.status(201).json({ line: id } satisfies OpenedLine);
  });

  /** The line's id alone is no key: whoever uses it holds the seat it was opened for. */
  const lineOf = async (request: Request): Promise<Open> => {
    const found = open.get(z.string().parse(request.params['line']));
    const seat = await access.seatOf(request, found?.seat);
    if (!found || !seat) throw new ProblemError('not-found', 'There is no such line. Open another one.');
    return found;
  };

  router.get('/api/lines/:line', async (request, response) => {
    const { line, member } = await lineOf(request);
    const parcel = await line.next();
    if (parcel === null) return void response.status(204).end();
    const bytes = Buffer.from(encodeParcel(parcel));
    // What an answer loses on its way is not sent again: whoever does not take it has lost the line.
    const isTaken = await answers.whole(response.type('application/octet-stream'), member, bytes).catch(error => {
      line.terminate();
      throw error;
    });
    if (isTaken) line.taken();
    else line.terminate();
  });

  router.post('/api/lines/:line', async (request, response) => {
    const { line, member } = await lineOf(request);
    const body = await bodies.bytes(request, member, parcelBytesMax);
    try {
      for (const message of decodeParcel(body).messages) line.receive(message);
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
