// Two versions side by side, over a real server: who did what to threads, flags, stances, red lines and places, as the
// record has it; and only what one side did.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Comparison, Moment } from '../../shared/api/record.ts';
import { voiceOf } from '../../shared/api/voice.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { redLine } from '../support/standing-draft.ts';
import { connectStock, firstText } from '../support/stock-client.ts';

let server: TestServer;
const people = new Map<string, Person>();
beforeAll(async () => {
  server = await startTestServer();
  for (const who of ['chair', 'drafter', 'ukr-head', 'ukr-delegate', 'rus-head', 'rus-delegate'])
    people.set(who, await Person.sitsDown(server.address, who));
});
afterAll(() => server.stop());

const as = (who: string): Person => {
  const person = people.get(who);
  if (!person) throw new Error(`${who} does not sit here`);
  return person;
};
async function does(who: string, given: Record<string, unknown>): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await as(who).act({ id, ...given } as never); // read by the server's schema
  expect(answer.status, await answer.clone().text()).toBe(201);
  return id;
}
const names = async (name: string): Promise<string> => `version-${await does('chair', { kind: 'version.name', name })}`;
async function compare(from: string, to: string, by = ''): Promise<Comparison> {
  const { seat } = as('chair');
  const rest = `comparison?from=${from}&to=${to}&seat=${seat.id}${by === '' ? '' : `&by=${by}`}`;
  return Comparison.parse(await (await as('chair').get(`/api/drafts/sample/${rest}`)).json());
}
async function now(): Promise<{ readonly rows: DocRows; readonly text: Y.Doc }> {
  const { seat } = as('chair');
  const answer = await as('chair').get(`/api/drafts/sample/moments/now?seat=${seat.id}`);
  const { shared, text } = Moment.parse(await answer.json());
  const [rows, words] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(rows, Buffer.from(shared, 'base64'));
  Y.applyUpdate(words, Buffer.from(text, 'base64'));
  return { rows: new DocRows(rows), text: words };
}
async function pointAt(number: number): Promise<string> {
  const found = outlineOf((await now()).rows).themes.flatMap(({ points }) => points)[number - 1];
  if (!found) throw new Error(`there is no point ${number}`);
  return found.row.id;
}
/** All that a comparison says was done to threads, flags, stances and red lines: "ukr thread.open". */
const told = ({ points, redLines }: Comparison): string[] =>
  [...points.flatMap(({ things }) => things), ...redLines].flatMap(({ done }) =>
    done.map(({ by, kind, times }) => `${voiceOf(by)} ${kind}${times > 1 ? ` ${times}` : ''}`),
  );
const says = (who: string, point: string, text: string): Promise<string> =>
  does(who, { kind: 'thread.open', point, anchor: null, needs: [], text });

test('[H4] each act on a thread is told of whoever did it, also where nothing was said with it', async () => {
  const point = await pointAt(2);
  const old = await says('ukr-delegate', point, 'An old question.');
  await does('ukr-delegate', { kind: 'thread.resolve', thread: old, outcome: null });
  const first = await names('Threads, first');
  await does('rus-delegate', { kind: 'thread.reopen', thread: old });
  const fresh = await says('rus-delegate', point, 'A new one.');
  await does('ukr-delegate', { kind: 'thread.reply', thread: fresh, text: 'Answered.' });
  await does('ukr-delegate', { kind: 'thread.reply', thread: fresh, text: 'And again.' });
  await does('rus-delegate', { kind: 'thread.resolve', thread: fresh, outcome: 'Done.' });
  const second = await names('Threads, second');

  const all = await compare(first, second);
  expect(told(all)).toEqual(['rus thread.reopen', 'rus thread.open', 'ukr thread.reply 2', 'rus thread.resolve']);
  expect([all.summary.threadsOpened, all.summary.threadsClosed]).toEqual([1, 1]); // opened and closed in between
  const [, closed] = all.points.flatMap(({ things }) => things);
  expect([closed?.words, closed?.state, closed?.outcome]).toEqual(['“A new one.”', 'resolved', 'Done.']);
  expect(told(await compare(first, second, 'ukr'))).toEqual(['ukr thread.reply 2']);
  expect((await compare(first, second, 'ukr')).summary.threadsClosed).toBe(0);
  expect(told(await compare(first, second, '.secretariat'))).toEqual([]);
});

