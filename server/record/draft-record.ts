// The record as the server's own thread asks for it: a worker does the reading (record-worker.ts).
import type { SealKey } from '../storage/seal.ts';
import { UpdateLogError } from '../storage/update-log.ts';
import type { ErrorOf } from '../workers/called-worker.ts';
import { CalledWorker } from '../workers/called-worker.ts';
import { LateWorker } from '../workers/late-worker.ts';
import type { Remote } from '../workers/remote.ts';
import { remote } from '../workers/remote.ts';
import { NoSuchMoment } from './moments.ts';
import type { RecordReader } from './record-reader.ts';

export type DraftRecord = Remote<RecordReader>;

/** `log`: the log's file, which must be there. `checkpoints`: a file that is made where it is missing. */
export function openDraftRecord(opened: {
  readonly log: string;
  readonly checkpoints: string;
  readonly sealKey: SealKey;
  /** Told, in a sentence, of what was damaged and is made anew. */
  readonly onDamage: (damage: string) => void;
}): {
  readonly record: DraftRecord;
  close(): Promise<void>;
} {
  const { onDamage, ...data } = opened;
  const errorOf: ErrorOf = (error, message) => {
    if (error === 'NoSuchMoment') return new NoSuchMoment(message);
    const isOfFile = error === 'damaged' || error === 'disk';
    return isOfFile ? new UpdateLogError(error, message) : new Error(`The record: ${message}`);
  };
  const worker = new LateWorker(
    () => CalledWorker.start(new URL('./record-worker.ts', import.meta.url), data, errorOf, onDamage),
    errorOf,
  );
  return { record: remote<RecordReader>(worker), close: () => worker.close() };
}
