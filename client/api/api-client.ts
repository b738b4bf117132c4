// The REST interface as typed calls. Every answer is read by its schema; every refusal becomes an ApiProblem with the
// server's words.
import type { z } from 'zod';
import type { Act } from '../../shared/acts/act.ts';
import type { NewCirculation } from '../../shared/api/circulations.ts';
import { Circulated, Circulations, ReaderLink, ReaderReceipt, SentCirculation } from '../../shared/api/circulations.ts';
import type { HistoryQuery, NewDraft } from '../../shared/api/contract.ts';
import {
  ActAnswer,
  DraftView,
  HistoryPage,
  ImportPreview,
  MadeDraft,
  Problem,
  Seat,
  Welcome,
} from '../../shared/api/contract.ts';
import { Reading, ReadingNews } from '../../shared/api/reading.ts';
import type { RestorationOrder } from '../../shared/api/record.ts';
import { Comparison, Density, Links, Moment, PublicKey } from '../../shared/api/record.ts';
import type { Voice } from '../../shared/api/voice.ts';
import { busyPatienceMs, busyTriesMax } from '../../shared/budget-limits.ts';
import type { CirculationId, DocPart, DraftId, MemberId, SeatId } from '../../shared/ids.ts';
import { rest, retryAfterMs } from './retry-after.ts';

export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly problem: Problem;
  /** When a busy server wants to be asked again; null: it does not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, problem: Problem, retryAfterMs: number | null = null) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A TypeError like fetch's own, in words for the screen: a browser's are "Failed to fetch", or others. */
export class NotReached extends TypeError {
  override name = 'NotReached';

  constructor(cause: unknown) {
    super('The server cannot be reached. Try again when there is a connection.', { cause });
  }
}

/** What is said where something was asked for and not done. */
export function problemWords(error: unknown): string {
  if (error instanceof NotReached) return 'There is no connection. Nothing was sent: try again when it is back.';
  return error instanceof Error ? error.message : String(error);
}

/** What leaves as it is, instead of as JSON. */
export type FileToRead = { readonly name: string; readonly content: Blob | string };

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Rejects with ApiProblem, or with NotReached where there is no connection. */
async function call<T>(
  method: Method,
  path: string,
  schema: z.ZodType<T> | null,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T | null> {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetchPatiently(path, {
    method,
    headers: { ...headers, ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemIn(response);
  return schema && response.status !== 204 ? schema.parse(await reached(response.json())) : null;
}

async function ask<T>(
  method: Method,
  path: string,
  schema: z.ZodType<T>,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
): Promise<T> {
  const answer = await call(method, path, schema, body, headers);
  if (answer === null) throw new Error(`${path} answered nothing`);
  return answer;
}

/** The connection may also end within an answer. */
const reached = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw error instanceof TypeError ? new NotReached(error) : error;
  });

/** A server that is busy has done nothing: the same is asked again when it said, a few times. */
async function fetchPatiently(path: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await reached(fetch(path, init));
    const ms = retryAfterMs(response);
    if (ms === null || ms > busyPatienceMs || tries >= busyTriesMax) return response;
    await rest(ms);
  }
}

const problemIn = async (response: Response): Promise<ApiProblem> =>
  new ApiProblem(response.status, await problemOf(response), retryAfterMs(response));

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null); // a proxy's page, not our server's answer
  const words = `The server answered ${response.status}.`;
  return Problem.safeParse(body).data ?? { type: 'about:blank', title: words, status: response.status, detail: words };
}

/** A reader has no cookie: the link's secret says who asks. */
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
const draftPath = (draft: DraftId): string => `/api/drafts/${encodeURIComponent(draft)}`;
const withSeat = (seat: SeatId): string => `?seat=${encodeURIComponent(seat)}`;

