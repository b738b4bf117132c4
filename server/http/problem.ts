// An expected refusal of a request, and how it leaves: problem+json with a stable type (RFC 9457).
import type { Response } from 'express';
import type { ProblemType } from '../../shared/api/contract.ts';
import { problemTypes, problemUri } from '../../shared/api/contract.ts';

export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemType;
  readonly code: string | undefined;

  constructor(problem: ProblemType, detail: string, code?: string) {
    super(detail);
    this.problem = problem;
    this.code = code;
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
  'not-saved': 'It could not be saved',
};

export function sendProblem(
  response: Response,
  { problem, message, code }: Pick<ProblemError, 'problem' | 'message' | 'code'>,
): void {
  const status = problemTypes[problem];
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: problemUri(problem),
        title: titles[problem],
        status,
        detail: message,
        ...(code === undefined ? {} : { code }),
      }),
    );
}
