// Red lines, flags and stances over the real server: what comes in wrong is refused in words and leaves no half state;
// of two who settle at once one does.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import type { StockClient } from '../support/stock-client.ts';
import { connectStock, until } from '../support/stock-client.ts';

let server: TestServer;
let ukr: Person;
let rus: Person;
let chair: Person;
let text: StockClient;
let shared: StockClient;
let rows: DocRows;

beforeAll(async () => {
  server = await startTestServer();
  [ukr, rus, chair] = await Promise.all([
    Person.sitsDown(server.address, 'ukr-head'),
    Person.sitsDown(server.address, 'rus-head'),
    Person.sitsDown(server.address, 'chair'),
  ]);
  text = await connectStock(ukr);
  shared = await connectStock(ukr, 'shared');
  rows = new DocRows(shared.doc);
});
afterAll(async () => {
  text.leave();
  shared.leave();
  await server.stop();
});

const does = (person: Person, act: Record<string, unknown>): Promise<Response> =>
  person.posts(`/api/drafts/sample/acts?seat=${person.seat.id}`, { id: randomUUID(), ...act });

const openPoint = (): string => rows.all('points').find(({ state }) => state.kind === 'open')?.id ?? '';
const lineOf = (party: string): string =>
  rows.all('redLines').find(line => line.party === party && line.states.at(-1)?.state !== 'withdrawn')?.id ?? '';
const basisNow = (point: string): string => wordingId(canonicalText(bodyOf(text.doc, point)));
const flag = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'flag.raise',
  point: openPoint(),
  anchor: null,
  needs: [],
  redLine: lineOf('ukr'),
  severity: 'risks',
  reason: null,
  ...more,
});
const line = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'red-line.add',
  party: 'ukr',
  statement: 'A line',
  theme: null,
  points: [],
  source: { who: 'Somebody', where: '', date: '2025-11-23' },
  ...more,
});

test.each<[string, () => Record<string, unknown>, number, string]>([
  ['a flag on an unknown red line', () => flag({ redLine: 'elsewhere' }), 409, 'act-refused'],
  ['a flag on a withdrawn red line', () => flag({ redLine: withdrawn() }), 409, 'act-refused'],
  ['a flag on an unknown point', () => flag({ point: 'elsewhere' }), 409, 'act-refused'],
  ['a severity outside the list', () => flag({ severity: 'hurts' }), 400, 'bad-request'],
  ['a flag on words that never came', () => flag({ needs: [[4_000_000_000, 5]] }), 409, 'words-not-here'],
  ['a red line of 100 kB', () => line({ statement: 'x'.repeat(100_000) }), 400, 'bad-request'],
  ['a red line of another party', () => line({ party: 'rus' }), 403, 'not-allowed'],
  [
    'a red line on a day that is none',
    () => line({ source: { who: 'x', where: '', date: '2025-02-31' } }),
    400,
    'bad-request',
  ],
  ['a red line on another draft’s point', () => line({ points: ['elsewhere'] }), 409, 'act-refused'],
  ['a stance on words that do not stand', () => stance({ basis: 'other' }), 409, 'act-refused'],
  ['a stance that is none', () => stance({ stance: 'maybe' }), 400, 'bad-request'],
  ['a stance on another draft’s point', () => stance({ point: 'elsewhere' }), 409, 'act-refused'],
])('[P4] %s: a problem with a stable type, and no trace', async (_, act, status, type) => {
  const before = (await ukr.history('&kind=red-line,flag,stance')).entries[0]?.id;
  const response = await does(ukr, act());
  const problem = await response.json();
  expect([response.status, problem.type]).toEqual([status, `urn:nonpaper:problem:${type}`]);
  expect(problem.detail.length).toBeGreaterThan(10);
  expect((await ukr.history('&kind=red-line,flag,stance')).entries[0]?.id).toBe(before);
});

const withdrawn = (): string =>
  rows.all('redLines').find(({ states }) => states.at(-1)?.state === 'withdrawn')?.id ?? '';
const stance = (more: Record<string, unknown>): Record<string, unknown> => ({
  kind: 'stance.take',
  point: openPoint(),
  stance: 'accept',
  reason: null,
  basis: basisNow(openPoint()),
  ...more,
});

test('[P10] nobody takes a stance for a delegation that is not theirs, or without one', async () => {
  expect((await does(chair, stance({}))).status).toBe(403);
});

