// The one place where anything thrown in a route becomes an answer. Expected refusals keep their words; everything else
// is ours, is logged, and says nothing of the inside.
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { ProblemType } from '../../shared/api/contract.ts';
import { issuesToldCharsMax, issuesToldMax } from '../../shared/limits.ts';
import { isStorageFailure } from '../storage/storage-failure.ts';
import { cannotStore } from '../storage/storing.ts';
import { damagedRecord, UpdateLogError } from '../storage/update-log.ts';
import { ProblemError, sendProblem } from './problem.ts';

/** What express and its parts throw at an address that cannot be read, or where a file is not. */
const HttpError = z.object({ status: z.number() });

export function errorHandler(onError: (what: string, error: unknown) => void) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent) return void response.destroy();
    const problem = asProblem(error);
    const isKnown = error === problem; // an answer in words: what stands behind it was told where it was met
    if (isOurs.has(problem.problem) && !isKnown) onError(`${request.method} ${request.path}`, error);
    sendProblem(response, problem);
  };
}

const isOurs = new Set<ProblemType>(['internal', 'damaged-record', 'cannot-store']);

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof UpdateLogError && error.kind === 'damaged')
    return new ProblemError('damaged-record', damagedRecord);
  if (isStorageFailure(error)) return new ProblemError('cannot-store', cannotStore);
  if (error instanceof z.ZodError) return new ProblemError('bad-request', told(error));
  const { status = 500 } = HttpError.safeParse(error).data ?? {};
  if (status === 404) return new ProblemError('not-found', 'There is nothing at this address.');
  if (status < 500) return new ProblemError('bad-request', 'The address of this request cannot be read.');
  return new ProblemError('internal', 'The server met an error of its own. Nothing of yours was lost; try again.');
}

/** The first of what is wrong: there may be as much of it as the request is long. */
function told({ issues }: z.ZodError): string {
  const words = z.prettifyError(new z.ZodError(issues.slice(0, issuesToldMax)));
  const clipped = words.length > issuesToldCharsMax ? `${words.slice(0, issuesToldCharsMax)}…` : words;
  return issues.length > issuesToldMax ? `${clipped}\nand ${issues.length - issuesToldMax} more.` : clipped;
}
