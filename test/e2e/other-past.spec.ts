// A server that comes back with an older log, as a member's page tells it: with both heads, after every reload, until
// they have noted it.
import { rmSync } from 'node:fs';
import { DraftView } from '../../shared/api/contract.ts';
import { copyOfLog } from '../support/other-log.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, startTestServer } from '../support/running-server.ts';
import { Delegate } from './people.ts';
import { test as base, expect } from './story.ts';

/** Its log is exchanged under it, so it is no other story's. */
const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  folder: async ({}, use) => {
    const folder = newFolder();
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const headWords = /entry (\d+), ([0-9a-f]{64})/;

test('the banner names both heads, outlives two reloads, and leaves when it is noted; the evidence stays in History', async ({
  browser,
  folder,
}) => {
  let server: TestServer = await startTestServer({ folder });
  const port = new URL(server.address).port;
  const again = async (): Promise<TestServer> =>
    startTestServer({ folder, env: { PORT: port, NONPAPER_ACCEPT_LOSS: '1' } });
  await server.stop();
  const putBack = copyOfLog(folder);
  server = await again();

  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate', { baseURL: server.address });
  await ukr.comments(1, 'Said before the older copy came back.');
  await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  const told = await headOf(ukr);

  await server.stop();
  putBack();
  server = await again();

  const banner = ukr.page.getByRole('region', { name: 'The server shows another past than it told you' });
  await expect(banner).toBeVisible();
  const shown = await headOf(ukr);
  for (const _ of ['as it is found', 'after a reload', 'and after another']) {
    await expect(banner).toContainText('The record of sample/shared is shorter than the one it told you of.');
    await expect(banner).toContainText(`It told you${told}`);
    await expect(banner).toContainText(`It shows${shown}`);
    await ukr.page.reload();
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  }

  await ukr.hasNoAxeViolations();
  await ukr.page.emulateMedia({ media: 'print' });
  await expect(ukr.page.getByText(/^Printed on/)).toBeVisible();
  await expect(banner).toBeVisible();
  await ukr.page.emulateMedia({ media: null });
  await ukr.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await banner.getByRole('button', { name: 'Copy the receipts' }).click();
  await expect(banner.getByText('Copied')).toBeVisible();
  const copied = await ukr.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`--receipt sample/shared ${told.replace(headWords, '$1 $2')}`);
  await banner.getByRole('button', { name: 'I have noted this' }).click();
  await expect(banner).toHaveCount(0);
  await ukr.page.reload();
  await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  await expect(banner).toHaveCount(0);

  await ukr.goesTo('&tab=history');
  await ukr.page.getByText('Proof that nothing was rewritten').click();
  const kept = ukr.page.getByRole('region', { name: 'Inconsistencies' });
  await expect(kept).toContainText(told);
  await expect(kept).toContainText('noted by you on');
  await ukr.hasNoAxeViolations();
  expect(ukr.errors).toEqual([]);
  await server.stop();
});

/** "entry 57, 3f…": where the server says that the discussion ends. */
async function headOf({ page, seat }: Delegate): Promise<string> {
  const { heads } = DraftView.parse(await (await page.request.get(`/api/drafts/sample?seat=${seat.id}`)).json());
  return `entry ${heads.shared.seq}, ${heads.shared.hash}`;
}
