// The product's main job in one story: four people of three delegations type, comment, settle, move and lock, and the
// history tells it.
import { randomUUID } from 'node:crypto';
import { boxOf } from './box-of.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

test('four people write, comment, settle, move and lock one draft together', async ({ browser }) => {
  const [ukr, rus, eur, drafter] = await Promise.all(
    ['ukr-delegate', 'rus-delegate', 'eur-delegate', 'drafter'].map(member => Delegate.sitsDown(browser, member)),
  );
  if (!ukr || !rus || !eur || !drafter) throw new Error('four people were expected');

  await test.step('three type in one point at once, and all read the same', async () => {
    await ukr.goesToEnd(2);
    await rus.goesToStart(2);
    await eur.goesToEnd(2);
    await Promise.all([
      ukr.typesByHand(' UKR adds this.'),
      rus.typesByHand('RUS begins. '),
      eur.typesByHand(' EUR too.'),
    ]);
    await expect.poll(() => drafter.words(2)).toContain('RUS begins. The parties');
    for (const reader of [rus, eur, drafter]) await expect.poll(() => reader.words(2)).toBe(await ukr.words(2));
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('carets say who is where', async () => {
    await expect(ukr.point(2).locator('.body-cursors')).toContainText('RUS Delegate');
    await expect(drafter.point(2)).toContainText('RUS Delegate');
    await expect(ukr.point(3).locator('.body-cursors')).not.toContainText('RUS Delegate');
  });

  await test.step('one comments on words just typed, another replies', async () => {
    await ukr.goesToEnd(2);
    await ukr.types(' Fresh words.');
    await ukr.selectsBack('Fresh words.'.length);
    await ukr.page.keyboard.press('Control+Alt+m');
    await expect(ukr.page.getByLabel('Comment to everyone')).toBeFocused();
    await ukr.types('Do these belong here?');
    await ukr.page.keyboard.press('Control+Enter');
    for (const reader of [rus, eur, drafter])
      await expect(reader.card('Do these belong here?')).toContainText('Fresh words.');
    await rus.card('Do these belong here?').click();
    await rus.card('Do these belong here?').getByPlaceholder('Reply to everyone').click();
    await rus.types('In point 4, rather.');
    await rus.page.keyboard.press('Control+Enter');
    await expect(ukr.card('Do these belong here?')).toContainText('In point 4, rather.');
  });

  await test.step('a third proposes to resolve, the raiser resolves; whoever was writing an outcome goes on writing', async () => {
    const thread = rus.card('Do these belong here?');
    await thread.getByRole('button', { name: 'Propose to resolve with outcome' }).click();
    await rus.types('Half an outcome');
    await eur.card('Do these belong here?').click();
    await eur
      .card('Do these belong here?')
      .getByRole('button', { name: /Propose/ })
      .first()
      .click();
    await eur.page.keyboard.press('Control+Enter');
    await expect(ukr.card('Do these belong here?')).toContainText('Resolution proposed');
    await ukr.card('Do these belong here?').click();
    await ukr
      .card('Do these belong here?')
      .getByRole('button', { name: /^Resolve/ })
      .first()
      .click();
    await ukr.page.keyboard.press('Control+Enter');
    await expect(thread).toContainText(/Resolved.*As .*had proposed/);
    await expect(thread.getByRole('status')).toContainText(['resolved this thread. Reopen it']);
    await rus.types(', and the rest');
    await expect(thread.getByLabel('Outcome, for everyone to read')).toHaveValue('Half an outcome, and the rest');
    await expect(thread.getByRole('button', { name: 'Propose with outcome' })).toBeDisabled();
    await rus.page.keyboard.press('Escape');
    await expect(thread).toContainText('Your outcome is not posted yet.');
    await expect(thread.getByRole('button', { name: 'Reopen' })).toBeVisible();
    await expect(drafter.card('Do these belong here?')).toHaveCount(0);
  });

  await test.step('whoever asks for what is resolved is brought to it, wherever they read', async () => {
    await drafter.point(28).scrollIntoViewIfNeeded();
    const which = drafter.page.getByLabel('Which threads');
    await which.selectOption('resolved');
    await expect
      .poll(() =>
        drafter.page
          .locator('[data-thread]')
          .evaluateAll(cards =>
            cards.some(card => card.getBoundingClientRect().top > 0 && card.getBoundingClientRect().top < innerHeight),
          ),
      )
      .toBe(true);
    await which.selectOption('open');
  });

  await test.step('a drafter moves the point while another types in it: nothing is lost', async () => {
    await ukr.goesToEnd(2);
    const typing = ukr.types(' Typed while the point moves.');
    await drafter.changesPoint(2, 'Move down');
    await typing;
    await expect.poll(() => drafter.words(3)).toContain('Typed while the point moves.');
    await expect(ukr.point(3)).toContainText('Non-aggression');
    await drafter.changesPoint(3, 'Rename point');
    const chair = await Delegate.sitsDown(browser, 'chair');
    await chair.changesPoint(3, 'Rename point');
    await chair.page.getByLabel('Title').fill('Non-aggression, renamed');
    await chair.page.keyboard.press('Enter');
    await expect(drafter.page.getByText('It was renamed meanwhile: “Non-aggression, renamed”.')).toBeVisible();
    // Whoever adds a point writes on in it.
    await chair.changesPoint(28, 'Add point after');
    await chair.page.getByLabel('Title').fill('Entry into force');
    await chair.page.keyboard.press('Enter');
    await chair.types('On signature.'); // at once
    await expect(chair.body(29)).toBeFocused();
    await expect.poll(() => ukr.words(29)).toBe('On signature.');
    await chair.changesPoint(29, 'Remove point');
    await expect(ukr.point(29)).toHaveCount(0);
    await chair.page.context().close();
    await drafter.page.keyboard.press('Escape');
    await expect(drafter.page.getByRole('button', { name: 'Change point 3', exact: true })).toBeFocused();
  });

  await test.step('what comes elsewhere is counted, in the title too, and a press leads there', async () => {
    await drafter.point(3).scrollIntoViewIfNeeded();
    await eur.comments(27, 'Who pays for this?');
    const pill = drafter.page.getByRole('button', { name: /new · point 27$/ });
    await expect(pill).toBeVisible();
    await expect(drafter.page).toHaveTitle(/^\(1\) /);
    await pill.click();
    await expect(drafter.card('Who pays for this?')).toBeInViewport();
    await expect(pill).toHaveCount(0);
    await expect(drafter.page).toHaveTitle(/^[^(]/);
  });

  await test.step('[T26] and locks it: the reason is shown, and what could not be kept in place is handed back', async () => {
    const before = await ukr.words(3);
    await ukr.goesToEnd(3);
    const typing = ukr.types(' And more, until it is locked by the drafter');
    await drafter.changesPoint(3, 'Lock point');
    await typing;
    await expect(ukr.point(3)).toContainText('Locked by Drafter');
    await drafter.page.getByRole('button', { name: /^Undo/ }).click();
    await expect(ukr.point(3)).not.toContainText('Locked by Drafter');
    await expect(drafter.page.getByText('Point 3 unlocked')).toBeVisible();
    await drafter.changesPoint(3, 'Lock point', 'dblclick');
    await expect(drafter.page.getByText('Point 3 locked')).toBeVisible();
    await expect(ukr.point(3)).toContainText('Locked by Drafter');
    await expect.poll(() => ukr.words(3)).toBe(await drafter.words(3));
    expect(await ukr.words(3)).toContain(before);
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('the history shows each act with its author and the server’s time', async () => {
    await eur.page.getByRole('button', { name: 'History' }).click();
    const list = eur.page.getByRole('list').filter({ has: eur.page.getByText('locked point 3') });
    for (const line of [
      'locked point 3',
      'moved “Non-aggression”',
      'resolved a thread on point 3',
      'proposed to resolve a thread on point 3',
      'replied on point 3',
      'commented on point 3',
    ])
      await expect(list.getByText(line).first()).toBeVisible();
    await expect(list.getByText('edited point 3')).toHaveCount(0);
    await eur.page.getByRole('switch', { name: 'Text edits' }).check();
    await expect(list.getByText('edited point 3').first()).toBeVisible();
  });

  for (const person of [ukr, rus, eur, drafter]) expect(person.errors).toEqual([]);
});

test('a link to a thread opens it there; an unposted comment survives Esc and reload', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-head');
  await ukr.goesToEnd(5);
  await ukr.selectsBack(8);
  await ukr.page.keyboard.press('Control+Alt+m');
  await ukr.types('Not yet ready');
  await ukr.page.keyboard.press('Escape');
  ukr.page.on('dialog', dialog => dialog.accept());
  await ukr.page.reload();
  await expect(ukr.page.getByText('Not yet ready').first()).toBeVisible();

  const own = ukr.card('This sentence has to stay');
  await own.locator('.thread-head').click();
  await own.getByRole('button', { name: 'More about your comment' }).click();
  await own.getByRole('button', { name: 'Edit', exact: true }).click();
  await ukr.types(' Half a change');
  await ukr.page.keyboard.press('Escape');
  await expect(own).toContainText('Your change is not posted yet.');
  await expect(own.getByRole('button', { name: 'More about your comment' })).toBeFocused();
  await ukr.page.reload();
  await expect(own).toContainText('Not posted yet: your change to a comment.');
  await own.locator('.thread-head').click();
  await own.getByRole('button', { name: 'Go on writing' }).click();
  await ukr.types(', made whole');
  await ukr.page.keyboard.press('Control+Enter');
  await expect(own).toContainText('Half a change, made whole');
  await expect(own).not.toContainText('not posted yet');

  await own.getByRole('button', { name: 'More about your comment' }).click();
  await own.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(own.getByRole('button', { name: 'Keep' })).toBeFocused();
  await ukr.page.keyboard.press('Enter');
  await expect(own.getByRole('button', { name: 'More about your comment' })).toBeFocused();
  const thread = await ukr.card('This sentence has to stay').getAttribute('data-thread');
  await ukr.page.goto(`/drafts/sample?thread=${thread}`); // as copied: without the seat of whoever copied it
  const linked = ukr.page.locator(`[data-thread="${thread}"]`);
  await expect(linked.getByPlaceholder('Reply to everyone')).toBeVisible();
  await linked.getByRole('button', { name: 'More about your comment' }).click();
  await linked.getByRole('button', { name: 'Remove', exact: true }).click();
  await linked.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(linked).toContainText('Comment removed by its author');
  await expect(linked).toBeFocused();
});

test('[T25] whoever becomes an observer reads along, and is offered and promised nothing to write with', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await ukr.goesToEnd(1);
  const verbs = ukr.page.getByRole('button', { name: /^(Comment on|Flag) the whole of point/ });
  await expect(verbs).not.toHaveCount(0);
  const act = { id: randomUUID(), kind: 'member.change', member: 'ukr-delegate', role: 'observer', party: null };
  await chair.page.request.post(`/api/drafts/sample/acts?seat=${chair.seat.id}`, { data: act });
  await expect(ukr.page.locator('.said-here')).toHaveText('Observers cannot change the text.');
  await expect(verbs).toHaveCount(0);
  await ukr.page.keyboard.press('F2');
  await expect(ukr.page.locator('.said-here')).toHaveText(/^Observers read along/);
  await expect(ukr.page.getByLabel('Comment to everyone')).toHaveCount(0);
  await ukr.page.keyboard.press('Control+/');
  await expect(ukr.page.getByRole('dialog')).not.toContainText(/Comment on|Bold|Link on/);
  expect([...chair.errors, ...ukr.errors]).toEqual([]);
});

test('an observer reads along and is offered nothing to write with', async ({ browser }) => {
  const observer = await Delegate.sitsDown(browser, 'observer');
  const said = observer.page.locator('.said-here');
  await observer.body(1).click();
  await observer.types('I was never here');
  await observer.body(1).click();
  await observer.types('Words');
  await expect(said).toHaveText('Observers cannot change the text.');
  const [at, body] = [await boxOf(said), await boxOf(observer.body(1))];
  expect(at.y, 'at the caret').toBeLessThan(body.y + body.height + 40);
  await observer.body(1).dblclick(); // selects a word
  await expect(said).toBeEmpty();
  await observer.types('Words');
  await expect(said).toHaveText('Observers cannot change the text.');
  expect(await observer.words(1)).not.toContain('never');
  await observer.page.keyboard.press('Control+a');
  const all = await observer.page.evaluate(() => getSelection()?.toString().trim());
  expect(all, '[E13] the words of the point, not the page').toBe(await observer.words(1));
  await expect(observer.page.getByRole('button', { name: /Comment on the whole/ })).toHaveCount(0);
});
