// Every router of the server, each handed what it needs. Decides nothing.
import type { Request, Router } from 'express';
import {
  exportsAtOnceMax,
  exportsPerMemberMax,
  looksBackMax,
  looksBackPerMemberMax,
  readersLookBackMax,
} from '../shared/limits.ts';
import type { Access } from './access/access.ts';
import type { KnownKeys } from './access/known-keys.ts';
import type { Budgets } from './budgets/budgets.ts';
import type { WorkMeter } from './budgets/work-meter.ts';
import { Importer } from './documents/importer.ts';
import { Answers } from './http/answers.ts';
import { makeAskRecord } from './http/ask-record.ts';
import { Bodies } from './http/bodies.ts';
import { actsRouter } from './http/routes/acts.ts';
import { circulatedRouter } from './http/routes/circulated.ts';
import { circulationsRouter } from './http/routes/circulations.ts';
import { documentsRouter } from './http/routes/documents.ts';
import { draftsRouter } from './http/routes/drafts.ts';
import { healthRouter } from './http/routes/health.ts';
import { historyRouter } from './http/routes/history.ts';
import { linesRouter } from './http/routes/lines.ts';
import { proofRouter } from './http/routes/proof.ts';
import { readingRouter } from './http/routes/reading.ts';
import { recordRouter } from './http/routes/record.ts';
import { redactionsRouter } from './http/routes/redactions.ts';
import { restorationsRouter } from './http/routes/restorations.ts';
import { seatsRouter } from './http/routes/seats.ts';
import type { OpenedData } from './opened-data.ts';
import { KnownCopies } from './record/known-copies.ts';
import { ActDesk } from './sync/act-desk.ts';
import type { Admission } from './sync/carriers/admission.ts';
import type { Rooms } from './sync/rooms.ts';

export type RouterParts = {
  readonly data: OpenedData;
  readonly rooms: Rooms;
  readonly access: Access;
  readonly admission: Admission;
  readonly keys: KnownKeys;
  readonly budgets: Budgets;
  readonly meter: WorkMeter;
  readonly isDemo: boolean;
  readonly isReady: () => boolean;
  readonly resetSample: () => Promise<void>;
  readonly onError: (what: string, error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export function makeRouters(parts: RouterParts): readonly Router[] {
  const { data, rooms, access, admission, keys, budgets, meter, resetSample, onError, now } = parts;
  const { storage, record, signer, membership, reading, readers } = data;
  const { log, history } = storage;
  const [bodies, answers, desk, copies] = [new Bodies(meter), new Answers(meter), new ActDesk(log), new KnownCopies()];
  const look = makeAskRecord({ most: looksBackMax, each: looksBackPerMemberMax });
  const readersLook = makeAskRecord({ most: readersLookBackMax, each: 1 });
  const exports = makeAskRecord({ most: exportsAtOnceMax, each: exportsPerMemberMax });
  const draftIds = () => membership.drafts();
  const addressOf = (request: Request) => access.addressOf(request);
  return [
    healthRouter(parts.isReady),
    ...(parts.isDemo ? [seatsRouter({ access, rooms, bodies, answers, resetSample, draftIds })] : []),
    draftsRouter({ access, rooms, answers, now }),
    actsRouter({ access, rooms, desk, bodies }),
    historyRouter({ access, rooms, history, answers }),
    recordRouter({ access, rooms, record, history, look, answers }),
    restorationsRouter({ access, rooms, desk, record, look, bodies }),
    redactionsRouter({ access, rooms, record, storage, copies, bodies }),
    proofRouter({ access, rooms, record, signer, look: exports, answers, now }),
    readingRouter({ access, rooms, reading, history, bodies, answers }),
    circulationsRouter({ access, rooms, desk, readers, bodies, answers }),
    circulatedRouter({
      ...{ rooms, desk, readers, keys, record, copies, bodies, answers, budgets, addressOf, onError, now },
      look: readersLook,
    }),
    linesRouter({ admission, access, keys, bodies, answers }),
    documentsRouter({ access, rooms, desk, importer: new Importer(), bodies, answers, record, look: exports }),
  ];
}