test('[P9] of two who settle one flag at once, one does and the other is told', async () => {
  const raised = flag();
  const id = randomUUID();
  await rus.posts(`/api/drafts/sample/acts?seat=${rus.seat.id}`, { ...raised, id });
  const settle = { kind: 'flag.settle', flag: id, outcome: null };
  const answers = await Promise.all([does(ukr, settle), does(rus, settle)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  await until(() => rows.get('flags', id)?.state.kind === 'settled', shared.doc, 'update');
  const { entries } = await ukr.history(`&row=${id}`);
  expect(entries.map(({ kind }) => kind)).toEqual(['flag.settle', 'flag.raise']);
});

test('[P10] a stance is stale as soon as the words change, and the words it was taken to are still there to compare', async () => {
  const point = openPoint();
  expect((await does(ukr, stance({ stance: 'change', reason: `because ${randomUUID()}` }))).status).toBe(201);
  const taken = () => rows.all('stances').find(row => row.point === point && row.party === 'ukr');
  await until(() => taken()?.stance === 'change', shared.doc, 'update');
  const before = canonicalText(bodyOf(text.doc, point));
  text.textOf(point).insert(0, 'Now ');
  expect(taken()?.basis).not.toBe(basisNow(point));
  expect(rows.get('wordings', taken()?.basis ?? '')?.text).toBe(before);
});

test('[P10] whoever took a stance by mistake undoes it: the one before stands as it was, stale or not; the history has both', async () => {
  const point = openPoint();
  const taken = () => rows.all('stances').find(row => row.point === point && row.party === 'ukr');
  const takes = async (stance: string): Promise<string> => {
    const id = randomUUID();
    const act = { kind: 'stance.take', point, stance, reason: `because ${id}`, basis: basisNow(point), id };
    expect((await ukr.posts(`/api/drafts/sample/acts?seat=${ukr.seat.id}`, act)).status).toBe(201);
    await until(() => taken()?.reason === act.reason, shared.doc, 'update');
    return id;
  };
  await takes('accept');
  const before = taken();
  const words = rows.get('wordings', before?.basis ?? '')?.text;
  text.textOf(point).insert(0, 'Then ');
  await until(() => basisNow(point) !== before?.basis, text.doc, 'update');
  const mistaken = await takes('reject');
  const undo = { kind: 'stance.undo', point, taken: mistaken };
  expect((await does(rus, undo)).status).toBe(403);
  expect((await does(ukr, undo)).status).toBe(201);
  await until(() => taken()?.stance === 'accept', shared.doc, 'update');
  expect(taken()).toEqual(before);
  expect(rows.get('wordings', before?.basis ?? '')?.text).toBe(words);
  expect((await does(ukr, undo)).status).toBe(409);
  const { entries } = await ukr.history(`&row=${before?.id}`);
  expect(entries.slice(0, 2).map(({ kind, facts }) => [kind, facts['was'], facts['now']])).toEqual([
    ['stance.undo', 'reject', 'accept'],
    ['stance.take', 'accept', 'reject'],
  ]);
});

test('[P6] a thread that is resolved as somebody proposed names both; resolved in other words, the resolver alone', async () => {
  const resolved = async (outcome: string) => {
    const [open, propose] = [randomUUID(), { kind: 'thread.propose', outcome: 'Put off' }];
    const act = { kind: 'thread.open', point: openPoint(), anchor: null, needs: [], text: 'When?', id: open };
    await ukr.posts(`/api/drafts/sample/acts?seat=${ukr.seat.id}`, act);
    expect((await does(rus, { ...propose, thread: open })).status).toBe(201);
    expect((await does(ukr, { kind: 'thread.resolve', thread: open, outcome })).status).toBe(201);
    await until(() => rows.get('threads', open)?.state.kind === 'resolved', shared.doc, 'update');
    const state = rows.get('threads', open)?.state;
    const { entries } = await ukr.history(`&thread=${open}`);
    return [state?.kind === 'resolved' ? state.proposedBy?.party : null, entries[0]?.facts['proposer']];
  };
  const { name } = rus.seat;
  expect(await resolved('Put off')).toEqual(['rus', expect.stringContaining(name)]);
  expect(await resolved('Put off to May')).toEqual([undefined, undefined]);
});