export const api = {
  welcome: () => ask('GET', '/api/welcome', Welcome),
  takeSeat: (draft: DraftId, member: MemberId) => ask('POST', '/api/seats', Seat, { draft, member }),
  leaveSeat: (seat: SeatId) => call('DELETE', `/api/seats/${encodeURIComponent(seat)}`, null),
  resetSample: () => call('POST', '/api/sample/reset', null),
  draft: (draft: DraftId, seat: SeatId) => ask('GET', `${draftPath(draft)}${withSeat(seat)}`, DraftView),
  act: (draft: DraftId, seat: SeatId, act: Act) =>
    ask('POST', `${draftPath(draft)}/acts${withSeat(seat)}`, ActAnswer, act),
  restore: (draft: DraftId, seat: SeatId, order: RestorationOrder) =>
    ask('POST', `${draftPath(draft)}/restorations${withSeat(seat)}`, ActAnswer, order),
  preview: async (draft: DraftId, seat: SeatId, { name, content }: FileToRead) => {
    const path = `${draftPath(draft)}/previews${withSeat(seat)}&name=${encodeURIComponent(name)}`;
    const headers = { 'Content-Type': 'application/octet-stream' };
    const response = await fetchPatiently(path, { method: 'POST', headers, body: content });
    if (!response.ok) throw await problemIn(response);
    return ImportPreview.parse(await reached(response.json()));
  },
  importInto: (draft: DraftId, seat: SeatId, act: Act) =>
    ask('POST', `${draftPath(draft)}/imports${withSeat(seat)}`, ActAnswer, act),
  newDraft: (seat: SeatId, draft: NewDraft) => ask('POST', `/api/drafts${withSeat(seat)}`, MadeDraft, draft),
  exportPath: (draft: DraftId, seat: SeatId) => `${draftPath(draft)}/export.md${withSeat(seat)}`,
  reading: (draft: DraftId, seat: SeatId, known: number) =>
    ask('GET', `${draftPath(draft)}/reading${withSeat(seat)}&known=${known}`, ReadingNews),
  markRead: (draft: DraftId, seat: SeatId, change: Partial<Pick<Reading, 'all' | 'marks'>>) =>
    ask('PUT', `${draftPath(draft)}/reading${withSeat(seat)}`, Reading, change),
  redact: (draft: DraftId, seat: SeatId, order: { run: string; reason: string }) =>
    ask('POST', `${draftPath(draft)}/redactions${withSeat(seat)}`, ActAnswer, order),
  circulations: (draft: DraftId, seat: SeatId) =>
    ask('GET', `${draftPath(draft)}/circulations${withSeat(seat)}`, Circulations),
  circulate: (draft: DraftId, seat: SeatId, circulation: NewCirculation) =>
    ask('POST', `${draftPath(draft)}/circulations${withSeat(seat)}`, SentCirculation, circulation),
  newLink: (draft: DraftId, seat: SeatId, circulation: CirculationId, reader: MemberId) =>
    ask('POST', `${draftPath(draft)}/circulations/${circulation}/links${withSeat(seat)}&reader=${reader}`, ReaderLink),
  /** Null: nothing is new since `known`. */
  circulated: (secret: string, known: string | null) =>
    call('GET', `/api/circulated${known === null ? '' : `?known=${known}`}`, Circulated, undefined, bearer(secret)),
  actCirculated: (secret: string, act: Act) => ask('POST', '/api/circulated/acts', ReaderReceipt, act, bearer(secret)),
  key: () => ask('GET', '/api/key', PublicKey),
  links: (draft: DraftId, seat: SeatId, doc: DocPart, after: number) =>
    ask('GET', `${draftPath(draft)}/links${withSeat(seat)}&doc=${doc}&after=${after}`, Links),
  recordPath: (draft: DraftId, seat: SeatId) => `${draftPath(draft)}/record.jsonl${withSeat(seat)}`,
  moment: (draft: DraftId, seat: SeatId, moment: string) =>
    ask('GET', `${draftPath(draft)}/moments/${moment}${withSeat(seat)}`, Moment),
  comparison: (draft: DraftId, seat: SeatId, { from, to, by }: { from: string; to: string; by?: Voice | undefined }) =>
    ask(
      'GET',
      `${draftPath(draft)}/comparison${withSeat(seat)}&from=${from}&to=${to}${by === undefined ? '' : `&by=${by}`}`,
      Comparison,
    ),
  density: (draft: DraftId, seat: SeatId, buckets: number) =>
    ask('GET', `${draftPath(draft)}/density${withSeat(seat)}&buckets=${buckets}`, Density),
  history: (draft: DraftId, query: Partial<HistoryQuery> & Pick<HistoryQuery, 'seat'>) => {
    const given = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
    return ask('GET', `${draftPath(draft)}/history?${new URLSearchParams(Object.fromEntries(given))}`, HistoryPage);
  },
};
