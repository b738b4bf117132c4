// What is refused for good, by whatever layer: said at once, healed, kept for its author; and the page goes on. The
// production session against the real server.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { PointId, ThreadId } from '../../shared/ids.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { bytesBurst, bytesPerSecond, frameBytesMax, framesBurst, framesPerSecond } from '../../shared/wire-limits.ts';
import type { Carrier } from '../support/carriers.ts';
import { cuttable, full, picky } from '../support/carriers.ts';
import { PageOf } from '../support/page-of.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { SimBrowser } from '../support/simulation/sim-browser.ts';
import type { StockClient } from '../support/stock-client.ts';
import { connectStock, firstText, until } from '../support/stock-client.ts';

let server: TestServer;
let ukr: Person;
let other: StockClient;
let points: readonly PointId[];

beforeEach(async () => {
  // What people's pages may send, not what tests may.
  const rates = {
    NONPAPER_FRAMES_PER_SECOND: String(framesPerSecond),
    NONPAPER_FRAMES_BURST: String(framesBurst),
    NONPAPER_BYTES_PER_SECOND: String(bytesPerSecond),
    NONPAPER_BYTES_BURST: String(bytesBurst),
  };
  server = await startTestServer({ env: rates });
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  other = await connectStock(await Person.sitsDown(server.address, 'eur-head'));
});
afterEach(async () => {
  other.leave();
  await server.stop();
});

const isSaved = ({ session }: PageOf): boolean => session.status().kind === 'saved';
const textIn = ({ session }: PageOf, point: PointId): Y.XmlText => firstText(bodyOf(session.text, point));
const othersRead = (point: PointId, words: string): Promise<void> =>
  until(() => other.doc.get(point, Y.XmlElement).toString().includes(words), other.doc, 'update');

async function opens(browser: SimBrowser, carrier?: Carrier): Promise<PageOf> {
  const page = await PageOf.opens(browser, ukr, carrier);
  await page.until(() => isSaved(page));
  points = page.session
    .snapshot()
    .rows.all('points')
    .filter(({ state }) => state.kind === 'open')
    .map(({ id }) => PointId.parse(id));
  return page;
}

describe.each([
  ['too large for what carries it', 1009],
  ['not to be read', 4400],
])('[C4] words that are %s', (_, code) => {
  test('are kept at once, those of other points arrive, the page goes on, and opens cleanly again', async () => {
    const browser = new SimBrowser();
    const way = picky('POISON', code);
    const page = await opens(browser, way.carrier);
    const [first, second, third] = points;
    if (!first || !second || !third) throw new Error('the sample has points');
    textIn(page, first).insert(0, 'Before. ');
    textIn(page, second).insert(0, 'POISON here. ');
    textIn(page, third).insert(0, 'After. ');
    await page.until(({ kept }) => kept().length > 0);
    await Promise.all([othersRead(first, 'Before.'), othersRead(third, 'After.')]);
    expect(page.session.kept().map(({ point, words }) => [point, words])).toEqual([[second, 'POISON here.']]);
    expect(page.session.kept()[0]?.reason).toMatch(code === 1009 ? /too large/ : /could not be read/);
    textIn(page, second).insert(0, 'Later. ');
    await othersRead(second, 'Later.');
    await page.until(() => isSaved(page));
    expect(way.refused(), 'the same was not tried again and again').toBeLessThan(4);
    page.leaves();

    const again = await opens(browser, way.carrier);
    expect(again.session.kept()).toHaveLength(1);
    expect(textIn(again, second).toString()).toMatch(/^Later/);
    again.leaves();
  });
});

