// /api/circulated: a version as one of its readers may read it, and what they say of it. Whoever asks shows their
// link's secret; a seat means nothing here, and the link nothing anywhere else.
import type { Request } from 'express';
import { Router } from 'express';
import type { Act } from '../../../shared/acts/act.ts';
import { SentAct } from '../../../shared/acts/act.ts';
import type { Circulated, ReaderReceipt } from '../../../shared/api/circulations.ts';
import { CirculatedQuery } from '../../../shared/api/circulations.ts';
import { timeToJudgeBy } from '../../../shared/doubtful-time.ts';
import { wholeCopyLooks } from '../../../shared/limits.ts';
import type { By, CirculationRow, VersionRow } from '../../../shared/rows/schema.ts';
import type { KnownKeys } from '../../access/known-keys.ts';
import type { Reader, Readers } from '../../access/readers.ts';
import { LinkSecret } from '../../access/readers.ts';
import type { Asker } from '../../budgets/asker.ts';
import type { Budgets, Costs } from '../../budgets/budgets.ts';
import { circulationState, copyIn } from '../../record/circulated.ts';
import type { DraftRecord } from '../../record/draft-record.ts';
import type { KnownCopies } from '../../record/known-copies.ts';
import type { ActDesk } from '../../sync/act-desk.ts';
import type { LiveDraft } from '../../sync/live-draft.ts';
import type { Rooms } from '../../sync/rooms.ts';
import type { Answers } from '../answers.ts';
import type { AskRecord } from '../ask-record.ts';
import type { Bodies } from '../bodies.ts';
import { mustGo } from '../metered.ts';
import { ProblemError } from '../problem.ts';
import { doneOf } from './acts.ts';

export type CirculatedParts = {
  readonly rooms: Rooms;
  readonly desk: ActDesk;
  readonly readers: Readers;
  readonly keys: KnownKeys;
  readonly record: DraftRecord;
  readonly copies: KnownCopies;
  readonly look: AskRecord;
  readonly answers: Answers;
  readonly bodies: Bodies;
  readonly budgets: Budgets;
  readonly addressOf: (request: Request) => string;
  readonly onError: (what: string, error: unknown) => void;
  readonly now: () => number;
};

type Visit = {
  readonly reader: Reader;
  readonly asker: Asker;
  readonly draft: LiveDraft;
  readonly row: CirculationRow;
  readonly version: VersionRow;
  readonly me: By;
};

export function circulatedRouter(parts: CirculatedParts): Router {
  const { desk, readers, record, copies, look, bodies, answers, budgets, addressOf, onError, now } = parts;
  const router = Router();
  /** Like a person with a page or two, not like a program. */
  const pays = (request: Request, { id, draft }: Reader, costs: Costs): void =>
    mustGo(
      budgets.ask({ draft, member: id, address: addressOf(request) }, costs),
      'That was much at once by this link.',
    );
  const visitOf = visitBy(parts);

  /** That it cannot be noted keeps nobody from reading. */
  const noteSeen = (reader: Reader): Promise<void> =>
    readers.seen(reader.id).catch(error => onError('when a version was read', error));

  router.get('/api/circulated', async (request, response) => {
    const { reader, asker, draft, row, version, me } = await visitOf(request);
    const { known = null } = CirculatedQuery.parse(request.query);
    const copy = copies.of(row.id);
    const isWhole = known === null || copyIn(known) !== copy;
    pays(request, reader, { readerLooks: isWhole ? wholeCopyLooks : 1 });
    // What is not durable yet has another state here than in the record: then the record is asked, as if something were
    // new.
    if (copy !== undefined && known === circulationState(draft.rows, row.id, copy)) {
      await noteSeen(reader);
      return void response.status(204).end();
    }
    await look(asker, async () => {
      const documents = await record.circulated(draft.id, row.id, reader.id, known);
      copies.note(row.id, copyIn(documents.state));
      await noteSeen(reader);
      const { at, until, by } = row;
      const { note } = reader;
      const about = { me, by: by.name, at, until, note, version: version.name, now: now() };
      await visitOf(request); // the link may have ended while the copy was made
      await answers.json(response, asker, () => ({ ...about, ...documents }) satisfies Circulated);
    });
  });

  router.post('/api/circulated/acts', async (request, response) => {
    const visit = await visitOf(request);
    const { reader, asker, draft, me } = visit;
    pays(request, reader, { readerActs: 1 });
    const act = await bodies.json(request, asker, SentAct);
    // Counted apart from the copy that may be under way: who reads may speak.
    const carried = await look({ ...asker, member: `${reader.id} speaks` }, () => inTheDraft(act, visit, record));
    await visitOf(request);
    const { hash, at } = doneOf(await desk.submit(draft, me, carried));
    response.status(201).json({ hash, at } satisfies ReaderReceipt);
  });
  return router;
}

/** Whose link a request brings, and what it leads to. Throws where it leads nowhere, or no longer. */
function visitBy({ rooms, readers, keys, now }: CirculatedParts): (request: Request) => Promise<Visit> {
  return async request => {
    const secret = LinkSecret.safeParse(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]).data;
    keys.note(request, null);
    const reader = secret === undefined ? null : await readers.byLink(secret);
    const draft = reader && (await rooms.open(reader.draft));
    const row = draft?.rows.get('circulations', reader?.circulation ?? '');
    const version = row && draft?.rows.get('versions', row.version);
    const invited = row?.readers.find(({ id }) => id === reader?.id);
    if (!reader || !draft || !row || !version || !invited)
      throw new ProblemError(
        'no-link',
        'This link leads nowhere. It may have been replaced by a newer one: ask whoever sent it to you.',
      );
    if (invited.state.kind === 'ended')
      throw new ProblemError(
        'link-ended',
        `${invited.state.by.name} ended this link. Ask them if you should go on reading.`,
      );
    // A clock that is set back makes no link live again.
    if (row.until <= timeToJudgeBy(draft.at, now()))
      throw new ProblemError(
        'link-ended',
        'The time for reading this version is over. Ask whoever sent it to you for a new link.',
      );
    const asker = { draft: draft.id, member: reader.id };
    keys.note(request, asker);
    return {
      reader,
      asker,
      draft,
      row,
      version,
      me: { member: reader.id, name: reader.name, party: null, role: 'reader' },
    };
  };
}

/** A reader's page knows the words by its own copy: in the draft the same words have other ids. */
async function inTheDraft(act: Act, { draft, version }: Visit, record: DraftRecord): Promise<Act> {
  if (act.kind !== 'thread.open' && act.kind !== 'flag.raise') return act;
  const words = await record.wordsOfReader(draft.id, version.id, act.point, act.anchor);
  if (!words)
    throw new ProblemError('act-refused', 'These words do not stand in the version that was sent.', 'words-changed');
  return { ...act, anchor: words.anchor, needs: [] };
}
