// Presses and what becomes of them: a form that comes late, a button that others' doings would move away, a field that
// closes under the keyboard.
import type { Locator } from '@playwright/test';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('[T9] what is typed before a form has come goes into the form, and Esc goes back behind the words', async ({
  browser,
}) => {
  // The files of the forms come when the story says so.
  const context = await browser.newContext();
  let come = (): void => undefined;
  const hasCome = new Promise<void>(resolve => {
    come = resolve;
  });
  await context.route(/\/(?:raise-flag|stance-dialog|import-dialog)-[^/]*\.js$/, async route => {
    await hasCome;
    await route.continue();
  });
  const drafter = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const { page } = drafter;
  const number = 9;
  const flag = page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Flag' });
  const waiting = page.getByLabel('What you type goes into the form');
  const begin = async (words: string): Promise<void> => {
    await drafter.goesToEnd(number);
    await page.keyboard.type(words);
    await drafter.selectsBack(words.length);
    await expect(flag).toBeVisible();
  };

  await begin(' one');
  await drafter.presses(flag);
  await page.keyboard.type('why'); // at once
  await page.keyboard.press('Escape');
  await page.keyboard.type('!');
  await expect.poll(() => drafter.words(number)).toContain('one!');
  await expect(waiting).toHaveCount(0);

  await page.getByRole('button', { name: `Flag the whole of point ${number}` }).click();
  await page.keyboard.type('?n'); // no shortcuts
  await expect(waiting).toHaveValue('?n');
  await page.keyboard.press('Escape');

  await begin(' two');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('it crosses');
  come();
  await expect(page.getByRole('dialog').locator('blockquote')).toHaveText('two');
  await page.keyboard.type(' our line');
  await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('it crosses our line');
  await page.keyboard.press('Escape');
  await page.keyboard.type('!');
  await expect.poll(() => drafter.words(number)).toContain('one! two!');
  expect(drafter.errors).toEqual([]);
});

test('[T9] letters that come with the key that closes a dialog go on behind the words', async ({ browser }) => {
  const drafter = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = drafter;
  const opens: Record<string, readonly string[]> = {
    flag: ['Alt+F10', 'End', 'Enter'],
    'point by its number': ['Control+F2', '9'],
    shortcuts: ['Control+/'],
  };
  for (const [what, keys] of Object.entries(opens))
    await test.step(what, async () => {
      await drafter.goesToEnd(9);
      await page.keyboard.type(' end');
      await drafter.selectsBack(3);
      await expect(page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible();
      for (const key of keys) await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      // The page is busy: all of these keys wait for it.
      await page.evaluate(
        () =>
          void setTimeout(() => {
            for (const from = performance.now(); performance.now() < from + 300; );
          }, 0),
      );
      await Promise.all(['Escape', 'n', 'e', 'w'].flatMap(key => [page.keyboard.down(key), page.keyboard.up(key)]));
      await expect.poll(() => drafter.words(9)).toMatch(/ endnew$/);
    });
  expect(drafter.errors).toEqual([]);
});

test('[T33] the bar and the verbs that a pointer holds down stay as they are, whatever others do meanwhile', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const rus = await Delegate.sitsDown(browser, 'rus-delegate');
  const { page } = ukr;
  const bar = page.getByRole('toolbar', { name: 'Selected words' });
  const field = page.getByLabel('Comment to everyone');
  const holds = async (button: Locator, meanwhile: () => Promise<void>): Promise<void> => {
    await button.hover();
    await page.mouse.down();
    await meanwhile();
    await page.mouse.up();
  };
  const select = async (number: number, words: string): Promise<void> => {
    await ukr.goesToEnd(number);
    await page.keyboard.type(words);
    await ukr.selectsBack(words.length - 1);
    await expect(bar).toBeVisible();
    await expect.poll(() => rus.words(number)).toContain(words.trim());
  };

  await test.step('the bar, where a paragraph above the words, or the words themselves, change', async () => {
    await select(9, ' held');
    await holds(bar.getByRole('button', { name: 'Comment' }), async () => {
      await rus.goesToStart(9);
      await rus.page.keyboard.press('Enter');
      await expect(ukr.body(9).locator('p')).toHaveCount(await rus.body(9).locator('p').count());
    });
    await expect(field).toBeFocused();
    await field.press('Escape');
    await select(9, ' again');
    await holds(bar.getByRole('button', { name: 'Bold' }), async () => {
      await rus.goesToEnd(9);
      for (let i = 0; i < 2; i++) await rus.page.keyboard.press('ArrowLeft');
      await rus.page.keyboard.type('-');
      await expect(ukr.body(9)).toContainText('aga-in');
    });
    await expect(rus.body(9).locator('strong')).toHaveText('aga-in');
  });

  await test.step('a verb that others’ acts would make another one', async () => {
    await ukr.comments(2, 'Is this so?');
    await ukr.card('Is this so?').locator('.thread-head').click();
    await rus.card('Is this so?').locator('.thread-head').click();
    await holds(ukr.card('Is this so?').getByRole('button', { name: 'Resolve with outcome' }), async () => {
      await rus.card('Is this so?').getByRole('button', { name: 'Propose to resolve', exact: true }).click();
      await expect(ukr.card('Is this so?')).toHaveAttribute('data-state', 'proposed');
    });
    await expect(page.getByLabel('Outcome, for everyone to read')).toBeFocused();
    await expect(ukr.card('Is this so?').getByRole('button', { name: 'Keep open' })).toBeVisible();
    await expect(rus.card('Is this so?')).toHaveAttribute('data-state', 'proposed');
  });
  for (const person of [ukr, rus]) expect(person.errors).toEqual([]);
});

