// An object that lives in a worker, as the main thread calls it: each method answers later. Types and one proxy; the
// worker's side is serve-calls.ts.
import type { CalledWorker } from './called-worker.ts';

export type Remote<T> = {
  readonly [M in keyof T]: T[M] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** `T`: what the worker serves. */
export function remote<T extends object>(worker: Pick<CalledWorker, 'call'>): Remote<T> {
  const methods = new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name === 'symbol' || name === 'then') return undefined; // no promise, whoever awaits it
        return (...args: readonly unknown[]) => worker.call({ name, args });
      },
    },
  );
  // each property calls the worker's method of this very name
  return methods as Remote<T>;
}
