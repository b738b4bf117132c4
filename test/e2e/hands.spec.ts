// What hands write when others lock the words, while an input method composes, and where carets are named: nothing is
// lost, and nothing is written that nobody typed.
import { boxOf } from './box-of.ts';
import { agreeOn, both, composes, imeOf } from './hands.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('[E15] what is being composed is neither written nor redrawn, and enters the words as they then stand', async ({
  browser,
}) => {
  const people = await both(browser);
  const [ukr, rus] = people;
  const ime = await imeOf(ukr.page);
  await ukr.goesToEnd(12);
  await composes(ime, 'に');
  await composes(ime, 'にほ');
  await rus.goesToStart(12);
  await rus.types('First: ');
  await rus.page.keyboard.press('Enter');
  await rus.types('Second');
  await expect(rus.body(12)).not.toContainText('にほ');
  await composes(ime, 'にほん');
  await ime.send('Input.insertText', { text: '日本' });
  await ukr.types(' agrees');
  const words = await agreeOn(people, 12);
  expect(words).toContain('日本 agrees');
  expect(words).toMatch(/^First:\s+Second/);
  expect(words).not.toMatch(/[に\u200b]/);

  await ukr.goesToStart(13);
  for (let i = 0; i < 3; i++) await ukr.page.keyboard.press('ArrowRight');
  await composes(ime, 'ね');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await rus.goesToStart(13);
  await rus.types('Not ');
  await chair.changesPoint(13, 'Lock point');
  await expect(ukr.page.getByText('Locked by the chair.', { exact: true })).toBeVisible();
  await composes(ime, 'ねこ');
  await ime.send('Input.insertText', { text: '猫' });
  await ukr.types(' after');
  await expect(ukr.page.getByRole('region', { name: 'Kept for you' })).toContainText('猫 after');
  await expect(ukr.body(13)).not.toContainText(/[ね猫]/);
  await chair.page.keyboard.press('Escape');
  await chair.changesPoint(13, 'Unlock point');
  await expect(ukr.body(13)).toHaveAttribute('contenteditable', 'true');
  await ukr.types('going on');
  expect(await agreeOn(people, 13)).toMatch(/^Not At going on/);

  await composes(ime, 'にほん');
  ukr.page.on('dialog', dialog => dialog.accept());
  await ukr.page.reload();
  await expect(rus.body(13)).toContainText('At going onにほん');
});

test('[E17] a click into words that cannot be edited, then typing: no shortcut fires, and the reason is said', async ({
  browser,
}) => {
  const said = async (who: Delegate, point: number, why: RegExp): Promise<void> => {
    const { page } = who;
    await who.body(point).hover(); // brings it into view, and the editor with it
    await expect(who.body(point)).toHaveAttribute('data-lexical-editor');
    await who.body(point).click({ position: { x: 90, y: 12 } });
    for (const key of ['a', 'g', 'r', '?', 'n', 'Backspace']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.locator('.said-here')).toHaveText(why);
    }
    await expect(who.body(point)).toBeFocused();
  };
  await said(await Delegate.sitsDown(browser, 'ukr-delegate'), 7, /^Locked by the chair\.$/); // the sample has it so
  await said(await Delegate.sitsDown(browser, 'observer'), 3, /^Observers cannot change the text\.$/);
});

