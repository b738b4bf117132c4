// What an adapter of storage brings: the log, the history that is derived from it, and their end. A new adapter
// implements these two interfaces and passes test/integration/draft-storage.contract.ts.
import type { HistoryQueries } from './history-queries.ts';
import type { UpdateLog } from './update-log.ts';

export type DraftStorage = {
  readonly log: UpdateLog;
  readonly history: HistoryQueries;
  /** After the calls that came before. */
  close(): Promise<void>;
};
