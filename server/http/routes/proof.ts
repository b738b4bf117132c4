// GET /api/key, /api/verifier, /api/drafts/:draft/links and /api/drafts/:draft/record.jsonl: the server’s public key,
// how a chain goes on, and the record as far as this member may read it, with its chain and signed heads.
import { join } from 'node:path';
import { Router } from 'express';
import { mayRead } from '../../../shared/acts/permissions.ts';
import type { Links, PublicKey } from '../../../shared/api/record.ts';
import { LinksQuery } from '../../../shared/api/record.ts';
import type { DocName } from '../../../shared/ids.ts';
import { docName } from '../../../shared/ids.ts';
import { linksAtOnceMax, linksPerMemberMax } from '../../../shared/limits.ts';
import type { Access } from '../../access/access.ts';
import { nameOf } from '../../budgets/asker.ts';
import { AtMost, TooMany } from '../../record/at-most.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { Readable } from '../../record/exported-entry.ts';
import type { HeadSigner } from '../../record/head-signer.ts';
import type { LiveDraft } from '../../sync/live-draft.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { AskRecord } from '../ask-record.ts';
import { ProblemError } from '../problem.ts';
import type { Seated } from '../seated.ts';
import { seated } from '../seated.ts';

/** As it stands: Node runs it without anything beside it. */
const verifierPath = join(import.meta.dirname, '../../verifier/verify-record.ts');

export type ProofParts = {
  readonly access: Access;
  readonly rooms: Rooms;
  readonly record: DraftRecord;
  readonly signer: HeadSigner;
  /** Bounds how many are exported at once. */
  readonly look: AskRecord;
  readonly answers: Answers;
  readonly now: () => number;
};

export function proofRouter({ access, rooms, record, signer, look, answers, now }: ProofParts): Router {
  const router = Router();
  const linksAtMost = new AtMost(linksAtOnceMax, linksPerMemberMax);
  router.get('/api/key', (_, response) => {
    response.json({ algorithm: 'Ed25519', key: signer.publicKey } satisfies PublicKey);
  });
  router.get('/api/verifier', (_, response) => {
    response.attachment('verify-record.ts').type('text/plain').sendFile(verifierPath, { cacheControl: false });
  });
  router.get('/api/drafts/:draft/links', async (request, response) => {
    const { draft, asker, again } = await seated(request, access, rooms);
    const { doc, after } = LinksQuery.parse(request.query);
    const links = await linksAtMost
      .run(nameOf(asker), () => record.links(docName(draft.id, doc), after))
      .catch((error: unknown) => {
        if (!(error instanceof TooMany)) throw error;
        throw new ProblemError('too-many-requests', 'Many are asking for the chain just now. Try again in a moment.');
      });
    await again();
    await answers.json(response, asker, () => ({ links: [...links] }) satisfies Links);
  });
  router.get('/api/drafts/:draft/record.jsonl', async (request, response) => {
    const asked = await seated(request, access, rooms);
    await look(asked.asker, async () => {
      response.type('application/x-ndjson').attachment(`${asked.draft.id}-record.jsonl`);
      await answers.stream(response, exported(asked)); // whoever goes away, or does not read, is waited for by nobody
    });
  });

  async function* exported({ draft, by, again }: Seated): AsyncGenerator<Buffer> {
    const at = now();
    // Settled before the first line: contents that are missing from an export of everything have to be accounted for.
    const reads = mayRead('passing-words', by, draft.rows).kind === 'yes' ? 'everything' : 'what stands';
    const heads = [
      { doc: docName(draft.id, 'text'), head: draft.text.head },
      { doc: docName(draft.id, 'shared'), head: draft.shared.head },
    ];
    const { publicKey: key } = signer;
    yield lineOf({ kind: 'record', format: 'nonpaper-record-1', draft: draft.id, at, for: by, key, reads });
    for (const { doc, head } of heads) {
      for await (const lines of entriesOf(draft, doc, head.seq, reads)) {
        await again();
        yield lines;
      }
      yield lineOf({ kind: 'head', doc, ...head, at, signature: signer.sign(doc, head, at) });
    }
  }

  async function* entriesOf(draft: LiveDraft, doc: DocName, upTo: number, reads: Readable): AsyncGenerator<Buffer> {
    for (let after = 0; after < upTo; ) {
      const lines = await record.exported(draft.id, doc, after, upTo, reads);
      if (lines.length === 0) return;
      yield Buffer.from(lines.map(line => `${line}\n`).join(''));
      after += lines.length;
    }
  }
  return router;
}

const lineOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
