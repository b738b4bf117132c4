// The one place where anything thrown in a route becomes an answer. Expected refusals keep their words; everything else is ours, is logged,
// and says nothing of the inside.
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ProblemError, sendProblem } from './problem.ts';

/** What body-parser throws: a status and a type in words. */
const BodyError = z.object({ type: z.string(), status: z.number(), limit: z.number().optional() });

export function errorHandler(onError: (what: string, error: unknown) => void) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    if (response.headersSent) return void response.destroy();
    const problem = asProblem(error);
    if (problem.problem === 'internal') onError(`${request.method} ${request.path}`, error);
    sendProblem(response, problem);
  };
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) return new ProblemError('bad-request', z.prettifyError(error));
  const body = BodyError.safeParse(error).data;
  if (body?.type === 'entity.too.large')
    return new ProblemError('too-large', `The request holds more than it may${inWords(body.limit)}.`);
  if (body && body.status < 500) return new ProblemError('bad-request', 'The body is not JSON that can be read.');
  return new ProblemError('internal', 'The server met an error of its own. Nothing of yours was lost; try again.');
}

/** Each route has a bound of its own (limits.ts). */
function inWords(bytes: number | undefined): string {
  if (bytes === undefined) return '';
  return bytes < 2 ** 20 ? `: ${bytes / 2 ** 10} kB` : `: ${bytes / 2 ** 20} MB`;
}
