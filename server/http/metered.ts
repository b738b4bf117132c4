// What every request to the interface pays before its body is read: the seat's member, their draft and their address,
// by kind of thing asked. Whoever is over is told when to come again. (Lines are metered by their route, readers by
// theirs.)
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import type { KnownKeys } from '../access/known-keys.ts';
import type { Answer, Budgets, Costs } from '../budgets/budgets.ts';
import type { WorkMeter } from '../budgets/work-meter.ts';
import type { Door } from './door.ts';
import { ProblemError } from './problem.ts';

type Priced = { readonly method: string | null; readonly path: RegExp; readonly costs: Costs };

/** The first that fits. What several do not name pays as a request. */
const prices: readonly Priced[] = [
  { method: null, path: /^\/lines\//, costs: {} },
  { method: 'POST', path: /^\/drafts\/[^/]+\/lines$/, costs: {} },
  { method: 'POST', path: /\/acts$/, costs: { acts: 1 } },
  { method: 'POST', path: /\/(restorations|redactions)$/, costs: { acts: 1, lookBacks: 5 } },
  { method: 'POST', path: /^\/drafts(\/[^/]+\/(previews|imports))?$/, costs: { documents: 1 } },
  { method: 'POST', path: /^\/sample\/reset$/, costs: { resets: 1 } },
  { method: 'GET', path: /\/(export\.md|record\.jsonl)$/, costs: { exports: 1 } },
  { method: 'GET', path: /\/(moments\/[^/]+|comparison|density)$/, costs: { lookBacks: 1 } },
];

export function priceOf(request: Pick<Request, 'method' | 'path' | 'query'>): Costs {
  if (/\/history$/.test(request.path) && request.query['words'] !== undefined) return { searches: 1 };
  const found = prices.find(
    ({ method, path }) => (method ?? request.method) === request.method && path.test(request.path),
  );
  return found?.costs ?? { requests: 1 };
}

export type MeteredParts = {
  readonly access: Access;
  readonly budgets: Budgets;
  readonly keys: Pick<KnownKeys, 'note'>;
  readonly door: Door;
  readonly meter: WorkMeter;
};

/** Mounted below `/api`. */
export function metered({ access, budgets, keys, door, meter }: MeteredParts) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const costs = priceOf(request);
    if (Object.keys(costs).length === 0) return next();
    const address = access.addressOf(request);
    if (/^\/circulated/.test(request.path)) {
      mustGo(budgets.ask({ draft: null, member: null, address }, costs));
      return next();
    }
    const started = meter.now();
    const seat = await access.seatOf(request, z.string().safeParse(request.query['seat']).data);
    const { draft = null, member = null } = seat ?? {};
    const known = seat && { draft: seat.draft, member: seat.member };
    meter.since(started, `${request.method}, who asks`, known ?? { address });
    keys.note(request, known);
    if (!seat) await new Promise<void>(begin => door.turn(request, response, begin));
    mustGo(budgets.ask({ draft, member, address }, costs));
    next();
  };
}

/** Throws a ProblemError that says when. */
export function mustGo(answer: Answer, words = 'That was much at once.'): void {
  if (answer === 'go') return;
  const seconds = Math.ceil(answer.wait);
  throw new ProblemError('too-many-requests', `${words} Try again in ${inWords(seconds)}.`, undefined, seconds);
}

const inWords = (seconds: number): string => (seconds < 5 ? 'a moment' : `${seconds} seconds`);