test('[C4] of a day without a connection, what is refused is found out and kept; the rest arrives', async () => {
  const line = cuttable();
  const way = picky('POISON', 4400, line.carrier);
  const page = await opens(new SimBrowser(), way.carrier);
  line.cut();
  await page.until(session => session.status().kind === 'reconnecting');
  for (const [i, point] of points.entries())
    textIn(page, point).insert(0, i === 3 || i === 7 ? `POISON ${i}. ` : `Offline ${i}. `);
  line.mend();
  await page.until(session => isSaved(page) && session.kept().length === 2);
  expect(page.session.kept().map(({ words }) => words)).toEqual(['POISON 3.', 'POISON 7.']);
  for (const [i, point] of points.entries()) if (i !== 3 && i !== 7) await othersRead(point, `Offline ${i}.`);
  expect(way.refused()).toBeLessThan(7);
  page.leaves();
});

test('[C5] what is attached to words that are refused goes back to its author, and stays where it was for everybody', async () => {
  const page = await opens(new SimBrowser(), picky('POISON', 4400).carrier);
  const [point] = points;
  if (!point) throw new Error('the sample has points');
  const { session } = page;
  const opened = session.act({ kind: 'thread.open', point, anchor: null, needs: [], text: 'About it.' });
  expect(await opened.outcome).toEqual({ kind: 'done' });
  textIn(page, point).insert(0, 'POISON here. ');
  const anchor = makeAnchor(bodyOf(session.text, point), 0, 6);
  const thread = ThreadId.parse(opened.id);
  const attached = session.act({ kind: 'thread.attach', point, thread, anchor, needs: anchorNeeds(anchor) });
  expect(await attached.outcome).toMatchObject({ kind: 'refused', code: 'words-gone' });
  await page.until(({ kept }) => kept().some(({ words }) => words === 'POISON'));
  expect(session.kept().find(({ words }) => words === 'POISON')?.reason).toMatch(/^Nothing was attached/);
  expect(session.snapshot().rows.get('threads', thread)?.anchor).toBeNull();
  page.leaves();
});

test('[C4] a page that is not let in for now is told why, and comes in when it may', async () => {
  const server = full('You have too many tabs open.');
  const page = await PageOf.opens(new SimBrowser(), ukr, server.carrier);
  const why = (): string | null => {
    const status = page.session.status();
    return status.kind === 'reconnecting' || status.kind === 'connecting' ? status.why : null;
  };
  await page.until(() => why() === 'You have too many tabs open.');
  server.mend();
  await page.until(() => isSaved(page));
  page.leaves();
});

test('[W8] megabytes written in several points without a connection arrive, whole, in parts, by one line', async () => {
  const line = cuttable();
  let opened = 0;
  class Counted extends line.carrier {
    constructor(...to: ConstructorParameters<Carrier>) {
      super(...to);
      this.once('open', () => opened++);
    }
  }
  const page = await opens(new SimBrowser(), Counted);
  line.cut();
  await page.until(session => session.status().kind === 'reconnecting');
  const long = '雙方同意，漢字和🕊️也包括在內。'.repeat(5_500); // almost as many letters as a point may have
  const written = points.slice(0, 11);
  expect(Buffer.byteLength(long) * written.length).toBeGreaterThan(2 * frameBytesMax);
  for (const point of written) textIn(page, point).insert(0, long);
  opened = 0;
  line.mend();
  for (const point of written) await othersRead(point, long);
  await page.until(() => isSaved(page));
  expect(page.session.kept()).toEqual([]);
  expect(opened, 'one line for each document: none is cut off for bringing too much at once').toBe(2);
  page.leaves();
});

test('[W9] a key that is held, and a program that types, are never too much at once', async () => {
  const page = await opens(new SimBrowser());
  const [point] = points;
  if (!point) throw new Error('the sample has points');
  const seen = new Set<string>();
  page.session.subscribe(() => seen.add(page.session.status().kind));
  page.session.enter(point);
  for (let i = 0; i < 1_500; i++) {
    textIn(page, point).insert(i, 'x');
    page.session.awareness.setLocalStateField('anchorPos', i); // the caret goes along
  }
  await othersRead(point, 'x'.repeat(1_500));
  await page.until(() => isSaved(page));
  expect([...seen]).not.toContain('reconnecting');
  page.leaves();
});
