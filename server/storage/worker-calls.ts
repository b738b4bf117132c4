// What the main thread and the SQLite workers say to each other: the log's own methods by name, and one answer to each
// call.
import type { UpdateLog, UpdateLogErrorKind } from './update-log.ts';

type Method = Exclude<keyof UpdateLog, 'close'>;
export type WorkerCall =
  | { [M in Method]: { readonly name: M; readonly args: Parameters<UpdateLog[M]> } }[Method]
  | { readonly name: 'close' };

export type WorkerAnswer =
  | { readonly id: number; readonly kind: 'ok'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: UpdateLogErrorKind; readonly message: string };
