// The record as the server's own thread asks for it: a worker does the reading (record-worker.ts).
import type { ErrorOf } from '../storage/called-worker.ts';
import { CalledWorker } from '../storage/called-worker.ts';
import { LateWorker } from '../storage/late-worker.ts';
import { NoSuchMoment } from './moments.ts';
import type { RecordReader } from './record-reader.ts';

type Method =
  | 'moment'
  | 'comparison'
  | 'stood'
  | 'circulated'
  | 'wordsOfReader'
  | 'exported'
  | 'links'
  | 'markdown'
  | 'advance'
  | 'forget';
export type RecordCall =
  | { [M in Method]: { readonly name: M; readonly args: Parameters<RecordReader[M]> } }[Method]
  | { readonly name: 'close' };

export type DraftRecord = {
  readonly [M in Method]: (...args: Parameters<RecordReader[M]>) => Promise<ReturnType<RecordReader[M]>>;
} & { close(): Promise<void> };

/** `log`: the log's file, which must be there. `checkpoints`: a file that is made where it is missing. */
export function openDraftRecord(paths: { log: string; checkpoints: string }): DraftRecord {
  const errorOf: ErrorOf = (error, message) =>
    error === 'NoSuchMoment' ? new NoSuchMoment(message) : new Error(`The record: ${message}`);
  const worker = new LateWorker(
    () => CalledWorker.start(new URL('./record-worker.ts', import.meta.url), paths, errorOf),
    errorOf,
  );
  const call = <T>(named: RecordCall): Promise<T> => worker.call<T>(named);
  return {
    moment: (...args) => call({ name: 'moment', args }),
    comparison: (...args) => call({ name: 'comparison', args }),
    stood: (...args) => call({ name: 'stood', args }),
    circulated: (...args) => call({ name: 'circulated', args }),
    wordsOfReader: (...args) => call({ name: 'wordsOfReader', args }),
    exported: (...args) => call({ name: 'exported', args }),
    links: (...args) => call({ name: 'links', args }),
    markdown: (...args) => call({ name: 'markdown', args }),
    advance: (...args) => call({ name: 'advance', args }),
    forget: (...args) => call({ name: 'forget', args }),
    close: () => worker.close(),
  };
}
