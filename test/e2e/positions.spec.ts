// Flags and stances end to end: claimed, disputed, amended, affirmed; a stance that the text leaves behind and that is
// renewed; four people see the same.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('a flag is claimed, disputed, amended and affirmed, a stance goes stale and is renewed, and all screens agree', async ({
  browser,
}) => {
  const [rus, ukr, eur, drafter] = await Promise.all(
    ['rus-delegate', 'ukr-head', 'eur-delegate', 'drafter'].map(member => Delegate.sitsDown(browser, member)),
  );
  if (!rus || !ukr || !eur || !drafter) throw new Error('four people were expected');
  const number = 8;
  const statement = 'Nothing about Ukraine is decided without Ukraine.';
  const flagOn = (who: Delegate) => who.point(number).locator('.flag-line').filter({ hasText: statement });
  for (const who of [rus, ukr]) await who.point(number).scrollIntoViewIfNeeded();
  await drafter.page.getByRole('button', { name: 'Positions', exact: true }).click();
  await eur.page.getByRole('button', { name: 'Red lines', exact: true }).click();
  const register = eur.page.locator('[data-red-line]').filter({ hasText: statement });
  const cell = drafter.page.getByLabel(new RegExp(`^Point ${number}, UKR:`));

  await test.step('a delegate flags words against another party’s red line', async () => {
    await rus.goesToStart(number);
    for (let i = 0; i < 8; i++) await rus.page.keyboard.press('Shift+ArrowRight');
    await rus.page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Flag' }).click();
    const dialog = rus.page.getByRole('dialog');
    await expect(dialog).toContainText('Children');
    await expect(dialog.getByLabel(/^Reason/)).toBeFocused();
    await rus.hasNoAxeViolations();
    await dialog.getByLabel('Search red lines').fill('without ukraine');
    await dialog.getByLabel(statement).check();
    await dialog.getByLabel(/crosses it/).check();
    await dialog.getByLabel(/^Reason/).fill('Decided over the heads of families.');
  });

  await test.step('[T22] Enter in the search raises nothing; what was chosen and written is still there after Esc', async () => {
    const dialog = rus.page.getByRole('dialog');
    await dialog.getByLabel('Search red lines').fill('no such line');
    await rus.page.keyboard.press('Enter');
    await expect(dialog.getByText('No red line matches.')).toBeVisible();
    await expect(dialog.getByLabel(statement)).toBeChecked();
    await expect(dialog.getByText(`Against UKR: ${statement}`)).toBeVisible();
    await dialog.getByLabel('Search red lines').fill('');
    await rus.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await rus.goesToStart(number);
    for (let i = 0; i < 8; i++) await rus.page.keyboard.press('Shift+ArrowRight');
    await rus.page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Flag' }).click();
    await expect(dialog.getByLabel(/^Reason/)).toHaveValue('Decided over the heads of families.');
    await expect(dialog.getByLabel(statement)).toBeChecked();
    await dialog.getByRole('button', { name: 'Flag for everyone to see' }).dblclick();
    await expect(dialog).toHaveCount(0);
    await expect(flagOn(ukr)).toHaveCount(1);
  });

  await test.step('the owner sees it live and disputes it; every screen says so', async () => {
    await expect(flagOn(ukr)).toContainText('claimed by RUS');
    await expect(cell).toHaveAttribute('aria-label', /1 flag/);
    await expect(register).toContainText('at risk');
    await flagOn(ukr).click();
    await ukr.point(number).getByRole('button', { name: 'Dispute' }).click();
    await ukr
      .point(number)
      .getByLabel(/^Reason for the dispute/)
      .fill('Children come first.');
    await ukr.point(number).getByRole('button', { name: 'Dispute for everyone to see' }).click();
    await expect(flagOn(rus)).toContainText('disputed by UKR');
    await expect(register).toContainText('respected');
  });

  await test.step('the raiser amends, the owner affirms; positions and register turn', async () => {
    await flagOn(rus).click();
    await rus.point(number).getByRole('button', { name: 'Amend' }).click();
    await expect(rus.page.locator('form :focus')).toHaveCount(1); // its button has gone
    await rus
      .point(number)
      .getByLabel(/^Reason/)
      .fill('Only where families object.');
    await rus.point(number).getByRole('button', { name: 'Amend this flag' }).click();
    await expect(flagOn(ukr)).toContainText('claimed by RUS');
    await ukr.page.getByRole('button', { name: /things? awaits? UKR/ }).click();
    const claim = ukr.page.getByRole('list', { name: 'What awaits UKR' }).locator('[data-awaited="flag"]');
    await expect(claim.first()).toBeVisible();
    await ukr.hasNoAxeViolations();
    await claim.filter({ hasText: 'Only where families object.' }).getByRole('button', { name: 'Affirm' }).click();
    await expect(claim.filter({ hasText: 'Only where families object.' })).toHaveCount(0);
    await expect(ukr.page.locator('[data-awaited] :focus, #text:focus'), '[T32] not nowhere').toHaveCount(1);
    await ukr.page.getByRole('button', { name: 'Text', exact: true }).click();
    for (const who of [rus, ukr]) await expect(flagOn(who)).toContainText('affirmed by UKR');
    await expect(register).toContainText('crossed');
    await expect(cell).toHaveAttribute('aria-label', /red line crossed/);
    await drafter.page.getByRole('button', { name: 'Crossing red lines' }).click();
    const row = drafter.page.getByRole('row').filter({ hasText: 'Children and displaced persons' });
    await expect(row.getByTitle('a party refuses it, or a red line is crossed')).toHaveText('contested');
  });

  await test.step('[T26] a stance goes stale as somebody edits, and is renewed by a key and Enter, or undone', async () => {
    const mark = ukr.point(number).getByRole('button', { name: /^UKR:/ });
    await expect(mark).toHaveAccessibleName('UKR: accept');
    await rus.goesToEnd(number);
    await rus.types(' Costs are shared.');
    await expect(mark).toHaveAccessibleName('UKR: accept, the text has changed since');
    await expect(cell).toHaveAttribute('aria-label', /the text has changed since/);
    await mark.click();
    const dialog = ukr.page.getByRole('dialog');
    await expect(dialog.locator('ins')).toContainText('Costs are shared.');
    await ukr.hasNoAxeViolations();
    const take = dialog.getByRole('button', { name: 'Take this stance for everyone to see' });
    await dialog.getByLabel(/^Reason/).fill('Half a reason');
    await rus.types(' By nobody.');
    await expect(dialog.getByRole('alert')).toContainText('The text changed while this was open.');
    await expect(take).toBeDisabled();
    await dialog.getByRole('button', { name: /^I have read it/ }).click();
    await expect(take).toBeEnabled();
    await ukr.page.keyboard.press('Escape');
    await ukr.page.context().setOffline(true);
    await mark.click();
    await expect(dialog.getByLabel(/^Reason/)).toHaveValue('Half a reason');
    await take.dblclick();
    await expect(dialog).toHaveCount(0);
    await expect(mark).toHaveAccessibleName('UKR: accept');
    await expect(ukr.point(number).getByText('waiting to be sent')).toBeVisible();
    await ukr.page.getByText('Show what waits').click();
    await ukr.page.getByRole('button', { name: /^Take back/ }).click();
    await expect(mark).toHaveAccessibleName('UKR: accept, the text has changed since');
    await expect(ukr.page.getByRole('alert', { name: 'Not done' })).toContainText('Half a reason');
    await ukr.page.context().setOffline(false);
    await ukr.page.getByRole('button', { name: /^Discard.*Your stance on point 8$/ }).click();
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
    await ukr.page.getByRole('button', { name: 'Positions', exact: true }).click();
    await ukr.page.getByLabel(new RegExp(`^Point ${number}, UKR:`)).focus();
    const panel = ukr.page.getByRole('complementary', { name: `Point ${number}, UKR` });
    await ukr.page.keyboard.press('r');
    await ukr.page.keyboard.press('Escape'); // a letter alone takes nothing
    await expect(dialog).toHaveCount(0);
    await expect(cell).toHaveAttribute('aria-label', /UKR: accept, the text has changed since, 1 flag/);
    await ukr.page.keyboard.press('Enter');
    await expect(panel).toContainText('Stale');
    await ukr.page.getByLabel(new RegExp(`^Point ${number}, UKR:`)).focus();
    await ukr.page.keyboard.press('ArrowRight');
    await expect(panel).toHaveCount(0); // it shows the cell that the keyboard is at
    await ukr.page.keyboard.press('ArrowLeft');
    await expect(panel).toBeVisible();
    await ukr.page.keyboard.press('x');
    await expect(dialog.getByLabel('cannot accept')).toBeChecked();
    await ukr.page.keyboard.press('Enter');
    await expect(cell).toHaveAttribute('aria-label', /UKR: cannot accept, 1 flag/);
    await expect(ukr.page.getByText(`Your stance on point ${number}: cannot accept`)).toBeVisible();
    await ukr.page.keyboard.press('Control+z');
    await expect(cell).toHaveAttribute('aria-label', /UKR: accept, the text has changed since, 1 flag/);
    await ukr.page.keyboard.press('r');
    await ukr.page.keyboard.press('Enter');
    await expect(cell).toHaveAttribute('aria-label', /UKR: accept with reservation, 1 flag/);
  });

  await test.step('[T26] a delegate is asked before their stance takes the place of their head’s', async () => {
    const ally = await Delegate.sitsDown(browser, 'ukr-delegate'); // in the sample delegates speak for their delegation
    await ally.page.getByRole('button', { name: 'Positions', exact: true }).click();
    await ally.page.getByLabel(new RegExp(`^Point ${number}, UKR:`)).focus();
    await ally.page.keyboard.press('x');
    const dialog = ally.page.getByRole('dialog');
    const sure = dialog.getByLabel(
      /^Replace what the head of your delegation \(Head\) declared: accept with reservation/,
    );
    await expect(sure).toBeFocused();
    await dialog.getByLabel(/^Reason/).press('Control+Enter');
    await expect(dialog.getByRole('alert')).toHaveText(/^Say first that yours takes the place/);
    await expect(sure).toBeFocused();
    await ally.page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Take this stance for everyone to see' })).toBeDisabled();
    await sure.check();
    await dialog.getByRole('button', { name: 'Take this stance for everyone to see' }).click();
    await expect(cell).toHaveAttribute('aria-label', /UKR: cannot accept/);
    expect(ally.errors).toEqual([]);
  });

  await test.step('the history tells it all', async () => {
    await eur.page.getByRole('button', { name: 'History', exact: true }).click();
    const list = eur.page.locator('.history-list');
    for (const line of [
      'took a stance for UKR on point 8: accept with reservation',
      'undid the stance for UKR on point 8: cannot accept; accept stands again',
      'affirmed the flag on point 8',
      'amended the flag on point 8',
      'disputed the flag on point 8',
      'flagged point 8 on “Children',
    ])
      await expect(list.getByText(line).first()).toBeVisible();
  });
  for (const person of [rus, ukr, eur, drafter]) expect(person.errors).toEqual([]);
});
