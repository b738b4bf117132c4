// How every route asks the record: bounds, since one thread reads it, and its refusals as problems.
import type { Asker } from '../budgets/asker.ts';
import { nameOf } from '../budgets/asker.ts';
import { AtMost, TooMany } from '../record/at-most.ts';
import { NoSuchMoment } from '../record/moments.ts';
import { ProblemError } from './problem.ts';

export type AskRecord = <T>(asker: Asker, asked: () => Promise<T>) => Promise<T>;

export function makeAskRecord(bounds: { readonly most: number; readonly each: number }): AskRecord {
  const atMost = new AtMost(bounds.most, bounds.each);
  return (asker, asked) =>
    atMost.run(nameOf(asker), asked).catch((error: unknown) => {
      if (error instanceof NoSuchMoment) throw new ProblemError('not-found', error.message);
      if (error instanceof TooMany)
        throw new ProblemError('too-many-requests', 'Many are looking back just now. Try again in a moment.');
      throw error;
    });
}