test('[T32] when a field or form closes, the keyboard goes to its card, never nowhere', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;
  await ukr.comments(2, 'Is this so?');
  const card = ukr.card('Is this so?');

  await ukr.beginsReply('Is this so?');
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();

  await card.locator('.thread-head').click();
  await card.getByRole('button', { name: 'Resolve with outcome' }).click();
  await page.keyboard.type('So be it');
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();
  await card.getByRole('button', { name: 'More about this thread' }).focus();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();

  await page.getByRole('button', { name: 'Comment on the whole of point 3' }).click();
  await page.keyboard.type('Begun');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on writing' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Comment not posted yet' })).toBeFocused();

  await ukr.point(11).scrollIntoViewIfNeeded();
  await ukr.point(11).locator('.flag-line').first().click();
  const flag = ukr.point(11).locator('.flag-card');
  await flag.getByRole('button', { name: 'Discuss' }).click();
  await flag.getByRole('button', { name: 'Cancel' }).click();
  await expect(flag).toBeFocused();
  expect(ukr.errors).toEqual([]);
});

test('[T32] when a button goes with its row, the keyboard goes on beside it, and Undo brings it back', async ({
  browser,
}) => {
  const chair = await Delegate.sitsDown(browser, 'chair');
  const { page } = chair;
  const outline = page.getByRole('navigation', { name: 'Themes and points' });
  const menuOf = (title: RegExp): Locator =>
    outline
      .locator('li')
      .filter({ hasText: title })
      .getByRole('button', { name: /^(?:Change point|Restore) / });
  const titleOf = (number: number): Promise<string> =>
    outline
      .locator('li', { has: page.getByRole('button', { name: `Change point ${number}`, exact: true }) })
      .locator('.outline-title')
      .innerText();
  const undo = page.getByRole('button', { name: /^Undo/ });
  const changes = async (menu: Locator, verb: string): Promise<void> => {
    await menu.focus();
    await menu.click();
    await page.getByRole('button', { name: verb, exact: true }).press('Enter');
  };
  const [second, third, fourth] = await Promise.all([titleOf(2), titleOf(3), titleOf(4)]);
  const [moved, next] = [menuOf(new RegExp(third)), menuOf(new RegExp(fourth))];

  await test.step('a point that moves takes it along, and back', async () => {
    for (const goBack of ['Space', 'click', 'Control+z']) {
      await changes(moved, 'Move to theme 4');
      await expect(outline.getByRole('button', { name: 'Change point 3', exact: true })).toBeVisible();
      await expect(page.getByText(`“${third}” moved`)).toBeVisible();
      await expect(moved).toBeFocused();
      if (goBack === 'Space') await undo.press('Space');
      else if (goBack === 'click') await undo.click();
      else await page.keyboard.press(goBack);
      await expect(page.getByText('It is point 3 again')).toBeVisible();
      await expect(moved).toBeFocused();
    }
  });

  await test.step('of one that is removed the next has it, until it comes back', async () => {
    for (const goBack of ['Space', 'click', 'Control+z']) {
      await changes(moved, 'Remove point');
      await expect(page.getByText(`“${third}” removed`)).toBeVisible();
      await expect(next).toBeFocused();
      if (goBack === 'Space') await undo.press('Space');
      else if (goBack === 'click') await undo.click();
      else await page.keyboard.press(goBack);
      await expect(page.getByText(`“${third}” restored`)).toBeVisible();
      await expect(moved).toBeFocused();
    }
    await changes(moved, 'Remove point');
    await expect(next).toBeFocused();
    await page.keyboard.press('Control+z');
    await menuOf(new RegExp(second)).focus(); // somebody goes elsewhere meanwhile
    await expect(page.getByText(`“${third}” restored`)).toBeVisible();
    await expect(moved).toBeVisible();
    await expect(menuOf(new RegExp(second))).toBeFocused();
  });

  await test.step('[T34] the key undoes what was sent last, also from a field, and nothing before it', async () => {
    await changes(moved, 'Lock point');
    await expect(page.getByText(/^Point 3 locked/)).toBeVisible();
    await chair.comments(3, 'It is locked');
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Nothing to undo or redo here.')).toBeVisible();
    await expect(chair.body(3)).toHaveAttribute('aria-readonly', 'true');
    await page.keyboard.press('Escape');
    const head = await Delegate.sitsDown(browser, 'ukr-head');
    const mark = head.point(2).getByRole('button', { name: /^UKR:/ });
    const before = await mark.getAttribute('aria-label');
    await mark.click();
    await head.page.getByRole('radio', { name: 'cannot accept' }).press('Space');
    await head.page.getByLabel(/^Reason/).pressSequentially('No');
    await head.page.keyboard.press('Control+Enter');
    await expect(head.page.getByText(/^Your stance on .*: cannot accept$/)).toBeVisible();
    await head.page.keyboard.press('Control+z');
    await expect(head.page.getByText(/^Your stance on .* is undone$/)).toBeVisible();
    expect(await mark.getAttribute('aria-label')).toBe(before);
    expect(head.errors).toEqual([]);
  });
  expect(chair.errors).toEqual([]);
});

