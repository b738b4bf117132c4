// The record as the server's own thread asks for it: a worker does the reading (record-worker.ts).
import type { ErrorOf } from '../workers/called-worker.ts';
import { CalledWorker } from '../workers/called-worker.ts';
import { LateWorker } from '../workers/late-worker.ts';
import type { Remote } from '../workers/remote.ts';
import { remote } from '../workers/remote.ts';
import { NoSuchMoment } from './moments.ts';
import type { RecordReader } from './record-reader.ts';

export type DraftRecord = Remote<RecordReader>;

/** `log`: the log's file, which must be there. `checkpoints`: a file that is made where it is missing. */
export function openDraftRecord(paths: { log: string; checkpoints: string }): {
  readonly record: DraftRecord;
  close(): Promise<void>;
} {
  const errorOf: ErrorOf = (error, message) =>
    error === 'NoSuchMoment' ? new NoSuchMoment(message) : new Error(`The record: ${message}`);
  const worker = new LateWorker(
    () => CalledWorker.start(new URL('./record-worker.ts', import.meta.url), paths, errorOf),
    errorOf,
  );
  return { record: remote<RecordReader>(worker), close: () => worker.close() };
}
