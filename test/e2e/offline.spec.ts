// Work that survives: without a connection and without the page, beside others who lock and remove meanwhile.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { startBlockingProxy } from '../support/blocking-proxy.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

for (const line of ['WebSockets', 'plain requests'] as const)
  test(`by ${line}, three points and two comments made offline arrive once after the browser was closed; what others locked and removed meanwhile is kept`, async ({
    browser,
    launchOptions,
    baseURL,
  }) => {
    const direct = baseURL ?? '';
    const proxy = await startBlockingProxy(direct);
    const folder = mkdtempSync(join(tmpdir(), 'nonpaper-profile-'));
    const opens = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(folder, {
        ...launchOptions,
        baseURL: line === 'WebSockets' ? direct : proxy.address,
        viewport: { width: 1440, height: 900 },
      });
    const chair = await Delegate.sitsDown(browser, 'chair');

    let context = await opens();
    let ukr = await Delegate.sitsDownIn(context, 'ukr-delegate');
    await ukr.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await ukr.opens(); // through the service worker
    const lost = await ukr.listens();
    await context.setOffline(true);
    for (const point of [1, 2, 3]) {
      await ukr.goesToEnd(point);
      await ukr.types(` Offline ${point}.`);
    }
    await ukr.comments(1, 'Written in a train.');
    await ukr.comments(4, 'And a second one.');
    await expect(ukr.page.getByText('Your words in 3 points and 2 other changes wait here')).toBeVisible();
    await ukr.page.keyboard.press('Escape');
    await ukr.point(6).getByRole('button', { name: /^UKR:/ }).click();
    await ukr.page.getByRole('dialog').getByRole('radio', { name: 'Cannot accept' }).check();
    await ukr.page.getByRole('dialog').getByRole('checkbox').check(); // in the place of the head's
    await ukr.page.getByRole('dialog').getByRole('button', { name: 'Take this stance for everyone to see' }).click();
    await expect(ukr.page.getByText('Your words in 3 points and 3 other changes wait here')).toBeVisible();
    await ukr.page.keyboard.press('Control+z'); // [T34]
    await expect(ukr.page.getByText('Taken back: it is not sent')).toBeVisible();
    await expect(ukr.page.getByText('Your words in 3 points and 2 other changes wait here')).toBeVisible();
    expect(await lost()).toEqual(['Connection lost. Your changes wait here.', 'Taken back: it is not sent']);
    await context.close();

    await chair.changesPoint(2, 'Lock point');
    await chair.changesPoint(3, 'Remove point');

    context = await opens();
    await context.setOffline(true);
    ukr = await Delegate.returnsTo(context, ukr.seat);
    await expect(ukr.page.getByText('You are offline.')).toBeVisible();
    await expect(ukr.page.getByText('Your words in 3 points and 2 other changes wait here')).toBeVisible();
    expect(await ukr.words(1)).toContain('Offline 1.');
    await expect(ukr.card('Written in a train.').getByText('waiting to be sent')).toBeVisible();
    await ukr.hasNoAxeViolations();

    const kept = ukr.page.getByRole('region', { name: 'Kept for you' });
    const field = line === 'WebSockets' ? await ukr.beginsFlag(5) : await ukr.beginsReply('As of which date');
    await ukr.types('Half a ');
    const regained = await ukr.listens();
    const reconnected = Date.now();
    await context.setOffline(false);
    await expect(ukr.page.locator('.kept-words')).toHaveCount(2);
    await ukr.types('sentence');
    await expect(field).toHaveValue('Half a sentence');
    await ukr.page.keyboard.press('Escape');
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
    await expect(chair.body(1)).toContainText('Offline 1.');
    await expect(chair.card('Written in a train.')).toHaveCount(1);
    await expect(chair.card('And a second one.')).toHaveCount(1);
    await expect(kept.getByRole('listitem')).toHaveCount(2);
    const heard = await regained();
    expect(heard.filter(words => words.startsWith('Connected'))).toEqual([
      line === 'WebSockets' ? 'Connected.' : 'Connected, in slow connection mode.',
    ]);
    expect(heard.some(words => words.startsWith('Words of yours could not be sent'))).toBe(true);
    await expect(kept.getByText('was locked by')).toBeVisible();
    await expect(kept.getByText('Offline 2.')).toBeVisible();
    await expect(kept.getByText('was removed by')).toBeVisible();
    await expect(kept.getByText('Offline 3.')).toBeVisible();
    await ukr.hasNoAxeViolations();

    await ukr.page.reload();
    await expect(kept.getByText('Offline 2.')).toBeVisible();
    expect((await chair.words(1)).match(/Offline 1\./g)).toHaveLength(1);
    expect(await chair.words(2)).not.toContain('Offline');
    await chair.goesTo('&tab=history');
    const arrived = chair.page.getByRole('listitem').filter({ hasText: 'Written in a train.' });
    await expect(arrived).toHaveCount(1);
    expect(Date.parse((await arrived.getByRole('time').getAttribute('datetime')) ?? '')).toBeGreaterThan(reconnected);

    const [second, third] = [2, 3].map(point => kept.getByRole('listitem').filter({ hasText: `Offline ${point}.` }));
    await second?.getByRole('button', { name: 'Dismiss' }).dblclick();
    await expect(kept.getByRole('listitem')).toHaveCount(1); // the one that came to its place stays
    await ukr.page.getByRole('button', { name: 'Undo' }).click();
    await expect(second ?? kept).toHaveCount(1);
    await third?.getByRole('button', { name: 'Dismiss' }).click();
    await expect(third ?? kept).toHaveCount(0);
    await expect(ukr.page.getByRole('button', { name: 'Undo' })).toBeFocused();
    await ukr.page.keyboard.press('Enter');
    await expect(third ?? kept).toHaveCount(1);
    await third?.getByRole('button', { name: 'Dismiss' }).click();
    await expect(third ?? kept).toHaveCount(0);
    await ukr.page.keyboard.press('Control+z');
    await expect(third ?? kept, '[T34] the key does what the button offers').toHaveCount(1);
    await ukr.page.getByRole('button', { name: /Comment on the whole of point 2$/ }).click();
    await ukr.types('Begun before.');
    await ukr.page.keyboard.press('Escape');
    await second?.getByRole('button', { name: 'Open as a comment' }).click();
    await expect(ukr.page.getByLabel('Comment to everyone')).toHaveValue('Begun before.\n\nOffline 2.');
    await expect(kept.getByRole('listitem')).toHaveCount(1);

    await context.close();
    await proxy.stop();
    expect([...chair.errors, ...ukr.errors]).toEqual([]);
  });

