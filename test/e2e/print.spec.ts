// Marks and paper: what each mark means is one click away; a print has all of the draft, whatever was scrolled to, on
// white, without the page's furniture, and says what it shows.
import type { Page } from '@playwright/test';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

/** As Chromium lays it out: by the page's own sizes. The pages themselves stand uncompressed in the file. */
async function sheetsOf(page: Page): Promise<readonly string[]> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, x, y]) => `${x}x${y}`);
}

const showsPaper = (page: Page): Promise<void> => page.emulateMedia({ media: 'print', colorScheme: 'dark' });
const showsScreen = (page: Page): Promise<void> => page.emulateMedia({ media: null, colorScheme: 'dark' });

test('stances are drawn and parties are filled; the legend and each mark say so', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;
  const legend = page.getByRole('dialog', { name: 'Legend' });

  await test.step('one click beside the text', async () => {
    await page.getByRole('button', { name: 'Legend' }).click();
    for (const words of [
      'accept with reservation',
      'needs change',
      'cannot accept',
      'awaiting instructions',
      'no stance yet',
      'dotted ring: the text has changed since',
      'nearly agreed: every party accepts, some with a reservation or an earlier wording',
      'Russian Federation',
      'risks it: outlined',
      'crosses it: filled',
      'changed since you last read it',
      'not on the server yet',
    ])
      await expect(legend.getByText(words)).toBeVisible();
    const drawn = await legend
      .locator('.stance-mark > path')
      .evaluateAll(paths => paths.map(path => [path.getAttribute('d'), getComputedStyle(path).fill] as const));
    expect(new Set(drawn.map(([d]) => d)).size).toBe(6);
    expect(new Set(drawn.map(([, fill]) => fill))).toEqual(new Set(['none']));
    await expect(legend.locator('.party-mark').first()).not.toHaveCSS('fill', 'none');
    await ukr.hasNoAxeViolationsInBoth('.legend-popover:popover-open');
    await page.keyboard.press('Escape');
    await expect(legend).toBeHidden();
    await expect(page.getByRole('button', { name: 'Legend' })).toBeFocused();
  });

  await test.step('one click beside the grid, whose cells say their stance to pointer and keyboard', async () => {
    await ukr.goesTo('&tab=positions');
    await page.getByRole('button', { name: 'Legend' }).click();
    await expect(legend.getByText('cannot accept')).toBeVisible();
    await page.keyboard.press('Escape');
    const cell = page.getByLabel('Point 5, RUS: cannot accept, 1 flag, red line crossed');
    await expect(cell).toHaveAttribute('title', /cannot accept/);
    await cell.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.positions-cell-words')).toHaveText('Point 5, UKR: accept with reservation, 1 flag');
    await expect(page.locator('.positions-cell-words')).toBeVisible();
  });

  await test.step('one click on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await ukr.goesTo();
    await page.getByRole('button', { name: 'Legend' }).click();
    await expect(legend.getByText('cannot accept')).toBeInViewport();
  });
  expect(ukr.errors).toEqual([]);
});

test('a print has all of the draft, on white, with a head, the open comments and the legend', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate', { colorScheme: 'dark' });
  const { page } = ukr;
  const head = page.getByText(/^Printed on .* by Delegate, UKR\./);
  const legend = page.getByRole('heading', { name: 'Legend' });

  await test.step('points that were never scrolled to are drawn as soon as printing begins', async () => {
    await page.getByLabel('Which threads').selectOption('mine'); // paper has the open ones all the same
    const drawn = await page.evaluate(() => {
      const count = () => ({
        stances: document.querySelectorAll('.point-stances').length,
        commented: ['thread-open', 'thread-proposed'].reduce((sum, of) => sum + (CSS.highlights.get(of)?.size ?? 0), 0),
      });
      const before = count();
      dispatchEvent(new Event('beforeprint'));
      const during = count();
      dispatchEvent(new Event('afterprint'));
      return { before, during, stancesAfter: count().stances };
    });
    expect(drawn.before.stances).toBeLessThan(28);
    expect(drawn.before.commented).toBeLessThan(9);
    expect(drawn.during.stances).toBe(28);
    expect(drawn.during.commented).toBeGreaterThanOrEqual(10); // each hangs on words but the one of point 25
    expect(drawn.stancesAfter).toBe(drawn.before.stances);
    await ukr.point(28).scrollIntoViewIfNeeded(); // a place that was drawn for paper is still met by scrolling
    await expect(ukr.point(28).getByRole('button', { name: 'UST: accept with reservation' })).toBeVisible();
    await page.evaluate(() => scrollTo(0, 0));
  });

  await test.step('stances and flags have their words and reasons; nothing is there to press', async () => {
    await showsPaper(page);
    await expect(head).toBeVisible();
    await expect(ukr.point(25).getByText('The assets are the property of a state.')).toBeVisible();
    await expect(ukr.point(25).getByRole('list', { name: /^Stances/ })).toContainText('cannot accept');
    await expect(ukr.point(1).getByText(/Leaves out what stands on the ground\.$/)).toBeVisible();
    const comments = page.getByRole('region', { name: 'Open comments' });
    await expect(comments.getByRole('listitem').filter({ hasText: /^Point 28/ })).toContainText('Resolution proposed');
    await expect(legend).toBeVisible();
    for (const furniture of ['navigation', 'complementary', 'combobox'] as const)
      await expect(page.getByRole(furniture)).toHaveCount(0);
    await expect(page.getByText('All changes saved')).toBeHidden();
    await expect(page.getByRole('button', { name: /^(Legend|Light|History|Flag)/ })).toHaveCount(0);
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('html')).toHaveCSS('color', 'rgb(27, 28, 30)');
    await page.context().setOffline(true);
    await expect(page.getByText('Printed without a connection:')).toBeVisible();
    await page.context().setOffline(false);
    expect(new Set(await sheetsOf(page))).toEqual(new Set(['595x842']));
    await showsScreen(page);
    await expect(head).toHaveCount(0);
  });

  await test.step('the positions lie across the sheet and fit', async () => {
    await ukr.goesTo('&tab=positions');
    await page.getByRole('button', { name: 'Contested', exact: true }).click();
    await page.setViewportSize({ width: 688, height: 900 }); // an upright sheet without its margins
    await showsPaper(page);
    await expect(page.getByText('Shown here: Contested.')).toBeVisible();
    await expect(legend).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(688);
    expect(new Set(await sheetsOf(page))).toEqual(new Set(['842x595']));
    await showsScreen(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the history is printed as far as it is loaded, with its dates', async () => {
    await ukr.goesTo('&tab=history');
    await expect(page.getByText('locked point').first()).toBeVisible();
    expect(await page.locator('.history-list > li').count()).toBeLessThan(100);
    await showsPaper(page);
    await expect(page.locator('.history-list > li')).toHaveCount(100);
    await expect(page.getByText('Older entries are not loaded and not printed.')).toBeVisible();
    await expect(page.locator('.history-list time').first()).toHaveText(/^\d+ \w+ \d{4}, \d\d:\d\d$/);
    await showsScreen(page);
  });

  await test.step('a past moment says that it is the past, and when', async () => {
    await page
      .getByRole('button', { name: /see the draft as it stood then/ })
      .nth(3)
      .click();
    await showsPaper(page);
    await expect(page.getByText(/^As it stood on \d+ \w+ \d{4}, \d\d:\d\d\. This is the past/)).toBeVisible();
    await expect(legend).toBeVisible();
    await expect(page.getByRole('slider')).toHaveCount(0);
  });
  expect(ukr.errors).toEqual([]);
});
