// After an append whose outcome nobody could tell: reads back whether it is there. Nothing is retried before that is
// known.
import type { UpdateLog } from '../storage/update-log.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import type { DraftTick } from './tick/draft-tick.ts';

/** True when every head that the tick was to reach is in the log. */
export async function settleUnknown(log: UpdateLog, tick: DraftTick, error: unknown): Promise<boolean> {
  if (!(error instanceof UpdateLogError) || error.kind !== 'unknown') return false;
  try {
    for (const { doc, head } of Object.values(tick.heads)) {
      const stored = await log.head(doc);
      if (stored.seq !== head.seq || stored.hash !== head.hash) return false;
    }
    return true;
  } catch {
    return false; // still unreachable: the draft closes, and opening it again reads what is there
  }
}
