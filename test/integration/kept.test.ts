// What a member did and the server will not take: told in words and kept, whatever it was; and when the seat is lost,
// all that had not arrived is kept together. The production session against the real server.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { DraftSession } from '../../client/session/draft-session.ts';
import type { ActDraft } from '../../client/session/session.ts';
import { Act } from '../../shared/acts/act.ts';
import { MemberId, PointId } from '../../shared/ids.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { cuttable } from '../support/carriers.ts';
import { PageOf } from '../support/page-of.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { SimBrowser } from '../support/simulation/sim-browser.ts';
import { firstText } from '../support/stock-client.ts';

let server: TestServer;
let chair: Person;
let ukr: Person;

beforeEach(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
});
afterEach(() => server.stop());

async function chairs(act: ActDraft): Promise<void> {
  const answer = await chair.act(Act.parse({ ...act, id: randomUUID() }));
  expect(answer.ok, await answer.text()).toBe(true);
}

const isSaved = (session: DraftSession): boolean => session.status().kind === 'saved';
const openPoints = (session: DraftSession): readonly PointId[] =>
  session
    .snapshot()
    .rows.all('points')
    .filter(({ state }) => state.kind === 'open')
    .map(({ id }) => PointId.parse(id));

function pointIn(session: DraftSession) {
  const point = openPoints(session)[1];
  if (!point) throw new Error('the sample has points');
  const body = (): Y.XmlElement => bodyOf(session.text, point);
  return { point, text: (): Y.XmlText => firstText(body()), words: (): string => canonicalText(body()) };
}
type InPoint = ReturnType<typeof pointIn>;

const deeds: Readonly<Record<string, { readonly does: (here: InPoint) => void; readonly told: RegExp }>> = {
  'a deletion': { does: ({ text }) => text().delete(0, 4), told: /^Your deletion of “\S+” was not taken\.$/ },
  'bold words': { does: ({ text }) => text().format(0, 4, { bold: true }), told: /^Your formatting was not taken\.$/ },
  'a move': {
    does: ({ text, words }) => {
      const first = words().split(' ')[0] ?? '';
      text().delete(0, first.length + 1);
      text().insert(words().length, ` ${first}`);
    },
    told: /^Your move of “\S+” was not taken\.$/,
  },
  'a line break': { does: ({ text }) => text().insert(10, '\n', {}), told: /^Your line break was not taken\.$/ },
  'a list': {
    does: ({ text, words }) => text().format(words().length, 1, { line: 'bullet' }),
    told: /^Your formatting was not taken\.$/,
  },
};

test.each(Object.keys(deeds))('[C8] %s offline, in a point that is locked meanwhile, is told on return', async what => {
  const deed = deeds[what];
  if (!deed) throw new Error(what);
  const line = cuttable();
  const browser = new SimBrowser();
  const page = await PageOf.opens(browser, ukr, line.carrier);
  const { session } = page;
  await page.until(isSaved);
  const here = pointIn(session);
  const before = here.words();
  line.cut();
  await page.until(() => session.status().kind === 'reconnecting');
  deed.does(here);
  const left = here.words();
  await chairs({ kind: 'point.lock', point: here.point });
  line.mend();
  await page.until(({ kept }) => kept().length > 0);
  const [kept] = session.kept();
  expect(kept).toMatchObject({ point: here.point, words: '' });
  expect(kept?.told).toMatch(deed.told);
  expect(kept?.asLeft ?? before).toBe(left);
  expect(here.words()).toBe(before);
  page.leaves();
  const again = await PageOf.opens(browser, ukr);
  expect(again.session.kept()).toEqual([kept]);
  again.leaves();
});

test('[C8] what is deleted after drafting was closed is told', async () => {
  const line = cuttable();
  const page = await PageOf.opens(new SimBrowser(), ukr, line.carrier);
  await page.until(isSaved);
  line.cut();
  await page.until(session => session.status().kind === 'reconnecting');
  pointIn(page.session).text().delete(0, 4);
  await chairs({ kind: 'draft.drafting', drafting: 'closed' });
  line.mend();
  await page.until(({ kept }) => kept().length > 0);
  expect(page.session.kept().map(({ words, told }) => [words, told])).toEqual([
    ['', expect.stringMatching(/^Your deletion of “/)],
  ]);
  page.leaves();
});

test('[C8] of several points each is kept for its own reason, not for that of the one that was refused first', async () => {
  const line = cuttable();
  const page = await PageOf.opens(new SimBrowser(), ukr, line.carrier);
  const { session } = page;
  await page.until(isSaved);
  line.cut();
  await page.until(() => session.status().kind === 'reconnecting');
  const [locked, removed] = openPoints(session);
  if (!locked || !removed) throw new Error('the sample has points');
  for (const point of [locked, removed]) firstText(bodyOf(session.text, point)).insert(0, `Words at ${point}. `);
  await chairs({ kind: 'point.lock', point: locked });
  await chairs({ kind: 'point.remove', point: removed });
  line.mend();
  await page.until(({ kept }) => kept().length === 2);
  expect(new Map(session.kept().map(({ point, reason }) => [point, reason]))).toEqual(
    new Map([
      [locked, 'This point is locked.'],
      [removed, 'This point was removed.'],
    ]),
  );
  page.leaves();
});

test('[C9] whoever is removed while typing keeps all that did not arrive, once, also after the page is gone', async () => {
  const line = cuttable();
  const browser = new SimBrowser();
  const page = await PageOf.opens(browser, ukr, line.carrier);
  const { session } = page;
  await page.until(isSaved);
  const here = pointIn(session);
  here.text().insert(0, 'Arrived. ');
  await page.until(isSaved);
  line.cut();
  for (const [i, letter] of ['O', 'n', ' ', 'a', ' ', 't', 'r', 'a', 'i', 'n', '. '].entries())
    here.text().insert(9 + i, letter);
  await chairs({ kind: 'member.remove', member: MemberId.parse('ukr-delegate') });
  line.mend();
  await page.until(() => session.status().kind === 'ended');
  const reason = session.snapshot().ended;
  expect(reason).toMatch(/no longer|no seat/i);
  here.text().insert(0, 'Too late. '); // no editor lets it through; what does so all the same is written nowhere
  expect(session.kept().map(({ words }) => words)).toEqual(['On a train.']);
  await expect.poll(() => [...browser.copies.keys()]).toEqual([]);
  page.leaves();
  expect(browser.waiting().kept.map(({ words }) => words)).toEqual(['On a train.']);
  expect(browser.waiting().points).toEqual([]);
});

test('[T25] a role that was changed while the page was away is known once it has joined', async () => {
  const line = cuttable();
  const page = await PageOf.opens(new SimBrowser(), ukr, line.carrier);
  await page.until(isSaved);
  line.cut();
  await page.until(session => session.status().kind === 'reconnecting');
  await chairs({ kind: 'member.change', member: MemberId.parse('ukr-delegate'), role: 'observer', party: null });
  line.mend();
  await page.until(({ me }) => me.role === 'observer');
  page.leaves();
});
