// A member who was away, on a real server with a clock of its own: what is unread to them, of every kind of act; that
// it stays so until they read it; that nobody hears of it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { z } from 'zod';
import { newestByOthers, unreadThings } from '../../client/catch-up/unread-things.ts';
import type { ActKind } from '../../shared/acts/act.ts';
import { actKinds } from '../../shared/acts/permissions.ts';
import type { Reading } from '../../shared/api/reading.ts';
import { ReadingNews } from '../../shared/api/reading.ts';
import { Moment } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { redLine } from '../support/standing-draft.ts';
import { connectStock } from '../support/stock-client.ts';

/** Read by the server's schema. */
type Given = { readonly kind: ActKind } & Readonly<Record<string, unknown>>;

const minute = 60_000;
const day = 24 * 60 * minute;
let now: number;
let server: TestServer;
beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9);
  server = await startTestServer({ now: () => now });
});
afterEach(() => server.stop());

const sits = (member: string): Promise<Person> => Person.sitsDown(server.address, member);
const path = (who: Person, rest: string): string =>
  `/api/drafts/sample/${rest}${rest.includes('?') ? '&' : '?'}seat=${who.seat.id}`;
const reads = async (who: Person, known = 0): Promise<ReadingNews> =>
  ReadingNews.parse(await (await who.get(path(who, `reading?known=${known}`))).json());
