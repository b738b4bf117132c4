// GET /api/drafts/:draft: who I am here, who else is a member, and who last changed each point's words.
import { Router } from 'express';
import type { DraftView } from '../../../shared/api/contract.ts';
import type { Access } from '../../access/access.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import { seated } from '../seated.ts';

export function draftsRouter(parts: { access: Access; rooms: Rooms; answers: Answers; now: () => number }): Router {
  const router = Router();
  router.get('/api/drafts/:draft', async (request, response) => {
    const { draft, seat, by, asker } = await seated(request, parts.access, parts.rooms);
    const view = (): DraftView => ({
      seat: { ...seat, name: by.name, role: by.role, party: by.party },
      members: [...draft.members.values()],
      changes: [...draft.lastEdits].map(([point, edit]) => ({ point, ...edit })),
      madeAt: draft.rows.get('draft', 'draft')?.madeAt ?? 0,
      heads: { text: draft.text.head, shared: draft.shared.head },
      now: parts.now(),
    });
    await parts.answers.json(response, asker, view);
  });
  return router;
}
