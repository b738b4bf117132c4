// Every screen in three sizes, light and dark: drawn, and without a violation that axe can find.

import { cutOff, smallTargets } from './fitting.ts';
import { Delegate, Reader } from './people.ts';
import { expect, test } from './story.ts';

test.describe.configure({ mode: 'parallel' });

const sizes = {
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};

for (const [size, viewport] of Object.entries(sizes))
  test(`the draft, positions, red lines and history, ${size}, light and dark`, async ({ browser }) => {
    const drafter = await Delegate.sitsDown(browser, 'drafter', { viewport });
    await expect(drafter.body(1)).toBeVisible();
    await drafter.hasNoAxeViolationsInBoth();
    if (size !== 'wide') {
      await drafter.page.getByRole('button', { name: /^Comments/ }).click();
      await expect(drafter.page.locator('[data-thread]').first()).toBeVisible();
      await drafter.hasNoAxeViolationsInBoth();
    }
    await drafter.goesTo('&tab=positions');
    await expect(drafter.page.getByRole('grid', { name: 'Points against parties' })).toBeVisible();
    await drafter.hasNoAxeViolationsInBoth();
    await drafter.goesTo('&tab=red-lines');
    await expect(drafter.page.getByRole('heading', { name: 'Red lines' })).toBeVisible();
    await drafter.hasNoAxeViolationsInBoth();
    await drafter.goesTo('&tab=history');
    await expect(drafter.page.getByText('locked point').first()).toBeVisible();
    await drafter.hasNoAxeViolationsInBoth();
    await drafter.page
      .getByRole('button', { name: /see the draft as it stood then/ })
      .nth(3)
      .click();
    await expect(drafter.page.getByText('As it stood on')).toBeVisible();
    await drafter.hasNoAxeViolationsInBoth();
    await drafter.goesTo('&tab=history&from=0&to=now');
    await expect(drafter.page.locator('article.compared').first()).toBeVisible();
    await drafter.page.getByLabel('Side by side').check();
    await drafter.hasNoAxeViolationsInBoth();
    expect(drafter.errors).toEqual([]);
  });

for (const [size, viewport] of Object.entries(sizes))
  test(`a circulated version, and its reader, ${size}, light and dark`, async ({ browser }) => {
    const chair = await Delegate.sitsDown(browser, 'chair', { viewport });
    const [link = ''] = await chair.sendsRound('Rev. 3', ['A. Nowak, Poland', 'J. Weber, Germany'], 'In confidence.');
    await chair.page.getByText(/opened by 0, answered by 0/).click();
    await chair.page.getByRole('button', { name: /^New link for A. Nowak/ }).click();
    await chair.page.getByRole('button', { name: 'Create new link' }).click();
    await expect(chair.page.getByText('This link is shown once')).toBeVisible();
    await chair.hasNoAxeViolationsInBoth();
    await chair.page.getByRole('button', { name: /^Circulate/ }).click();
    await chair.hasNoAxeViolationsInBoth('dialog[open]');
    const replaced = await browser.newPage({ viewport });
    await replaced.goto(link);
    await expect(replaced.getByText('This link leads nowhere')).toBeVisible();
    await chair.page.getByRole('button', { name: 'Cancel' }).click();
    const reader = await Reader.opens(browser, await chair.page.getByLabel('A. Nowak, Poland').inputValue(), {
      viewport,
    });
    await reader.comments(1, 'Which date is meant?');
    await reader.hasNoAxeViolationsInBoth();
    expect([...reader.errors, ...chair.errors]).toEqual([]);
  });

