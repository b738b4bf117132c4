// One browser, several pages: two tabs of one seat and another member's seat beside them, the server killed while all
// three send. Nothing is lost, doubled, or sent by another than wrote it.
import { chromium } from '@playwright/test';
import { newFolder, spawnServer } from '../support/running-server.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

test('two tabs of one seat and a second seat in one browser write while the server is killed', async ({
  browser,
  launchOptions,
}) => {
  const folder = newFolder();
  let server = await spawnServer(folder);
  const port = Number(new URL(server.address).port);
  const baseURL = server.address;
  const context = await chromium.launchPersistentContext(newFolder(), { ...launchOptions, baseURL });
  const first = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const second = await Delegate.returnsTo(context, first.seat);
  const other = await Delegate.sitsDownIn(context, 'rus-delegate');
  const reader = await Delegate.sitsDown(browser, 'chair', { baseURL });
  const tabs = [
    { who: first, point: 1, said: 'from the first tab' },
    { who: second, point: 2, said: 'from the second tab' },
    { who: other, point: 3, said: 'from the other seat' },
  ];

  await test.step('all three send, and the server is killed meanwhile', async () => {
    for (const { who, point, said } of tabs) {
      await who.page.bringToFront();
      await who.goesToEnd(point);
      await who.types(` Before, ${said}.`);
    }
    await Promise.all([first.comments(4, 'A comment as it dies.'), server.kill('SIGKILL')]);
    for (const { who, point, said } of tabs) {
      await who.page.bringToFront();
      await who.goesToEnd(point);
      await who.types(` After, ${said}.`);
    }
    await second.comments(5, 'Beside the first tab.');
    await other.comments(6, 'Of another member.');
  });

  await test.step('one tab is closed before the server is back; the other sends what it left', async () => {
    await second.page.close();
    server = await spawnServer(folder, port);
    for (const who of [first, other]) await expect(who.page.getByText('All changes saved')).toBeVisible();
    await expect(first.page.getByText('What you wrote in a tab that was closed is not sent yet.')).toBeVisible();
    await first.page.getByRole('button', { name: 'Reload' }).click(); // takes over what the closed tab left
    for (const { point, said } of tabs) await expect(reader.body(point)).toContainText(`After, ${said}.`);
    await expect(first.page.getByText('All changes saved')).toBeVisible();
    await expect(first.page.getByText('a tab that was closed')).toHaveCount(0);
  });

  await test.step('each word and comment is there once, by who wrote it', async () => {
    await reader.opens();
    for (const { point, said } of tabs)
      for (const when of ['Before', 'After'])
        expect((await reader.words(point)).split(`${when}, ${said}.`), `${when}, ${said}`).toHaveLength(2);
    for (const [text, party] of [
      ['A comment as it dies.', 'UKR'],
      ['Beside the first tab.', 'UKR'],
      ['Of another member.', 'RUS'],
    ] as const) {
      await expect(reader.card(text)).toHaveCount(1);
      await expect(reader.card(text)).toContainText(party);
    }
    for (const { who } of tabs.filter(({ who }) => who !== second))
      await expect(who.page.getByRole('region', { name: 'Kept for you' })).toHaveCount(0);
  });

  await context.close();
  await server.kill('SIGTERM');
  expect([...first.errors, ...second.errors, ...other.errors, ...reader.errors]).toEqual([]);
});