test('[T34] discarded words come back where they were, also by the key in words, and one writes on meanwhile', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;
  const field = page.getByLabel('Comment to everyone');
  const undo = page.getByRole('button', { name: /^Undo/ });
  const begun = page.getByRole('region', { name: 'Comment not posted yet' });
  const discards = (part: Locator): Promise<void> => ukr.presses(part.getByRole('button', { name: 'Discard' }));
  const composer = page.getByRole('region', { name: 'New comment' });

  await test.step('from the composer, in which it stands again', async () => {
    await ukr.goesToEnd(9);
    await ukr.types(' gamma');
    await ukr.selectsBack(5);
    await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Comment' }).click();
    await ukr.types('Careful words');
    await discards(composer);
    await expect(page.getByText('Comment discarded')).toBeVisible();
    await expect(ukr.body(9)).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(field).toHaveValue('Careful words');
    await expect(field).toBeFocused();
    await discards(composer);
    await ukr.types('!');
    await page.keyboard.press('Control+z'); // what was written since is the newest
    await expect.poll(() => ukr.words(9)).toMatch(/ gamma$/);
    await expect(field).toHaveCount(0);
    await undo.click();
    await expect(field).toHaveValue('Careful words');
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await ukr.types('?');
    await expect.poll(() => ukr.words(9)).toMatch(/ gamma\?$/);
  });

  await test.step('[T32] from its card; the keyboard goes to where one was writing', async () => {
    await discards(begun);
    await expect(begun).toHaveCount(0);
    await ukr.types(' on');
    await expect.poll(() => ukr.words(9)).toMatch(/ gamma\? on$/);
    await undo.click();
    await expect(begun).toContainText('Careful words');
    await expect(ukr.body(9)).toBeFocused();
    await page.getByRole('button', { name: /Comment on the whole of point 10$/ }).click();
    await ukr.types('Another');
    await discards(begun);
    await expect(field).toBeFocused();
    await ukr.types(' one');
    await expect(field).toHaveValue('Another one');
    await begun.waitFor({ state: 'detached' });
    await undo.press('Enter');
    await expect(begun).toContainText('Careful words');
    await expect(field).toBeFocused();
    await discards(composer);
  });

  await test.step('an outcome, and a form, which opens again', async () => {
    await ukr.comments(2, 'Is this so?');
    const card = ukr.card('Is this so?');
    await card.locator('.thread-head').click();
    await card.getByRole('button', { name: 'Resolve with outcome' }).click();
    await ukr.types('So be it');
    await discards(card);
    await expect(card).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(page.getByLabel('Outcome, for everyone to read')).toHaveValue('So be it');
    await expect(page.getByLabel('Outcome, for everyone to read')).toBeFocused();
    await (await ukr.beginsFlag(6)).fill('Half a flag');
    await discards(page.getByRole('dialog'));
    await expect(page.getByText('Your flag: discarded')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Begun, not sent/ })).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toHaveValue('Half a flag');
    await expect(page.getByRole('dialog').getByLabel(/^Reason/)).toBeFocused();
  });

  await test.step('[T22] a form that lacks something says what, and takes the keyboard there', async () => {
    const dialog = page.getByRole('dialog');
    const lacks = async (keys: string, says: string, field: Locator): Promise<void> => {
      await page.keyboard.press(keys);
      await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
      await expect(field).toBeFocused();
    };
    await lacks('Control+Enter', 'Choose a red line first.', dialog.getByLabel('Search red lines'));
    await ukr.hasNoAxeViolations();
    await dialog.getByRole('radio').first().check();
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    const chair = await Delegate.sitsDown(browser, 'chair');
    await chair.changesPoint(3, 'Rename point');
    const title = chair.page.getByLabel('Title');
    await title.fill('');
    await title.press('Enter');
    await expect(chair.page.getByRole('alert')).toHaveText('Write a title first.');
    await expect(title).toBeFocused();
    expect(chair.errors).toEqual([]);
  });
  expect(ukr.errors).toEqual([]);
});
