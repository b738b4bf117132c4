// A walk over the accessibility tree, by keyboard alone: what somebody hears who sees neither colours nor shapes. (axe
// runs in the other stories.)
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('stances, flags, positions and red lines are heard in words and reached by keys', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;

  await test.step('a point says where each party stands, and which red lines it touches', async () => {
    await ukr.point(5).scrollIntoViewIfNeeded(); // its words give way to an editor meanwhile
    await expect(ukr.point(5)).toMatchAriaSnapshot(`
      - list "Stances on point 5":
        - listitem:
          - 'button "UST: accept"'
        - listitem:
          - 'button "UKR: accept with reservation"'
        - listitem:
          - 'button "RUS: cannot accept"'
        - listitem:
          - 'button "EUR: accept"'
      - list "Flags":
        - listitem:
          - button "crosses RUS A territorial settlement reflects the situation on the ground. affirmed by RUS"
        - listitem:
          - button "risks UKR No recognition, in law or in fact, of a change of Ukraine’s borders. claimed by EUR"
    `);
    await expect(ukr.point(2).getByRole('button', { name: 'UKR: accept, the text has changed since' })).toBeVisible();
  });

  await test.step('a flag opens by the keyboard and offers what this seat may do', async () => {
    const flag = ukr.point(5).getByRole('button', { name: /^risks UKR/ });
    await flag.focus();
    await page.keyboard.press('Enter');
    await expect(flag).toHaveAttribute('aria-expanded', 'true');
    for (const verb of ['Affirm', 'Dispute', 'Settle', 'Discuss'])
      await expect(ukr.point(5).getByRole('button', { name: verb, exact: true })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(ukr.point(5).getByRole('button', { name: 'Affirm', exact: true })).toBeFocused();
  });

  await test.step('the grid of positions has one stop for Tab, is walked by arrows, says each cell, and Esc comes back', async () => {
    await page.getByRole('button', { name: 'Positions', exact: true }).focus();
    await page.keyboard.press('Enter');
    const grid = page.getByRole('grid', { name: 'Points against parties' });
    await expect(grid.getByRole('columnheader')).toHaveText(['Point', 'UST', 'UKR', 'RUS', 'EUR', 'Status']);
    const stops = grid.locator('[tabindex="0"]');
    await expect(stops).toHaveCount(1);
    await stops.focus();
    await expect(page.getByLabel('Point 1, UST: accept', { exact: true })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByLabel('Point 2, UKR: accept, the text has changed since')).toBeFocused();
    for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByLabel('Point 5, RUS: cannot accept, 1 flag, red line crossed')).toBeFocused();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Point 5, RUS' });
    await expect(panel).toContainText('cannot accept');
    await expect(panel.getByRole('heading')).toHaveText([
      'Point 5, Territorial questions: RUS',
      'Red lines that concern this point',
      'Flags',
      'Open threads on this point',
    ]);
    await panel.getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Point 5, RUS: cannot accept, 1 flag, red line crossed')).toBeFocused();
    await expect(page.getByRole('row').filter({ hasText: 'Territorial questions' })).toContainText('contested');
  });

  await test.step('the register says in words what the flags make of each line', async () => {
    await page.getByRole('button', { name: 'Red lines', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([
      'UST United States',
      'UKR Ukraine',
      'RUS Russian Federation',
      'EUR European partners',
    ]);
    const lines = page.getByRole('region', { name: /RUS/ }).getByRole('listitem');
    await expect(lines.filter({ hasText: 'situation on the ground' })).toContainText('crossed');
    await expect(lines.filter({ hasText: 'stationed in Ukraine' })).toContainText('at risk');
  });
  expect(ukr.errors).toEqual([]);
});
