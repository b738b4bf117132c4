// Documents in and out: a preview of a file, a draft made of an outline, an outline into a draft that is there, a draft as Markdown.
import { randomUUID } from 'node:crypto';
import express, { Router } from 'express';
import { z } from 'zod';
import { Act } from '../../shared/acts/act.ts';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { ImportPreview, MadeDraft } from '../../shared/api/contract.ts';
import { NewDraft } from '../../shared/api/contract.ts';
import { writeMarkdown } from '../../shared/documents/write-markdown.ts';
import type { DraftId } from '../../shared/ids.ts';
import { importBytesMax, outlineBytesMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { Access } from '../access/access.ts';
import type { Importer } from '../documents/importer.ts';
import { makeDraft } from '../documents/make-draft.ts';
import type { ActDesk } from '../sync/act-desk.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { Rooms } from '../sync/rooms.ts';
import { answerAct } from './acts.ts';
import { ProblemError } from './problem.ts';
import type { Seated } from './seated.ts';
import { seated } from './seated.ts';

export function documentsRouter(parts: { access: Access; rooms: Rooms; desk: ActDesk; importer: Importer }): Router {
  const { access, rooms, desk, importer } = parts;
  const router = Router();
  const drafter = async (request: express.Request, draft?: DraftId): Promise<Seated> => {
    const found = await seated(request, access, rooms, draft);
    const may = mayAct({ kind: 'outline.import' }, found.by, found.draft.rows);
    if (may.kind === 'no') throw new ProblemError('not-allowed', may.reason);
    return found;
  };
  const file = express.raw({ type: () => true, limit: importBytesMax });
  router.post('/api/drafts/:draft/previews', file, async (request, response) => {
    await drafter(request);
    const body: unknown = request.body;
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const read = await importer.read(bytes, z.string().max(300).catch('').parse(request.query['name']));
    if (read.kind === 'busy')
      throw new ProblemError('too-many-requests', 'Other files are being read. Try again in a moment.');
    if (read.kind === 'unreadable') throw new ProblemError('bad-request', read.reason);
    const { outline, dropped, format } = read;
    response.json({ outline, dropped: [...dropped], format } satisfies ImportPreview);
  });

  const outline = express.json({ limit: outlineBytesMax });
  router.post('/api/drafts/:draft/imports', outline, async (request, response) => {
    const { draft, seat } = await drafter(request);
    const act = Act.parse(request.body);
    if (act.kind !== 'outline.import') throw new ProblemError('bad-request', 'Only documents come in here.');
    answerAct(await desk.submit(draft, seat.member, act), response);
  });

  router.post('/api/drafts', outline, async (request, response) => {
    const wanted = NewDraft.parse(request.body);
    const { draft, by } = await drafter(request, wanted.like);
    response.status(201).json({ draft: await makeDraft(rooms, draft, by, wanted, randomUUID) } satisfies MadeDraft);
  });

  router.get('/api/drafts/:draft/export.md', async (request, response) => {
    const { draft } = await seated(request, access, rooms);
    response
      .type('text/markdown; charset=utf-8')
      .attachment(`${draft.id}.md`)
      .send(writeMarkdown(outlineIn(draft)));
  });
  return router;
}

function outlineIn({ rows, text }: LiveDraft): OutlineText {
  return {
    title: rows.get('draft', 'draft')?.title ?? null,
    themes: outlineOf(rows).themes.map(theme => ({
      title: theme.row.title,
      points: theme.points.map(({ row }) => ({ title: row.title, blocks: blocksOf(bodyOf(text.doc, row.id)) })),
    })),
  };
}
