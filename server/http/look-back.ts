// How every route asks the record: one bound for all of them, since one thread reads it, and its refusals as problems.
import { looksBackMax } from '../../shared/limits.ts';
import { AtMost, TooMany } from '../record/at-most.ts';
import { NoSuchMoment } from '../record/moments.ts';
import { ProblemError } from './problem.ts';

export type LookBack = <T>(asked: () => Promise<T>) => Promise<T>;

export function makeLookBack(): LookBack {
  const atMost = new AtMost(looksBackMax);
  return asked =>
    atMost.run(asked).catch((error: unknown) => {
      if (error instanceof NoSuchMoment) throw new ProblemError('not-found', error.message);
      if (error instanceof TooMany)
        throw new ProblemError('too-many-requests', 'Many are looking back just now. Try again in a moment.');
      throw error;
    });
}
