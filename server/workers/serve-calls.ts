// The worker's side of called-worker.ts: runs the method that a call names, one after the other, and answers with what
// it gives. Knows no method.
import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/assert.ts';
import type { CalledAnswer } from './called-worker.ts';

type Call = { readonly name: string; readonly args: readonly unknown[] };

export type Serving<T> = {
  /** What the caller's `errorOf` is told of an error. */
  readonly nameOf: (error: unknown) => string;
  /** Buffers of an answer that nobody here needs any more: they are handed over instead of being copied. */
  readonly transfer?: {
    readonly [M in keyof T]?: T[M] extends (...args: never) => infer R ? (answer: R) => ArrayBuffer[] : never;
  };
  /** After an answer was sent. */
  readonly after?: (call: Call) => void;
  readonly close: () => void;
};

/** Begins at once, and says that it is ready. */
export function serveCalls<T extends object>(target: T, { nameOf, transfer, after, close }: Serving<T>): void {
  const port = must(parentPort, 'this file runs as a worker');
  port.on('message', ({ id, call }: { readonly id: number; readonly call: Call }) => {
    try {
      const value = call.name === 'close' ? close() : run(target, call);
      const buffers = Reflect.get(transfer ?? {}, call.name)?.(value) ?? [];
      port.postMessage({ id, kind: 'ok', value } satisfies CalledAnswer, buffers);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, kind: 'failed', error: nameOf(error), message } satisfies CalledAnswer);
    }
    if (call.name === 'close') port.close();
    else after?.(call);
  });
  port.postMessage({ id: 0, kind: 'ok', value: null } satisfies CalledAnswer);
}

/** For what nobody asked: damage that was found, and mended. */
export function tellOwner(note: string): void {
  must(parentPort, 'this file runs as a worker').postMessage({ kind: 'note', note } satisfies CalledAnswer);
}

function run(target: object, { name, args }: Call): unknown {
  const method: unknown = Reflect.get(target, name);
  if (typeof method !== 'function') throw new Error(`there is no call "${name}"`);
  return method.apply(target, args);
}