test('[H4] flags, stances and red lines: raised, answered, settled, taken, softened; which lines are newly touched, whose stance is left behind', async () => {
  const point = await pointAt(12);
  const line = await does('ukr-head', { kind: 'red-line.add', party: 'ukr', ...redLine('Never before touched') });
  const basis = wordingId(canonicalText((await now()).text.get(point, Y.XmlElement)));
  await does('rus-head', { kind: 'stance.take', point, stance: 'accept', reason: null, basis });
  const first = await names('Flags, first');
  const flag = await does('rus-delegate', {
    kind: 'flag.raise',
    point,
    anchor: null,
    needs: [],
    redLine: line,
    severity: 'crosses',
    reason: null,
  });
  await does('ukr-head', { kind: 'flag.dispute', flag, reason: 'It does not.' });
  await does('ukr-head', { kind: 'red-line.change', redLine: line, state: 'softened', note: 'For the summit.' });
  const { client, text } = await typing('ukr-delegate', point);
  text.insert(0, 'Henceforth, ');
  await settled('Henceforth, ', point);
  client.leave();
  const second = await names('Flags, second');
  await does('rus-delegate', { kind: 'flag.withdraw', flag });
  const third = await names('Flags, third');

  const all = await compare(first, second);
  expect(told(all)).toEqual(['rus flag.raise', 'ukr flag.dispute', 'ukr red-line.change']);
  expect(all.touched).toEqual([{ redLine: line, party: 'ukr', statement: 'Never before touched' }]);
  // all had one
  expect(all.points.find(each => each.point === point)?.leftBehind).toEqual(['ust', 'ukr', 'rus', 'eur']);
  expect(all.redLines.map(({ words, state, outcome }) => [words, state, outcome])).toEqual([
    ['of UKR, “Never before touched”', 'softened', 'For the summit.'],
  ]);
  const { summary } = all;
  expect([summary.flagsRaised, summary.flagsClosed, summary.redLinesChanged]).toEqual([1, 0, 1]);
  const closing = await compare(second, third);
  expect([told(closing), closing.summary.flagsClosed, closing.touched]).toEqual([['rus flag.withdraw'], 1, []]);
  expect((await compare(first, second, 'ukr')).touched).toEqual([]); // RUS raised it
});

test('[H4] places: who added, moved, renamed, locked and removed; another party’s comparison has none of it', async () => {
  const [moved, renamed, locked, removed] = await Promise.all([2, 3, 4, 5].map(pointAt));
  const [theme] = outlineOf((await now()).rows).themes;
  const first = await names('Places, first');
  await does('drafter', { kind: 'point.move', point: moved, theme: theme?.row.id, after: locked });
  await does('chair', { kind: 'point.rename', point: renamed, title: 'Another name' });
  await does('chair', { kind: 'point.lock', point: locked });
  await does('drafter', { kind: 'point.remove', point: removed });
  const added = await does('drafter', {
    kind: 'point.add',
    theme: theme?.row.id,
    after: null,
    title: 'New',
    paragraphs: ['New words.'],
  });
  await does('drafter', { kind: 'theme.rename', theme: theme?.row.id, title: 'Peace, first of all' });
  await does('ukr-delegate', { kind: 'thread.open', point: moved, anchor: null, needs: [], text: 'Why here?' });
  const second = await names('Places, second');

  const { points, themes, summary } = await compare(first, second);
  const changes = new Map(
    points.map(({ point, changes }) => [point, changes.map(({ change, by }) => `${change} ${by?.member}`)] as const),
  );
  expect(changes.get(moved as never)).toEqual(['moved drafter']);
  expect(changes.get(renamed as never)).toEqual(['renamed chair']);
  expect(changes.get(locked as never)).toEqual(['locked chair']);
  expect(changes.get(removed as never)).toEqual(['removed drafter']);
  expect(changes.get(added as never)).toEqual(['added drafter']);
  expect(themes.map(({ changes }) => changes.map(({ change, by }) => `${change} ${by?.member}`))).toEqual([
    ['renamed drafter'],
  ]);
  expect([summary.added, summary.removed, summary.moved, summary.themes]).toEqual([1, 1, 1, 1]);
  const only = await compare(first, second, 'ukr');
  expect([only.points.map(({ point, changes }) => [point, changes]), only.themes]).toEqual([[[moved, []]], []]);
  expect([only.summary.moved, only.summary.added]).toEqual([0, 0]);
  expect((await compare(first, second, '.secretariat')).points).toHaveLength(5);
});

async function typing(who: string, point: string) {
  const client = await connectStock(as(who));
  return { client, text: firstText(client.doc.get(point, Y.XmlElement)) };
}
/** Resolves when the record has these words. */
async function settled(words: string, point: string): Promise<void> {
  while (!canonicalText((await now()).text.get(point, Y.XmlElement)).startsWith(words))
    await new Promise(resolve => setImmediate(resolve));
}
