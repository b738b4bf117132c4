// An expected refusal of a request, and how it leaves: problem+json with a stable type (RFC 9457).
import type { Response } from 'express';
import type { ProblemType } from '../../shared/api/contract.ts';
import { problemTypes, problemUri } from '../../shared/api/contract.ts';
import { problemPage } from './problem-page.ts';

/** When to come again where nobody can tell when there is room. */
const busySeconds = 2;

export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemType;
  readonly code: string | undefined;
  readonly retryAfterSeconds: number;

  constructor(problem: ProblemType, detail: string, code?: string, retryAfterSeconds = busySeconds) {
    super(detail);
    this.problem = problem;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const titles: { readonly [T in ProblemType]: string } = {
  'bad-request': 'The request cannot be read',
  'no-seat': 'You hold no such seat',
  'no-link': 'This link leads nowhere',
  'link-ended': 'This link has ended',
  'not-allowed': 'You may not do this',
  'wrong-origin': 'This request comes from another site',
  'wrong-host': 'This server has another name',
  'not-found': 'There is nothing here',
  'act-refused': 'The act was refused',
  'act-id-reused': 'This act id was used for something else',
  'words-not-here': 'The words it rests on have not arrived',
  'too-large': 'The request is too large',
  outdated: 'The page is of another version',
  'too-many-requests': 'Too many requests',
  internal: 'Something went wrong here',
  'damaged-record': 'The record of this draft is damaged',
  'not-saved': 'It could not be saved',
  'cannot-store': 'The server cannot store just now',
};

type ToldProblem = Pick<ProblemError, 'problem' | 'message' | 'code'> &
  Partial<Pick<ProblemError, 'retryAfterSeconds'>>;

export function sendProblem(
  response: Response,
  { problem, message, code, retryAfterSeconds = busySeconds }: ToldProblem,
): void {
  const status = problemTypes[problem];
  if (problem === 'too-many-requests') response.setHeader('Retry-After', retryAfterSeconds);
  response.removeHeader('Content-Disposition'); // what was to be kept as a file is none
  response.status(status).vary('Accept');
  // A browser that was led here by a link shows what it gets.
  if (response.req.accepts(['application/problem+json', 'text/html']) === 'text/html')
    return void response.type('html').send(problemPage(titles[problem], message));
  response.type('application/problem+json').send(
    JSON.stringify({
      type: problemUri(problem),
      title: titles[problem],
      status,
      detail: message,
      ...(code === undefined ? {} : { code }),
    }),
  );
}