test('[C10] where the disk is full or the browser closes its store, the page asks to be kept open until all is stored', async ({
  browser,
}) => {
  const chair = await Delegate.sitsDown(browser, 'chair');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const disk = await failingDisk(context);
  let ukr = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const [lasts, keepOpen] = [
    'If you close this page, they are sent when you next open it',
    'Keep it open: this browser',
  ];
  const connection = ukr.page.getByRole('region', { name: 'Connection' });

  await test.step('what could not be stored is sent from the page', async () => {
    await ukr.goesToEnd(1); // the editor comes as a file of its own, while there is a connection
    await context.setOffline(true);
    await ukr.types(' Stored.');
    await expect(connection).toContainText(lasts);
    await disk.is(ukr.page, 'full');
    await ukr.types(' Remembered.');
    await expect(connection).toContainText(keepOpen);
    await expect(ukr.page.locator('.save-state')).toHaveText('Reconnecting: keep open');
    await ukr.hasNoAxeViolations();
    const asks = await ukr.page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(asks, 'the browser asks before the page is closed').toBe(true);
    await context.setOffline(false);
    await expect(chair.body(1)).toContainText('Stored. Remembered.');
  });

  await test.step('begun on a full disk, a comment lasts as long as the page', async () => {
    await ukr.page.getByRole('button', { name: /Comment on the whole of point 2$/ }).click();
    await ukr.types('Half a comment');
    await expect(ukr.page.getByText('This browser has no room to store it')).toBeVisible();
    await ukr.page.keyboard.press('Escape');
    await disk.is(ukr.page, 'well');
  });

  await test.step('of a store that the browser has closed, all is stored anew', async () => {
    await context.setOffline(true);
    await ukr.goesToEnd(1);
    await ukr.types(' Closed');
    await disk.is(ukr.page, 'closed');
    await ukr.types(' and opened.');
    await expect(connection).toContainText(lasts);
    await disk.is(ukr.page, 'full');
    await ukr.types(' Full');
    await expect(connection).toContainText(keepOpen);
    await ukr.types(' for a while.');
    await disk.is(ukr.page, 'well');
    await expect(connection).toContainText(lasts);
    expect(ukr.errors).toEqual([]);
    await ukr.page.close();
    await context.setOffline(false);
    ukr = await Delegate.returnsTo(context, ukr.seat);
    await expect(chair.body(1)).toContainText('Stored. Remembered. Closed and opened. Full for a while.');
  });
  expect([...chair.errors, ...ukr.errors]).toEqual([]);
  await context.close();
});

type Disk = {
  /** `closed`: the browser closes each database under its writer, once. */
  is(page: Page, state: 'well' | 'full' | 'closed'): Promise<void>;
};

async function failingDisk(context: BrowserContext): Promise<Disk> {
  await context.addInitScript(() => {
    const opened = new Set<IDBDatabase>();
    let isFull = false;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...of) {
      opened.add(this);
      return transaction.apply(this, of);
    };
    for (const verb of ['put', 'add'] as const) {
      const write = IDBObjectStore.prototype[verb];
      IDBObjectStore.prototype[verb] = function (...what) {
        if (isFull) this.transaction.abort(); // as a transaction that finds no room
        return write.apply(this, what);
      };
    }
    addEventListener('disk', event => {
      const state = event instanceof CustomEvent ? event.detail : null;
      isFull = state === 'full';
      if (state === 'closed') for (const db of opened) db.close();
    });
  });
  return {
    is: (page, state) => page.evaluate(detail => void dispatchEvent(new CustomEvent('disk', { detail })), state),
  };
}