test('[E17] a lock holds the keys, says so at the caret, and the page stays where it is', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await ukr.goesToEnd(2);
  await ukr.types(' here too');
  await ukr.goesToEnd(3);
  await ukr.types(' before the lock');
  await expect(chair.body(3)).toContainText('before the lock');
  await chair.changesPoint(3, 'Lock point');
  const reason = ukr.page.getByText('Locked by the chair.', { exact: true });
  await expect(reason).toBeVisible();
  const top = await ukr.page.evaluate(() => scrollY);
  await ukr.types('? j k after   ');
  await ukr.page.keyboard.press('Space');
  expect(await ukr.page.evaluate(() => scrollY)).toBe(top);
  const kept = ukr.page.getByRole('region', { name: 'Kept for you' });
  await expect(kept, 'what was typed on when the lock fell is kept at once').toContainText('? j k after');
  for (const key of ['z', 'Shift+z', 'y', 'x', 'u']) {
    await ukr.page.keyboard.press('ArrowLeft');
    await expect(reason).toBeHidden();
    await ukr.page.keyboard.press(`Control+${key}`);
    await expect(reason, `Control+${key}`).toBeVisible();
  }
  expect(await ukr.body(2).innerText(), 'Control+Z undid nothing in the point that was left').toContain('here too');
  for (const key of ['Tab', 'Shift+Tab', '?']) await ukr.page.keyboard.press(key);
  await expect(ukr.body(3)).toBeFocused();
  await expect(ukr.page.getByRole('dialog')).toHaveCount(0);
  const words = kept.locator('blockquote');
  await expect(words, 'behind an arrow it is another place').toHaveText([/^lock\? j k after/, '?']);
  await ukr.body(3).dblclick({ position: { x: 60, y: 12 } });
  const over = (await ukr.page.evaluate(() => String(getSelection()))).trim();
  expect(over).not.toBe('');
  await ukr.types('instead');
  await expect(words).toHaveText([/^lock\? j k after/, '?', 'instead']);
  await expect(kept).toContainText(`You meant to replace “${over}”.`);
  expect(await ukr.words(3)).toMatch(/before the lock$/);
  await chair.changesPoint(3, 'Unlock point');
  await expect(reason).toBeHidden();
  await ukr.goesToEnd(3);
  await ukr.types(', and after it');
  await expect(chair.body(3)).toContainText('before the lock, and after it');
  await chair.changesPoint(3, 'Lock point');
  await expect(reason).toBeVisible();
  await ukr.types(' again');
  const all = [/^lock\? j k after\s*$/, '?', 'instead', /^\s*again$/];
  await expect(words, 'a second lock adds to none of the first').toHaveText(all);
  await chair.changesPoint(3, 'Unlock point');
  await expect(kept).toContainText('Point 3 was locked when you wrote this. It is open again.');
  await kept.getByRole('button', { name: 'Put back at the end of point 3' }).first().dblclick();
  await expect(words, '[T21] the second press is for none of the others').toHaveText(all.slice(1));
  await expect(ukr.body(3), '[T32] the keyboard is in the words').toBeFocused();
  await expect(chair.body(3)).toContainText('? j k after');
  await ukr.page.keyboard.press('Control+z');
  await expect(words, '[E17] the undo key gives back what was put back').toHaveCount(all.length);
  await expect(chair.body(3)).not.toContainText('? j k after');
  await expect(chair.body(3), 'and takes nothing else').toContainText('and after it');
  await ukr.page.keyboard.press('Control+Shift+z');
  await expect(words).toHaveText(all.slice(1));
  await ukr.page.keyboard.type(' and on');
  await expect(chair.body(3)).toContainText(/\? j k after +and on$/);
  expect((await chair.words(3)).split('? j k after').length, 'once').toBe(2);
  await ukr.selectsBack(2);
  await ukr.page.keyboard.press('Control+k');
  const address = ukr.page.getByLabel('Address of the link on “on”');
  await address.fill('www.un.org');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.page.getByRole('form', { name: 'Link' })).toContainText('Locked by the chair. What you typed stays');
  await address.press('Enter');
  await expect(address, '[T23] the field stays, and has the keyboard').toBeFocused();
  await expect(address).toHaveValue('www.un.org');
  await address.press('Escape');
  await expect(ukr.body(3)).toBeFocused();
  await ukr.types('tail');
  await expect(words.last(), 'also behind a form, to which one left the words open').toHaveText(/tail$/);
  await chair.changesPoint(3, 'Unlock point');
  await ukr.goesToEnd(3);
  await ukr.selectsBack(2);
  await ukr.page.keyboard.press('Control+Alt+m');
  await ukr.page.getByLabel('Comment to everyone').fill('Why on?');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.body(3)).toHaveAttribute('aria-readonly', 'true');
  await ukr.page.keyboard.press('Control+Enter');
  await expect(ukr.card('Why on?')).toBeVisible();
  await expect(ukr.body(3)).toBeFocused();
  await ukr.types('end');
  await expect(words.last()).toHaveText(/end$/);
  await chair.changesPoint(3, 'Unlock point');
  const ime = await ukr.page.context().newCDPSession(ukr.page);
  await ukr.goesToEnd(3);
  await ukr.types(' word');
  await composes(ime, 'に');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.body(3)).toHaveAttribute('aria-readonly', 'true');
  await ime.send('Input.insertText', { text: '日本' });
  await expect(words.last()).toHaveText('日本');
  await ukr.types('go');
  await expect(words.last(), '[E15] of what was being composed no raw letter is kept').toHaveText('日本go');
});

test('a name at a caret goes, and comes back when that caret moves; it covers no other name and no title', async ({
  browser,
}) => {
  const [ukr, rus, eur] = [...(await both(browser)), await Delegate.sitsDown(browser, 'eur-delegate')] as const;
  await ukr.page.addStyleTag({ content: '.peer-name { animation-play-state: paused }' }); // the story ends it itself
  await ukr.goesToEnd(2);
  for (const other of [rus, eur]) await other.goesToStart(2);
  const name = (who: string) => ukr.point(2).locator('.peer-name').filter({ hasText: who });
  const ends = (who: string) =>
    name(who).evaluate(label => {
      for (const animation of label.getAnimations()) animation.finish();
    });
  const boxes = async () => {
    const all = [name('RUS'), name('EUR'), ukr.point(2).locator('.point-title')];
    const found = await Promise.all(all.map(each => each.boundingBox()));
    return found.filter(box => box !== null).toSorted((a, b) => a.y - b.y);
  };

  for (const who of ['RUS', 'EUR']) await expect(name(who)).toBeVisible();
  await expect(async () => {
    const [title, first, second] = await boxes();
    if (!title || !first || !second) throw new Error('a title and two names were expected');
    expect(first.y).toBeGreaterThanOrEqual(title.y + title.height);
    expect(second.y).toBeGreaterThanOrEqual(first.y + first.height);
  }).toPass();

  await ends('RUS');
  await expect(name('RUS')).toBeHidden();
  await ukr.types(' My words draw all carets anew.');
  await expect(name('RUS')).toBeHidden();
  await expect(name('EUR')).toBeVisible();

  const caret = await boxOf(ukr.point(2).locator('.peer-caret').filter({ hasText: 'RUS' }));
  await ukr.page.mouse.move(caret.x + 1, caret.y + caret.height / 2);
  await expect(name('RUS')).toBeVisible();
  await ukr.page.mouse.move(caret.x + 60, caret.y + caret.height / 2);
  await ends('RUS');
  await expect(name('RUS')).toBeHidden();

  await rus.page.keyboard.press('ArrowRight');
  await expect(name('RUS')).toBeVisible();
  for (const person of [ukr, rus, eur]) expect(person.errors).toEqual([]);
});