async function marks(who: Person, change: Partial<Pick<Reading, 'all' | 'marks'>>): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Cookie: who.cookie };
  const answer = await fetch(`${server.address}${path(who, 'reading')}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(change),
  });
  expect(answer.status).toBe(200);
}
async function draftNow(
  who: Person,
): Promise<{ rows: DocRows; basisOf: (point: string) => string; points: PointId[] }> {
  const moment = Moment.parse(await (await who.get(path(who, 'moments/now'))).json());
  const [shared, text] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(shared, Buffer.from(moment.shared, 'base64'));
  Y.applyUpdate(text, Buffer.from(moment.text, 'base64'));
  const rows = new DocRows(shared);
  return {
    rows,
    basisOf: point => wordingId(canonicalText(bodyOf(text, point))),
    points: outlineOf(rows).themes.flatMap(theme => theme.points.map(({ row }) => row.id)),
  };
}
/** What a page that is opened now shows as unread. */
async function unreadTo(who: Person): Promise<{ points: string[]; threads: string[]; older: number }> {
  const reading = await reads(who);
  const { changes } = await who.view();
  const live = new Map(changes.map(({ point, by, at }) => [point, { by, at }]));
  const { rows } = await draftNow(who);
  const { points, threads, older } = unreadThings(rows, newestByOthers(reading, live, who.seat.member), reading);
  return { points: [...points].sort(), threads: [...threads].sort(), older };
}
async function does(who: Person, act: Given): Promise<string> {
  now += act.kind === 'stance.undo' ? 1_000 : minute; // a stance can be undone for half a minute
  const id = z.string().parse(act['id'] ?? crypto.randomUUID());
  const { kind, ...order } = act;
  const answer =
    kind === 'words.restore'
      ? await who.posts(path(who, 'restorations'), { ...order, id })
      : await who.posts(path(who, kind === 'outline.import' ? 'imports' : 'acts'), { ...act, id });
  expect(answer.status, `${act.kind}: ${await answer.clone().text()}`).toBe(201);
  return id;
}

test('[H9] every kind of act is news to everybody else, at its point or thread or beside them, and none to its author', async () => {
  const [chair, drafter, ukr, rus, away] = await Promise.all(
    ['chair', 'drafter', 'ukr-head', 'rus-head', 'observer'].map(sits),
  );
  if (!chair || !drafter || !ukr || !rus || !away) throw new Error('somebody is missing');
  const everybody = [chair, drafter, ukr, rus, away];
  for (const who of everybody) expect(await reads(who)).toMatchObject({ since: null, first: null });
  now += day;
  const { rows, basisOf, points } = await draftNow(chair);
  const [first, second] = points;
  const theme = rows.get('points', first ?? '')?.theme;
  const blocks = [{ kind: 'paragraph', runs: [{ text: 'Back again.', marks: [], link: null }] }];
  const seen = new Set<ActKind>();
  /**
   * `about`: ids of the points and threads it is to be news of; what came in from a document is news of its points and,
   * as a whole, beside them.
   */
  const isNews = async (who: Person, about: readonly string[], act: Given): Promise<void> => {
    seen.add(act.kind);
    await does(who, act);
    const [told, own] = [await reads(away, now), await reads(who, now)];
    const things = [...Object.keys(told.news.points), ...Object.keys(told.news.threads)];
    expect([act.kind, things.sort(), told.news.besides.at === now]).toEqual([
      act.kind,
      [...about].sort(),
      about.length === 0 || act.kind === 'outline.import',
    ]);
    expect([act.kind, own.news.points, own.news.threads, own.news.besides.at === now]).toEqual([
      act.kind,
      {},
      {},
      false,
    ]);
  };
  const outline = { after: null, themes: [{ title: 'New', points: [{ title: 'A point', blocks }] }] };
  const line = { party: 'rus', ...redLine('No veto') };
  await isNews(chair, [], { kind: 'theme.add', id: 't', after: null, title: 'Theme' });
  await isNews(chair, [], { kind: 'theme.rename', theme: 't', title: 'Another' });
  await isNews(chair, [], { kind: 'theme.move', theme: 't', after: theme });
  await isNews(chair, [], { kind: 'theme.remove', theme: 't' });
  await isNews(chair, [], { kind: 'theme.restore', theme: 't' });
  await isNews(drafter, ['p'], {
    kind: 'point.add',
    id: 'p',
    theme: 't',
    after: null,
    title: 'P',
    paragraphs: [],
  });
  await isNews(drafter, ['p'], { kind: 'point.rename', point: 'p', title: 'Q' });
  await isNews(drafter, ['p'], { kind: 'point.move', point: 'p', theme, after: null });
  await isNews(chair, ['p'], { kind: 'point.lock', point: 'p' });
  await isNews(chair, ['p'], { kind: 'point.unlock', point: 'p' });
  await isNews(drafter, [`${first}`, `${second}`], {
    kind: 'words.restore',
    moment: String(now),
    points: [first, second].map(point => ({ point, basis: basisOf(`${point}`) })),
    outline: null,
  });
  await isNews(drafter, ['i-t0p0'], { kind: 'outline.import', id: 'i', ...outline });
  await isNews(rus, ['thread'], {
    kind: 'thread.open',
    id: 'thread',
    point: 'p',
    anchor: null,
    needs: [],
    text: 'Why?',
  });
  const onWords = { anchor: { start: 'AAAA', end: 'AAAA', quote: 'words', prefix: '', suffix: '' }, needs: [] };
  await isNews(rus, ['thread'], { kind: 'thread.attach', point: 'p', thread: 'thread', ...onWords });
  await isNews(ukr, ['thread'], { kind: 'thread.reply', id: 'reply', thread: 'thread', text: 'Because.' });
  await isNews(ukr, ['thread'], { kind: 'comment.edit', comment: 'reply', text: 'Since.' });
  await isNews(ukr, ['thread'], { kind: 'comment.remove', comment: 'reply' });
  await isNews(ukr, ['thread'], { kind: 'thread.propose', thread: 'thread', outcome: null });
  await isNews(rus, ['thread'], { kind: 'thread.keep-open', thread: 'thread' });
  await isNews(rus, ['thread'], { kind: 'thread.resolve', thread: 'thread', outcome: null });
  await isNews(rus, ['thread'], { kind: 'thread.reopen', thread: 'thread' });
  await isNews(rus, [], { kind: 'red-line.add', id: 'line', ...line });
  await isNews(rus, [], { kind: 'red-line.amend', redLine: 'line', ...redLine('No vetoes') });
  await isNews(rus, [], { kind: 'red-line.change', redLine: 'line', state: 'softened', note: null });
  await isNews(ukr, ['p'], {
    kind: 'flag.raise',
    id: 'flag',
    point: 'p',
    anchor: null,
    needs: [],
    redLine: 'line',
    severity: 'risks',
    reason: null,
  });
  await isNews(ukr, ['p'], { kind: 'flag.amend', flag: 'flag', severity: 'crosses', reason: null });
  await isNews(ukr, ['p'], { kind: 'flag.attach', point: 'p', flag: 'flag', ...onWords });
  await isNews(rus, ['p'], { kind: 'flag.affirm', flag: 'flag' });
  await isNews(rus, ['p'], { kind: 'flag.dispute', flag: 'flag', reason: null });
  await isNews(rus, ['talk'], { kind: 'flag.discuss', id: 'talk', flag: 'flag', text: 'Which?' });
  await isNews(rus, ['p'], { kind: 'flag.settle', flag: 'flag', outcome: null });
  await isNews(rus, ['p'], { kind: 'flag.reopen', flag: 'flag' });
  await isNews(ukr, ['p'], { kind: 'flag.withdraw', flag: 'flag' });
  await isNews(ukr, ['p'], {
    kind: 'stance.take',
    id: 'taken',
    point: 'p',
    stance: 'accept',
    reason: null,
    basis: (await draftNow(chair)).basisOf('p'),
  });
  await isNews(ukr, ['p'], { kind: 'stance.undo', point: 'p', taken: 'taken' });
  await isNews(drafter, ['p'], { kind: 'point.remove', point: 'p' });
  await isNews(drafter, ['p'], { kind: 'point.restore', point: 'p' });
  await isNews(chair, [], { kind: 'draft.drafting', drafting: 'closed' });
  await isNews(chair, [], {
    kind: 'draft.delegates',
    delegates: rows.get('draft', 'draft')?.delegates === 'speak' ? 'advise' : 'speak',
  });
  await isNews(chair, [], { kind: 'draft.passing', passing: 'members' });
  await isNews(chair, [], { kind: 'version.name', name: 'Rev. 1' });
  await isNews(chair, [], {
    kind: 'party.add',
    party: 'xyz',
    code: 'XYZ',
    name: 'Xyz',
    colour: 5,
    shape: 'ring',
  });
  await isNews(chair, [], { kind: 'party.rename', party: 'xyz', name: 'Zyx' });
  await isNews(chair, [], { kind: 'member.add', member: 'guest', name: 'Guest', role: 'observer', party: null });
  await isNews(chair, [], { kind: 'member.change', member: 'guest', role: 'delegate', party: 'xyz' });
  await isNews(chair, [], { kind: 'member.remove', member: 'guest' });
  await isNews(chair, [], { kind: 'party.remove', party: 'xyz' });
  const byRoutesOfTheirOwn: readonly ActKind[] = [
    'draft.create',
    'circulation.send',
    'circulation.end',
    'record.redact',
  ];
  expect([...seen, ...byRoutesOfTheirOwn].sort()).toEqual([...actKinds].sort());
});

test('[H9] words are news at their point', async () => {
  const [away, rus] = [await sits('observer'), await sits('rus-delegate')];
  await reads(away);
  now += day;
  const { points } = await draftNow(away);
  const client = await connectStock(rus);
  const point = points[2] ?? '';
  client.textOf(point).insert(0, 'Whereas ');
  let told = await reads(away);
  while (Object.keys(told.news.points).length === 0) told = await reads(away);
  expect(told.news).toMatchObject({ points: { [point]: now }, threads: {}, besides: { count: 0 } });
  client.leave();
});

test('[H9] away three days, half read, away again: the other half is still unread, on another device too', async () => {
  const [ukr, rus, chair] = [await sits('ukr-delegate'), await sits('rus-head'), await sits('chair')];
  const { points } = await draftNow(ukr);
  const [first = '', second = '', third = ''] = points;
  await reads(ukr);
  expect(await unreadTo(ukr)).toEqual({ points: [], threads: [], older: 0 });

  now += 3 * day;
  await does(chair, { kind: 'point.rename', point: first, title: 'Renamed' });
  await does(chair, { kind: 'point.lock', point: second });
  const thread = await does(rus, { kind: 'thread.open', point: third, anchor: null, needs: [], text: 'Why?' });
  await does(chair, { kind: 'point.remove', point: third });
  await does(chair, { kind: 'version.name', name: 'Rev. 1' });
  now += minute;
  const told = await reads(ukr);
  expect(told.news.besides).toMatchObject({ count: 1, lately: 1 });
  expect(await unreadTo(ukr)).toEqual({ points: [first, second, third].sort(), threads: [thread], older: 0 });

  await marks(ukr, { marks: { [`point-${first}`]: now, [`point-${third}`]: now } });
  now += minute;
  await reads(ukr);
  const left = now - minute;
  now += day;
  const elsewhere = await sits('ukr-delegate');
  expect(elsewhere.cookie).not.toBe(ukr.cookie);
  const later = await reads(elsewhere);
  expect([later.first, later.since].map(at => (at ?? 0) <= left)).toEqual([true, true]);
  expect(later.since).toBeGreaterThan(later.first ?? 0);
  const rest = { points: [second], threads: [thread], older: 3 };
  expect(await unreadTo(elsewhere)).toEqual(rest);
  expect(await unreadTo(ukr)).toEqual(rest);

  now += 30 * day;
  expect(await unreadTo(ukr)).toEqual(rest);
  const { news } = await reads(ukr);
  await marks(ukr, { all: Math.max(...Object.values(news.points), ...Object.values(news.threads), news.besides.at) });
  expect(await unreadTo(elsewhere)).toEqual({ points: [], threads: [], older: 0 });
});

test('[H9] what a member has read, and when they were here, is in nothing that anybody else is sent', async () => {
  const [ukr, rus, chair] = [await sits('ukr-delegate'), await sits('rus-head'), await sits('chair')];
  const listening = await connectStock(rus, 'shared');
  const before = Y.encodeStateVector(listening.doc);
  const [point = ''] = (await draftNow(ukr)).points;
  now += 17 * minute + 123; // a moment at which nothing else happens
  const here = now;
  await reads(ukr);
  now += day;
  await reads(ukr);
  const read = 1_234_567_891;
  await marks(ukr, { all: 5, marks: { [`point-${point}`]: read } });
  const ofUkr = await reads(ukr);
  expect([ofUkr.first, ofUkr.marks]).toEqual([here, { [`point-${point}`]: read }]);
  for (const who of [rus, chair]) {
    const asked = ['', 'reading', 'history?limit=200', 'record.jsonl', 'circulations', 'density?buckets=50'];
    const answers = await Promise.all(asked.map(async rest => (await who.get(path(who, rest))).text()));
    answers.push(JSON.stringify(await who.welcome()));
    for (const planted of [read, here, ofUkr.since]) expect(answers.join('\n')).not.toContain(String(planted));
    expect((await reads(who)).marks).toEqual({});
    expect((await who.get(`/api/drafts/sample/reading?seat=${ukr.seat.id}`)).status).toBe(401);
  }
  expect(Y.encodeStateVector(listening.doc)).toEqual(before);
  listening.leave();
});