test('[T31] nothing is cut off at any width, and fingers find what they press', async ({ browser }) => {
  const head = await Delegate.sitsDown(browser, 'ukr-head', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const { page } = head;
  const looksAt = async (what: string): Promise<void> => {
    for (const width of [720, 850, 1024, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expect.poll(() => cutOff(page), `${what}, ${width}`).toEqual([]);
    }
    expect(await smallTargets(page), what).toEqual([]);
  };
  await expect(head.body(1)).toBeVisible();
  await looksAt('the text');

  await test.step('the head takes two lines on a phone and one from 720 px on', async () => {
    const height = async () => (await page.locator('.page-head').boundingBox())?.height ?? 0;
    const tabs = async () => (await page.locator('.page-tabs').boundingBox())?.height ?? 0;
    expect(await height()).toBeLessThan(2.5 * (await tabs()));
    const comments = await page.getByRole('button', { name: /^Comments, / }).boundingBox();
    expect(comments?.height).toBeLessThan(50);
    await page.setViewportSize({ width: 720, height: 450 });
    await expect.poll(height).toBeLessThan(2 * (await tabs()));
    await page.setViewportSize({ width: 390, height: 844 });
  });
  await test.step('also with signs of what is begun and of what was not done', async () => {
    const lines = async () => {
      const [head, tabs] = await Promise.all(
        ['.page-head', '.page-tabs'].map(part => page.locator(part).boundingBox()),
      );
      return (head?.height ?? 0) / (tabs?.height ?? 1);
    };
    await (await head.beginsFlag(2)).fill('Half a flag');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Begun, not sent: 1 form' })).toBeVisible();
    await expect.poll(lines, 'one sign beside what awaits').toBeLessThan(2.5);
    await head.point(2).getByRole('button', { name: /^UKR:/ }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .fill('Taken back');
    await page.context().setOffline(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Take this stance for everyone to see' }).click();
    await page.getByText('Show what waits').click();
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.context().setOffline(false);
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Not done: 1' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Begun, not sent: 1 form' })).toBeVisible();
    await expect.poll(lines).toBeLessThan(2.5);
    for (const width of [720, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await expect.poll(lines, String(width)).toBeLessThan(2);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await looksAt('the signs');
    await page.getByRole('button', { name: /^Discard.*Your stance/ }).click();
  });
  await page.getByRole('button', { name: 'Points', exact: true }).click();
  await looksAt('the outline');
  await page.getByRole('button', { name: 'Close' }).click();

  await test.step('colours and help are in the menu of the head', async () => {
    await page.getByRole('button', { name: 'Colours and help' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.getByRole('button', { name: 'Light colours' })).toBeVisible(); // what a press does now
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Dark colours' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'Colours and help' }).click();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).last().click();
    await looksAt('the shortcuts');
    await page.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('the words under discussion stand above the sheet', async () => {
    await page.getByRole('button', { name: /^Comments/ }).click();
    const sheet = page.getByRole('region', { name: 'Discussion' });
    const card = head.card('Who establishes where the line stands?');
    await card.locator('.thread-head').click();
    await looksAt('a thread');
    const top = (await sheet.boundingBox())?.y ?? 0;
    const words = (await head.point(3).getByText('line of contact as it stands').boundingBox()) ?? { y: 0, height: 0 };
    expect(words.y).toBeGreaterThan((await page.locator('.page-head').boundingBox())?.height ?? 0);
    expect(words.y + words.height).toBeLessThan(top);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  await head.goesTo('&tab=positions');
  await expect(page.getByRole('grid')).toBeVisible();
  await looksAt('positions');
  await expect(page.locator('.positions-status').first()).toBeInViewport({ ratio: 1 });
  await page.locator('.positions-scroll').evaluate(list => list.scrollTo({ left: list.scrollWidth }));
  await expect(page.locator('.positions-theme td').first()).toBeInViewport({ ratio: 1 });
  await page.locator('.positions-cell').nth(5).click();
  await looksAt('a cell of positions');
  await head.goesTo('&tab=red-lines');
  await page.getByRole('button', { name: /^Add a red line of/ }).click();
  await page
    .getByRole('button', { name: /^Change status/ })
    .first()
    .click();
  await looksAt('red lines');
  await head.goesTo('&tab=history');
  await expect(page.getByText('locked point').first()).toBeVisible();
  await looksAt('history');
  await page
    .getByRole('button', { name: /see the draft as it stood then/ })
    .first()
    .click();
  await expect(page.getByText('As it stood on')).toBeVisible();
  await looksAt('the past');
  await head.goesTo('&tab=history&from=0&to=now');
  await expect(page.locator('article.compared').first()).toBeVisible();
  await looksAt('a comparison');
  expect(head.errors).toEqual([]);
});

test('the first page and the side-by-side window', async ({ browser }) => {
  const drafter = await Delegate.sitsDown(browser, 'drafter');
  await drafter.page.goto('/');
  await expect(drafter.page.getByRole('heading', { name: 'Negotiate one draft, point by point' })).toBeVisible();
  await drafter.hasNoAxeViolations();
  await drafter.page.goto('/side-by-side');
  for (const pane of ['First seat', 'Second seat'])
    await expect(
      drafter.page.getByRole('region', { name: pane }).locator('iframe').contentFrame().getByText('All changes saved'),
    ).toBeVisible();
  await drafter.hasNoAxeViolations();
});

test('a link without a seat, or with a lost one, leads to what it names once a seat is chosen', async ({ browser }) => {
  const eur = await Delegate.sitsDown(browser, 'eur-delegate');
  await eur.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await eur.point(20).scrollIntoViewIfNeeded();
  await eur.point(20).hover();
  await eur.point(20).getByRole('button', { name: 'Copy link to point 20' }).click();
  const link = await eur.page.evaluate(() => navigator.clipboard.readText());
  const { page } = await Delegate.sitsDown(browser, 'ukr-delegate');
  await page.context().clearCookies();
  await page.goto(`${link}&seat=nobody`);
  await page.getByRole('link', { name: 'Choose a seat' }).click();
  await page.locator('.welcome-members').getByRole('button').first().click();
  await expect(page.getByRole('heading', { name: /^20\D/ })).toBeInViewport();
  expect(eur.errors).toEqual([]);
});
