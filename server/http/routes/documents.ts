// Documents in and out: a preview of a file, a draft made of an outline, an outline into a draft that is there, a draft
// as Markdown.
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { Act } from '../../../shared/acts/act.ts';
import { mayAct } from '../../../shared/acts/permissions.ts';
import type { MadeDraft } from '../../../shared/api/contract.ts';
import { NewDraft } from '../../../shared/api/contract.ts';
import { importBytesMax, outlineBracesMax, outlineBytesMax } from '../../../shared/limits.ts';
import type { Access } from '../../access/access.ts';
import type { Importer } from '../../documents/importer.ts';
import { makeDraft } from '../../documents/make-draft.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { ActDesk } from '../../sync/act-desk.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { AskRecord } from '../ask-record.ts';
import type { Bodies } from '../bodies.ts';
import { ProblemError } from '../problem.ts';
import type { Seated } from '../seated.ts';
import { noSeat, seated } from '../seated.ts';
import { answerAct } from './acts.ts';

export type DocumentParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly desk: ActDesk;
  readonly importer: Importer;
  readonly bodies: Bodies;
  readonly answers: Answers;
  readonly record: DraftRecord;
  /** Bounds how many are exported at once. */
  readonly look: AskRecord;
};

const outlineMost = { bytes: outlineBytesMax, braces: outlineBracesMax };

export function documentsRouter(parts: DocumentParts): Router {
  const { access, rooms, desk, importer, bodies, answers, record, look } = parts;
  const router = Router();
  const drafter = async (request: Request): Promise<Seated> => {
    const found = await seated(request, access, rooms);
    const may = mayAct({ kind: 'outline.import' }, found.by, found.draft.rows);
    if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
    return found;
  };
  router.post('/api/drafts/:draft/previews', async (request, response) => {
    const { asker, again } = await drafter(request);
    const bytes = await bodies.bytes(request, asker, importBytesMax);
    const read = await importer.read(bytes, z.string().max(300).catch('').parse(request.query['name']));
    if (read.kind === 'busy')
      throw new ProblemError('too-many-requests', 'Other files are being read. Try again in a moment.');
    if (read.kind === 'unreadable') throw new ProblemError('bad-request', read.reason);
    await again();
    await answers.whole(response.type('json'), asker, Buffer.from(read.preview));
  });

  router.post('/api/drafts/:draft/imports', async (request, response) => {
    const { draft, seat, asker } = await drafter(request);
    const act = await bodies.json(request, asker, Act, outlineMost);
    if (act.kind !== 'outline.import') throw new ProblemError('bad-request', 'Only documents come in here.');
    answerAct(await desk.submit(draft, seat.member, act), response);
  });

  router.post('/api/drafts', async (request, response) => {
    const { draft, by, asker } = await drafter(request);
    const wanted = await bodies.json(request, asker, NewDraft, outlineMost);
    if (wanted.like !== draft.id) throw noSeat();
    response.status(201).json({ draft: await makeDraft(rooms, draft, by, wanted, randomUUID) } satisfies MadeDraft);
  });

  router.get('/api/drafts/:draft/export.md', async (request, response) => {
    const { draft, asker, again } = await seated(request, access, rooms);
    await look(asker, async () => {
      const markdown = await record.markdown(draft.id);
      await again();
      response.attachment(`${draft.id}.md`).type('text/markdown; charset=utf-8');
      await answers.whole(response, asker, Buffer.from(markdown));
    });
  });
  return router;
}
