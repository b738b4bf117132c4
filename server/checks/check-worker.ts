// The thread entry of the check: replays whole drafts beside the server, on connections of its own.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { DraftId } from '../../shared/ids.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import { serveCalls } from '../workers/serve-calls.ts';
import type { DraftCheck } from './check-draft.ts';
import { checkTwice } from './check-draft.ts';
import { openForCheck } from './open-for-check.ts';

const Opened = z.object({ folder: z.string(), sealKey: z.instanceof(Uint8Array) });
const { folder, sealKey } = Opened.parse(workerData);
const opened = openForCheck(folder, sealKey);

export class Checks {
  drafts(): readonly DraftId[] {
    return opened.drafts();
  }

  check(draft: DraftId): DraftCheck {
    return checkTwice(draft, opened.stored);
  }
}

serveCalls(new Checks(), {
  nameOf: error => (error instanceof UpdateLogError ? error.kind : 'fault'),
  close: () => opened.close(),
});
