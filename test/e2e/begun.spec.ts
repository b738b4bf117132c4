// What somebody has begun to write while others change the draft under it: the field stays with its words and caret,
// says what happened, and whatever is begun is listed and leads back to its place.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

type Written = { readonly before: string; readonly isSeen: boolean };

/**
 * Where the field with the keyboard is, and what stands before its caret; null where none has the keyboard, or it lost
 * it for a moment.
 */
const written = (who: Delegate): Promise<Written | null> =>
  who.page.evaluate(() => {
    const field = document.activeElement;
    if (!(field instanceof HTMLTextAreaElement) || field.dataset['left']) return null;
    const { top, bottom } = field.getBoundingClientRect();
    return { before: field.value.slice(0, field.selectionStart), isSeen: top >= 0 && bottom <= innerHeight };
  });

const tabsAndWidths = [
  ['Positions', 1440],
  ['Text', 390],
  ['Red lines', 720],
  ['Text', 1440],
] as const;

test('[T23] a field in which somebody types stays with caret and words while others remove or move what it is about', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-head');
  const chair = await Delegate.sitsDown(browser, 'chair');
  const { page } = ukr;
  const types = async (words: string): Promise<void> => {
    await ukr.types(words);
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    await page.evaluate(() => {
      const field = document.activeElement;
      if (!(field instanceof HTMLElement)) return;
      field.addEventListener('blur', () => field.setAttribute('data-left', 'yes'));
    });
  };

  await test.step('a comment, as its point is moved to another theme', async () => {
    await page.getByRole('button', { name: /Comment on the whole of point 3$/ }).click();
    await types('A moved comment');
    await chair.changesPoint(3, 'Move to theme 4');
    await expect(page.getByRole('region', { name: 'New comment' })).not.toContainText('Point 3');
    expect(await written(ukr)).toEqual({ before: 'A moved comm', isSeen: true });
    // The card goes to its point's new place when the keyboard leaves the field, but not from under a click.
    await ukr.presses(page.getByRole('region', { name: 'New comment' }).getByRole('button', { name: 'Discard' }));
    await expect(page.getByText('A moved comment')).toHaveCount(0);
  });

  await test.step('a comment, as its point is removed', async () => {
    await page.getByRole('button', { name: /Comment on the whole of point 4$/ }).click();
    await types('A lost comment');
    const title = await ukr.point(4).locator('.point-title').innerText();
    await chair.changesPoint(4, 'Remove point');
    const composer = page.getByRole('region', { name: 'New comment' });
    await expect(composer).toContainText('Chair removed this point at');
    await expect(composer).toContainText('Your words are kept here.');
    await expect(composer).toContainText(`“${title}” (removed)`);
    expect(await written(ukr)).toEqual({ before: 'A lost comm', isSeen: true });
    await expect(composer.getByRole('button', { name: 'Post to everyone' })).toBeDisabled();
    await page.keyboard.press('Escape');
    const begun = page.getByRole('region', { name: 'Comment not posted yet' });
    await expect(begun).toContainText(`“${title}” (removed)`);
    await begun.getByRole('button', { name: 'Open as a comment on' }).click();
    await expect(page.getByLabel('Comment to everyone')).toHaveValue('A lost comment');
    await composer.getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('a reply, as its point is removed and others settle the thread', async () => {
    await ukr.comments(6, 'Which one?');
    await ukr.beginsReply('Which one?');
    await types('A late reply');
    await chair.changesPoint(6, 'Remove point');
    await expect(ukr.card('Which one?')).toContainText('(removed)');
    expect(await written(ukr)).toEqual({ before: 'A late re', isSeen: true });
    await chair.card('Which one?').locator('.thread-head').click();
    await chair.card('Which one?').getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(ukr.card('Which one?')).toContainText('Resolved');
    expect(await written(ukr)).toEqual({ before: 'A late re', isSeen: true });
    await page.keyboard.press('Control+Enter');
    await expect(chair.card('Which one?')).toContainText('A late reply');
  });

  await test.step('a reason, as its point is moved to another theme', async () => {
    await ukr.point(2).getByRole('button', { name: /^UKR:/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).click();
    await types('A moved reason');
    await chair.changesPoint(2, 'Move to theme 4');
    await expect(dialog).not.toContainText('Point 2:');
    expect(await written(ukr)).toEqual({ before: 'A moved rea', isSeen: true });
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await expect
      .poll(() => page.locator('.point-title').allInnerTexts())
      .toEqual(await chair.page.locator('.point-title').allInnerTexts());
  });

  await test.step('a reason, as its point is removed', async () => {
    await ukr.point(5).getByRole('button', { name: /^UKR:/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).click();
    await types('A lost reason');
    const title = await ukr.point(5).locator('.point-title').innerText();
    await chair.changesPoint(5, 'Remove point');
    await expect(dialog).toContainText('Chair removed this point at');
    expect(await written(ukr)).toEqual({ before: 'A lost rea', isSeen: true });
    await expect(dialog.getByRole('button', { name: 'Take this stance for everyone to see' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(page.getByText(title, { exact: true })).toHaveCount(1); // among the removed ones alone
  });

  await test.step('[T24] it is listed by the title of the point, and opened as a comment elsewhere', async () => {
    await page.getByRole('button', { name: 'Begun, not sent: 1 form' }).click();
    const dialog = page.getByRole('dialog', { name: 'Begun, not sent' });
    await expect(dialog).toContainText(/Your stance on “.+” \(removed\)/);
    await expect(dialog.getByRole('button', { name: /^Go on/ })).toHaveCount(0);
    await ukr.hasNoAxeViolations();
    await dialog.getByRole('button', { name: 'Open as a comment on' }).click();
    await expect(page.getByLabel('Comment to everyone')).toHaveValue('A lost reason');
    await expect(page.getByRole('button', { name: /^Begun, not sent/ })).toHaveCount(0);
  });

  await test.step('[T24] what was refused is told by the title of the point, and opened as a comment elsewhere', async () => {
    const title = await ukr.point(1).locator('.point-title').innerText();
    await ukr.point(1).getByRole('button', { name: /^UKR:/ }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .fill('A refused reason');
    await page.context().setOffline(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Take this stance for everyone to see' }).click();
    await chair.changesPoint(1, 'Remove point');
    await ukr.goesToEnd(20);
    await page.context().setOffline(false);
    const refused = page.getByRole('alert', { name: 'Not done' });
    const sign = page.getByRole('button', { name: 'Not done: 1' });
    for (const [tab, width] of tabsAndWidths) {
      await page.setViewportSize({ width, height: 800 });
      await page.getByRole('button', { name: tab, exact: true }).click();
      if (tab === 'Text') await ukr.point(20).scrollIntoViewIfNeeded();
      await expect(sign, `${tab}, ${width}`).toBeInViewport({ ratio: 1 });
      if (tab === 'Text') await expect(refused).not.toBeInViewport();
      await sign.click();
      await expect(refused).toBeFocused();
      await expect(refused.getByRole('heading')).toBeInViewport({ ratio: 1 });
      await expect(sign).toBeVisible(); // until it is settled
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(refused).toContainText(`Your stance on “${title}” (removed) was not done`);
    await refused.getByRole('button', { name: 'Open as a comment on' }).click();
    await expect(page.getByLabel('Comment to everyone')).toHaveValue(/A refused reason$/);
    await expect(refused).toHaveCount(0);
    await expect(sign).toHaveCount(0);
    await page.getByRole('region', { name: 'New comment' }).getByRole('button', { name: 'Discard' }).click();
  });

  await test.step('[T24] what was refused in a card is counted too, and gone to from another tab', async () => {
    await ukr.comments(2, 'Since when?');
    for (const who of [ukr, chair]) await who.card('Since when?').locator('.thread-head').click();
    await page.context().setOffline(true);
    await ukr.card('Since when?').getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByRole('button', { name: 'Positions', exact: true }).click();
    await chair.card('Since when?').getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(chair.card('Since when?')).toContainText('Resolved');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Not done: 1' }).click();
    await expect(ukr.card('Since when?')).toContainText('Not done: Chair resolved this thread already.');
    await expect(ukr.card('Since when?')).toBeFocused();
    await expect(page.getByRole('button', { name: /^Not done/ })).toHaveCount(0);
  });

  await test.step('a flag, as its red line is withdrawn', async () => {
    const rus = await Delegate.sitsDown(browser, 'rus-head');
    await rus.page.getByRole('button', { name: 'Red lines', exact: true }).click();
    const statement = 'A territorial settlement reflects the situation on the ground.';
    const line = rus.page.locator('[data-red-line]').filter({ hasText: statement });
    await ukr.beginsFlag(2);
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByRole('radio', { name: statement });
    await choice.check();
    await dialog.getByLabel(/^Reason/).click();
    await types('A flag without a line');
    await line.getByRole('button', { name: 'Change status' }).click();
    await line.getByLabel('It is now').selectOption('withdrawn');
    await line.getByRole('button', { name: 'Declare it for everyone to see' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/withdrew this red line at .+ Choose another one\./);
    await expect(dialog.getByRole('radio', { name: `${statement} (withdrawn)` })).toBeChecked();
    expect(await written(ukr)).toEqual({ before: 'A flag without a l', isSeen: true });
    const flags = dialog.getByRole('button', { name: 'Flag for everyone to see' });
    await expect(flags).toBeDisabled();
    await dialog.getByRole('radio').first().check();
    await expect(choice).toHaveCount(0);
    await expect(flags).toBeEnabled();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    expect(rus.errors).toEqual([]);
  });
  await test.step('a reason of a delegate, as the chair lets heads alone speak', async () => {
    const delegate = await Delegate.sitsDown(browser, 'ukr-delegate');
    await delegate.point(1).getByRole('button', { name: /^UKR:/ }).click();
    const dialog = delegate.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Cannot accept' }).check();
    await dialog.getByLabel(/^Reason/).click();
    await delegate.types('Half a reason');
    await chair.page.getByRole('button', { name: 'More about this draft' }).click();
    await chair.page.getByRole('button', { name: 'Let heads alone speak for their delegations' }).click();
    await expect(dialog).toContainText('In this draft the head speaks for the delegation. Your words are kept here.');
    expect(await written(delegate)).toEqual({ before: 'Half a reason', isSeen: true });
    await expect(dialog.getByRole('button', { name: 'Take this stance for everyone to see' })).toBeDisabled();
    await delegate.page.keyboard.press('Escape');
    await delegate.page.getByRole('button', { name: 'Begun, not sent: 1 form' }).click();
    await dialog.getByRole('button', { name: /^Go on.*Your stance on point 1/ }).click();
    await expect(dialog.getByLabel(/^Reason/)).toHaveValue('Half a reason');
    await expect(dialog.getByRole('button', { name: 'Copy them' })).toBeVisible();
    await delegate.hasNoAxeViolations();
    expect(delegate.errors).toEqual([]);
  });
  for (const person of [ukr, chair]) expect(person.errors).toEqual([]);
});

test('[T21] a form that stands open in two tabs of one seat stays in each as it was filled in there', async ({
  browser,
}) => {
  const first = await Delegate.sitsDown(browser, 'ukr-head');
  const second = await Delegate.returnsTo(first.page.context(), first.seat);
  const dialogOf = ({ page }: Delegate) => page.getByRole('dialog');
  const opens = async (who: Delegate, radio: string): Promise<void> => {
    await who.page.bringToFront();
    await who.point(3).getByRole('button', { name: /^UKR:/ }).click();
    await dialogOf(who).getByRole('radio', { name: radio }).check();
  };
  await opens(first, 'Needs change');
  await dialogOf(first)
    .getByLabel(/^Reason/)
    .fill('Half a reason');
  await expect(second.page.getByRole('button', { name: /^Begun, not sent/ })).toBeVisible();
  await opens(second, 'Cannot accept');
  await dialogOf(second)
    .getByLabel(/^Reason/)
    .fill('From the second tab');
  await second.page.keyboard.press('Control+Enter');
  await expect(second.point(3).getByRole('button', { name: 'UKR: Cannot accept' })).toBeVisible();
  await first.page.bringToFront();
  await expect(dialogOf(first)).toContainText(/While this was open, .+ took a stance at .+: cannot accept\./);
  await expect(dialogOf(first).getByRole('radio', { name: 'Needs change' })).toBeChecked();
  await expect(dialogOf(first).getByLabel(/^Reason/)).toHaveValue('Half a reason');
  await first.page.keyboard.press('Control+Enter');
  await expect(second.point(3).getByRole('button', { name: 'UKR: Needs change' })).toBeVisible();
  await expect(second.page.getByRole('button', { name: /^Begun, not sent/ })).toHaveCount(0);
  // Where nothing was chosen, what stood before is not sent in the place of what stands now.
  await second.page.bringToFront();
  await second.point(3).getByRole('button', { name: /^UKR:/ }).click();
  await expect(dialogOf(second).getByRole('radio', { name: 'Needs change' })).toBeFocused(); // not at the first
  await first.page.bringToFront();
  await opens(first, 'Cannot accept');
  await first.page.keyboard.press('Control+Enter');
  await second.page.bringToFront();
  await expect(dialogOf(second)).toContainText('Choose yours before you send it.');
  const take = dialogOf(second).getByRole('button', { name: 'Take this stance for everyone to see' });
  await expect(take).toBeDisabled();
  await dialogOf(second).getByRole('radio', { name: 'Needs change' }).click();
  await take.click();
  await expect(first.point(3).getByRole('button', { name: 'UKR: Needs change' })).toBeVisible();
  // Nor does a comment that is being typed go with what the other tab posts in its place.
  const commentOf = ({ page }: Delegate) => page.getByLabel('Comment to everyone');
  for (const who of [first, second]) {
    await who.page.bringToFront();
    await who.page.getByRole('button', { name: /Comment on the whole of point 5$/ }).click();
    await commentOf(who).fill(who === first ? 'Half a comment' : 'Posted in the second tab');
  }
  await second.page.keyboard.press('Control+Enter');
  await expect(first.card('Posted in the second tab')).toBeVisible();
  await expect(second.page.getByText('All changes saved')).toBeVisible();
  await first.page.bringToFront();
  await expect(commentOf(first)).toHaveValue('Half a comment');
  await first.page.keyboard.press('Control+Enter');
  await expect(second.card('Half a comment')).toBeVisible();
  // Nor does a red line become what nobody chose, once another has declared the chosen state.
  const redLines = first.page.locator('[data-red-line]');
  await first.goesTo('&tab=red-lines');
  const own = redLines.filter({ has: first.page.getByRole('button', { name: 'Amend' }) }).first();
  const id = await own.getAttribute('data-red-line');
  const lineOf = ({ page }: Delegate) => page.locator(`[data-red-line="${id}"]`);
  const declare = (who: Delegate) => lineOf(who).getByRole('button', { name: 'Declare it for everyone to see' });
  await lineOf(first).getByRole('button', { name: 'Change status' }).click();
  await lineOf(first).getByLabel('It is now').selectOption('softened');
  await second.page.bringToFront();
  await second.goesTo('&tab=red-lines');
  await lineOf(second).getByRole('button', { name: 'Change status' }).click();
  await lineOf(second).getByLabel('It is now').selectOption('softened');
  await declare(second).click();
  await first.page.bringToFront();
  await expect(lineOf(first)).toContainText('declared it softened meanwhile. Choose what it is now.');
  await expect(declare(first)).toBeDisabled();
  await lineOf(first).getByLabel('It is now').selectOption('held');
  await declare(first).click();
  await expect(lineOf(second)).not.toContainText('softened');
  // An amendment of what was amended meanwhile says so.
  await lineOf(first).getByRole('button', { name: 'Amend' }).click();
  await second.page.bringToFront();
  await lineOf(second).getByRole('button', { name: 'Amend' }).click();
  await lineOf(second).getByLabel('What the delegation will not cross').fill('Amended in the second tab');
  await lineOf(second).getByRole('button', { name: 'Amend it for everyone to see' }).click();
  await first.page.bringToFront();
  await expect(lineOf(first)).toContainText('It was amended meanwhile, as it reads above.');
  expect([...first.errors, ...second.errors]).toEqual([]);
});

test('[T24] whatever form was begun is listed on every tab, also after a reload, and opens again with its words', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-head');
  const { page } = ukr;
  const tab = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const goesOn = async (what: RegExp): Promise<void> => {
    await page.getByRole('button', { name: /^Begun, not sent/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: what }).click();
  };
  await tab('Red lines');
  const line = page.locator('[data-red-line]').filter({ has: page.getByRole('button', { name: 'Amend' }) });
  await line.first().getByRole('button', { name: 'Amend' }).click();
  await page.getByLabel('What the delegation will not cross').fill('Half an amendment');
  await expect(page.getByRole('button', { name: /^Begun, not sent/ })).toHaveCount(0); // it stands open
  await tab('Text');
  await ukr.point(2).getByRole('button', { name: /^UKR:/ }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/^Reason/)
    .fill('Half a reason');
  await page.keyboard.press('Escape');
  await (await ukr.beginsFlag(6)).fill('Half a flag');
  await page.keyboard.press('Escape');
  const asked: string[] = [];
  page.on('dialog', dialog => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual([]);
  await expect(page.getByRole('button', { name: 'Begun, not sent: 3 forms' })).toBeVisible();
  await tab('History');
  await goesOn(/^Go on.*Your amendment of the red line/);
  await expect(page.getByLabel('What the delegation will not cross')).toHaveValue('Half an amendment');
  await expect(page.getByLabel('What the delegation will not cross')).toBeFocused();
  await ukr.types(' goes on');
  await expect(page.getByLabel('What the delegation will not cross')).toHaveValue('Half an amendment goes on');
  await goesOn(/^Go on.*Your stance on point 2/);
  await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('Half a reason');
  await ukr.types(' goes on');
  await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('Half a reason goes on');
  await page.keyboard.press('Escape');
  await goesOn(/^Go on.*Your flag on point 6/);
  await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('Half a flag');
  await ukr.types(' goes on');
  await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('Half a flag goes on');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('button', { name: 'Begun, not sent: 2 forms' })).toBeVisible();

  await tab('Text');
  await page.evaluate(() => {
    for (let size = 2 ** 20; size >= 1; size /= 2)
      try {
        for (let i = 0; ; i++) localStorage.setItem(`full ${size} ${i}`, 'x'.repeat(size));
      } catch {} // full, but for less
  });
  await (await ukr.beginsFlag(6)).fill('Half of another flag, in a browser that has no room for it');
  await expect(page.getByText('This browser has no room to store it')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  expect(ukr.errors).toEqual([]);
});
