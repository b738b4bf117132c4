// How every route asks the record: bounds, since one thread reads it, and its refusals as problems.
import { AtMost, TooMany } from '../record/at-most.ts';
import { NoSuchMoment } from '../record/moments.ts';
import { ProblemError } from './problem.ts';

/** `who`: whose questions are counted together. */
export type LookBack = <T>(who: string, asked: () => Promise<T>) => Promise<T>;

export function makeLookBack(bounds: { readonly most: number; readonly each: number }): LookBack {
  const atMost = new AtMost(bounds.most, bounds.each);
  return (who, asked) =>
    atMost.run(who, asked).catch((error: unknown) => {
      if (error instanceof NoSuchMoment) throw new ProblemError('not-found', error.message);
      if (error instanceof TooMany)
        throw new ProblemError('too-many-requests', 'Many are looking back just now. Try again in a moment.');
      throw error;
    });
}
