// An operator who stops the server and puts another log in its place, as a member meets it whose browser was told of
// the one before.
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Links } from '../../shared/api/record.ts';
import { DocName } from '../../shared/ids.ts';
import { linksPageMax } from '../../shared/limits.ts';
import { copyOfLog, rewriteAuthor } from '../support/other-log.ts';
import { PageOf } from '../support/page-of.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { SimBrowser } from '../support/simulation/sim-browser.ts';

const shared = DocName.parse('sample/shared');
let folder: string;
let server: TestServer;
let browser: SimBrowser;
beforeEach(async () => {
  folder = sampleFolder();
  browser = new SimBrowser();
  server = await startTestServer({ folder, env: { NONPAPER_ACCEPT_LOSS: '1' } });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const sits = (member = 'ukr-delegate'): Promise<Person> => Person.sitsDown(server.address, member);

/** In the shared document, one entry each. */
async function says(words: readonly string[]): Promise<void> {
  const chair = await sits('chair');
  for (const note of words) {
    const { status } = await chair.act({
      id: crypto.randomUUID(),
      kind: 'theme.add',
      after: null,
      title: note,
    } as never);
    expect(status).toBe(201);
  }
}

/** Opened, level, looked at, closed: the heads that this browser was told. */
async function looksIn() {
  const page = await PageOf.opens(browser, await sits());
  await page.hasFollowed();
  const told = page.session.evidence.receipts();
  const disputes = page.session.evidence.disputes();
  page.leaves();
  return { told, disputes };
}

async function exchanges(log: () => void): Promise<void> {
  await server.stop();
  log();
  server = await startTestServer({ folder, env: { NONPAPER_ACCEPT_LOSS: '1' } });
}

test('[C3] an older copy of the log is another past: both heads are kept, whatever is opened later', async () => {
  let putBack = (): void => undefined;
  await exchanges(() => {
    putBack = copyOfLog(folder);
  });
  await says(['One', 'Two']);
  const { told } = await looksIn();
  await exchanges(putBack);
  const page = await PageOf.opens(browser, await sits());
  await page.isSentAway();
  page.leaves();
  await says(['Another one', 'Another two', 'Another three']); // longer than it was by now
  const { disputes } = await looksIn();
  const { heads } = await (await sits()).view();
  expect(disputes).toMatchObject([{ doc: shared, told: told.shared, notedAt: null }]);
  expect(disputes[0]).toMatchObject({ shown: { seq: Number(told.shared?.seq) - 2 } });
  expect(heads.shared.seq).toBeGreaterThan(Number(told.shared?.seq));
});

test('[V4] a longer log whose earlier entry was given to another author is another past', async () => {
  await says(['One', 'Two']);
  const { told, disputes } = await looksIn();
  expect(disputes).toEqual([]);
  const seq = Number(told.shared?.seq);
  await exchanges(() => rewriteAuthor(folder, shared, seq - 1));
  await says(['Three', 'Four', 'Five']);
  const page = await PageOf.opens(browser, await sits());
  await page.isSentAway();
  const [dispute] = page.session.evidence.disputes();
  expect(dispute).toMatchObject({ doc: shared, told: told.shared, shown: { seq } });
  page.leaves();
  expect((await looksIn()).disputes).toHaveLength(1);
});

test('[V4] an honest longer record raises no alarm, also where the server was restarted', async () => {
  await looksIn();
  const words = Array.from({ length: 30 }, (_, i) => `Theme ${i}`);
  await says(words);
  await exchanges(() => undefined);
  await says(words);
  const { told, disputes } = await looksIn();
  expect(disputes).toEqual([]);
  expect(told.shared?.seq).toBeGreaterThan(60);
});

test('[V4] links hold no content, no more than a page of them is given, and only to members', async () => {
  await says(['Said in the record']);
  const ukr = await sits();
  const path = (after: unknown, doc = 'shared', seat = ukr.seat.id): string =>
    `/api/drafts/sample/links?seat=${seat}&doc=${doc}&after=${after}`;
  const { links } = Links.parse(await (await ukr.get(path(0))).json());
  expect(links.map(({ seq }) => seq)).toEqual(links.map((_, i) => i + 1));
  expect(links.length).toBeLessThanOrEqual(linksPageMax);
  expect(JSON.stringify(links)).not.toContain('Said in the record');
  expect(Links.parse(await (await ukr.get(path(links.length + 1_000_000))).json()).links).toEqual([]);
  for (const bad of [path(-1), path('x'), path(0, 'audience'), path(1.5)])
    expect((await ukr.get(bad)).status).toBe(400);
  expect((await ukr.get(path(0, 'shared', 'nobody' as never))).status).toBe(401);
  expect((await fetch(`${server.address}${path(0)}`, { headers: { Authorization: 'Bearer abc' } })).status).toBe(401);
});
