// Five scripted days of three delegations, reviewed: narrowed, travelled through, compared, caught up with, brought
// back, and proved.
import { readFileSync } from 'node:fs';
import { newActId } from '../../client/local/act-id.ts';
import { verifyRecord } from '../../server/verifier/verify-record.ts';
import { must } from '../../shared/assert.ts';
import { Person } from '../support/running-server.ts';
import type { Negotiation } from '../support/scripted-negotiation.ts';
import { betweenRevisions, disputed, negotiate } from '../support/scripted-negotiation.ts';
import { connectStock } from '../support/stock-client.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

let told: Negotiation;

// One negotiation is told once, and the stories go through it in this order.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  told = await negotiate();
});
test.afterAll(() => told.server.stop());

test('a scripted negotiation is narrowed, travelled, compared, brought back and verified', async ({ browser }) => {
  const baseURL = told.server.address;
  expect(told.changes).toBeGreaterThanOrEqual(300);
  const drafter = await Delegate.sitsDown(browser, 'drafter', { baseURL });
  const { page } = drafter;

  await test.step('one party’s acts on one point', async () => {
    await drafter.goesTo('&tab=history');
    await page.getByLabel('Party').selectOption({ label: 'RUS' });
    await page.getByRole('combobox', { name: 'Point' }).selectOption({ index: disputed.point });
    await expect(page.getByRole('listitem').filter({ hasText: 'The line of contact.' })).toHaveCount(1);
    await expect(page.locator('.history-list li').filter({ hasNotText: 'RUS' })).toHaveCount(0);
    await drafter.hasNoAxeViolations();
    await page.reload(); // the filters stand in the address
    await expect(page.getByRole('listitem').filter({ hasText: 'The line of contact.' })).toHaveCount(1);
  });

  await test.step('the thread as it stood before it was resolved', async () => {
    await page.goto(`/drafts/sample?seat=${drafter.seat.id}&moment=${told.resolvedAt}`);
    await expect(page.getByText('As it stood on')).toBeVisible();
    const thread = page.locator('[data-thread]', { hasText: disputed.said });
    await expect(drafter.body(disputed.point)).toBeInViewport(); // what changed is in sight
    await expect(page.locator('[data-thread]').first()).toBeVisible();
    await expect(thread).toHaveCount(0); // resolved: not among the open ones
    await page.getByRole('button', { name: /^Change before/ }).click();
    await expect(thread).toHaveAttribute('data-state', 'open');
    await page.keyboard.press(']');
    await expect(thread).toHaveCount(0);
    await page.getByLabel('Authors').selectOption('person');
    await expect(page.getByLabel('The draft as it stood')).toContainText('Delegate');
    await drafter.hasNoAxeViolations({ part: '.past-bar' });
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(page.getByText('As it stood on')).toHaveCount(0);
  });

  await test.step('two versions side by side: what was scripted, by whom, and nothing else', async () => {
    await drafter.goesTo('&tab=history');
    const compare = page.locator('form', { hasText: 'Compare' });
    await compare.getByLabel('Compare').selectOption({ label: await labelOf(page, 'Rev. 2') });
    await compare.getByLabel('with').selectOption({ label: await labelOf(page, 'Rev. 3') });
    await compare.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByText('3 points changed.')).toBeVisible();
    const compared = page.locator('article.compared');
    await expect(compared).toHaveCount(betweenRevisions.length);
    for (const [i, { by, words }] of betweenRevisions.entries()) {
      await expect(compared.nth(i).locator('ins')).toContainText(words);
      await expect(compared.nth(i).locator('.compared-who')).toContainText(by.slice(0, 3).toUpperCase());
      await expect(compared.nth(i).locator('del')).toHaveCount(0);
    }
    await drafter.hasNoAxeViolations();
    await page.getByLabel(/Only what was done by/).selectOption({ label: 'EUR' });
    await expect(compared).toHaveCount(1);
    await page.reload(); // that stands in the address
    await expect(compared).toHaveCount(1);
  });

  await test.step('a point is brought back, as a change of its own', async () => {
    const [{ point, words }] = betweenRevisions;
    await drafter.goesTo();
    expect(await drafter.words(point)).toContain(words);
    await drafter.goesTo('&tab=history');
    await page.getByRole('button', { name: /^Rev. 2/ }).click();
    await page.getByRole('button', { name: 'Bring back', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const line = dialog.getByRole('listitem').filter({ hasText: words });
    await expect(line.locator('del')).toContainText(words);
    await line.getByRole('checkbox').check();
    await drafter.hasNoAxeViolations({ part: 'dialog[open]' });
    await dialog.getByRole('button', { name: 'Bring back 1 point, for everyone' }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await expect(drafter.body(point)).not.toContainText(words);
    await page.getByRole('button', { name: 'History', exact: true }).first().click();
    await expect(page.getByText(`brought point ${point} back as it stood at “Rev. 2”`)).toBeVisible();
  });

  await test.step('the whole draft is brought back, and not over what was written meanwhile', async () => {
    const chair = await Person.sitsDown(baseURL, 'chair');
    const [, second, third] = told.points;
    await chair.act({ id: newActId(), kind: 'point.rename', point: must(second, 'scripted'), title: 'Another name' });
    await chair.act({ id: newActId(), kind: 'point.remove', point: must(third, 'scripted') });
    await drafter.goesTo('&tab=history');
    await page.getByRole('button', { name: /^Rev. 1/ }).click();
    await page.getByRole('button', { name: 'Bring back', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/^Point 2, “Another name”, is called “.*” again\.$/)).toBeVisible();
    await expect(dialog.getByText(/removed since, comes back\.$/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Choose all: the whole draft as it stood' }).click();
    const ukr = await connectStock(await Person.sitsDown(baseURL, 'ukr-delegate'));
    const before = (await chair.view()).heads.text.seq;
    ukr.textOf(must(told.points[11], 'scripted')).insert(0, 'Unseen until now. ');
    await expect.poll(async () => (await chair.view()).heads.text.seq).toBeGreaterThan(before);
    const bringBack = dialog.getByRole('button', { name: /^Bring back the outline and \d+ points, for everyone$/ });
    await bringBack.click();
    await expect(dialog.getByRole('alert')).toContainText('has been edited meanwhile');
    await expect(dialog.locator('del', { hasText: 'Unseen until now.' })).toBeVisible();
    await drafter.hasNoAxeViolations({ part: 'dialog[open]' });
    await bringBack.click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole('button', { name: 'Compare', exact: true }).click(); // with now, unless one chooses
    await expect(page.locator('article.compared').first()).toBeVisible(); // the discussion went on
    await expect(page.locator('article.compared').locator('ins, del')).toHaveCount(0);
    await expect(page.getByText(/points? (changed|added|removed|moved)/)).toHaveCount(0);
    ukr.leave();
  });

  await test.step('words that stand no more are redacted by order of the chair', async () => {
    const chair = await Delegate.sitsDown(browser, 'chair', { baseURL });
    await chair.goesTo('&tab=history&show=text');
    const typed = chair.page.locator('.history-list li').filter({ hasText: 'edited point 12' }).first();
    await typed.getByRole('button', { name: /^Redact/ }).click();
    await chair.page.getByLabel('By whose order, or why').fill('By order of the depositary');
    await chair.hasNoAxeViolations({ part: 'dialog[open]' });
    await chair.page.getByRole('button', { name: 'Redact, for everyone' }).click();
    await expect(typed).toContainText('redacted by order');
    await chair.goesTo('&tab=history&show=all');
    await expect(chair.page.getByText('redacted words in the record: “By order of the depositary”')).toBeVisible();
    expect(chair.errors).toEqual([]);
  });

  await test.step('the record is complete and unaltered', async () => {
    await drafter.goesTo('&tab=history');
    await page.getByText('Proof that nothing was rewritten').click();
    await expect(page.getByRole('link', { name: /Download the record/ })).toBeVisible();
    const downloads = page.waitForEvent('download');
    await page.getByRole('link', { name: /Download the record/ }).click();
    const record = readFileSync(await (await downloads).path(), 'utf8');
    const before = await page.locator('.proof-command').first().innerText();
    const chair = await Person.sitsDown(told.server.address, 'chair');
    const late = { id: newActId(), kind: 'theme.add', after: null, title: 'After the download' } as const;
    expect((await chair.act(late)).status).toBe(201);
    // the timeline has it: this page was told
    await expect(page.getByText('added the theme “After the download”')).toBeVisible();
    const command = await page.locator('.proof-command').first().innerText();
    expect(command).toBe(before);
    expect(command).toContain(`--key ${JSON.parse(record.split('\n')[0] ?? '').key}`);
    const receipts = [...command.matchAll(/--receipt (\S+) (\d+) ([0-9a-f]{64})/g)].map(
      ([, doc = '', seq, hash = '']) => ({ doc, seq: Number(seq), hash }),
    );
    expect(receipts).toHaveLength(2);
    expect(verifyRecord(record, receipts).join('\n')).toContain('complete and unaltered');
  });
  expect(drafter.errors).toEqual([]);
});

test('a member who was away sees what changed, at each point and thread too, goes through it by key, and has read it on every device', async ({
  browser,
}) => {
  const baseURL = told.server.address;
  const context = await browser.newContext({ baseURL });
  const ukr = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const strip = ukr.page.getByRole('region', { name: 'Since your last visit' });
  await expect(strip).toContainText(/others changed \d+ points? and \d+ threads?/);
  await ukr.hasNoAxeViolations({ part: '.catch-up' });
  const before = await strip.innerText();
  await ukr.page.keyboard.press('n');
  await expect.poll(() => strip.innerText()).not.toBe(before);
  await strip.getByRole('button', { name: 'See all that changed' }).click();
  await expect(ukr.page.locator('article.compared').first()).toBeVisible();
  await ukr.opens();

  const { point } = betweenRevisions[2];
  const unreadAt = (number: number) =>
    ukr.point(number).getByRole('button', { name: 'Others changed this point since you last read it' });
  const verb = (name: string) => ukr.page.getByRole('button', { name, exact: true });
  const outline = ukr.page.getByRole('navigation', { name: 'Themes and points' });
  const chair = await Delegate.sitsDown(browser, 'chair', { baseURL });
  await chair.goesToEnd(point);
  await chair.types(' This is the chair’s.');
  await expect(ukr.body(point)).toContainText('This is the chair’s.');
  await test.step('at the point itself: what changed, and marking it as read without going in', async () => {
    await unreadAt(point).click();
    await ukr.hasNoAxeViolations();
    await verb('What changed').click();
    const compared = ukr.page.getByRole('article', { name: `Point ${point}`, exact: true });
    await expect(compared).toBeInViewport();
    await expect(compared.locator('ins').last()).toContainText('This is the chair’s.');
    await ukr.page.goBack();
    await unreadAt(point).click();
    await verb('Mark as read, for you').click();
    await expect(unreadAt(point)).toHaveCount(0);
    // without "Unread" before it
    await expect(outline.getByRole('link', { name: new RegExp(`^${point}\\D`) })).toBeVisible();
    const unreadThreads = ukr.page.getByRole('button', { name: 'Others changed this thread since you last read it' });
    const threads = await unreadThreads.count();
    await unreadThreads.first().click();
    await verb('Mark as read, for you').click();
    await expect(unreadThreads).toHaveCount(threads - 1);
  });

  await test.step('an act that changes no words is seen at its point at once', async () => {
    await chair.changesPoint(point, 'Lock point');
    await expect(unreadAt(point)).toBeVisible();
    await ukr.page.setViewportSize({ width: 390, height: 844 });
    await unreadAt(point).click();
    await verb('Mark as read, for you').click();
    await expect(unreadAt(point)).toHaveCount(0);
    await ukr.page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('a removed point and its thread are gone to as well, backwards by key', async () => {
    await chair.comments(point, 'Is this settled?');
    await chair.changesPoint(point, 'Remove point');
    const removed = outline.locator('.outline-removed li');
    await expect(outline.getByText('Removed (1)')).toBeVisible();
    await expect(removed.locator('.unread-mark')).toHaveCount(1);
    await ukr.page.keyboard.press('Shift+N');
    await expect(ukr.card('Is this settled?')).toHaveAttribute('aria-current', 'true');
    await expect(ukr.card('Is this settled?')).toBeInViewport();
    await ukr.page.keyboard.press('Shift+N');
    await expect(removed).toBeFocused();
    await expect(removed).toBeInViewport();
    await expect(removed.locator('.unread-mark')).toHaveCount(0);
  });

  await strip.getByRole('button', { name: 'Mark all as read, for you' }).click();
  await expect(strip).toHaveCount(0);
  const elsewhere = await Delegate.sitsDown(browser, 'ukr-delegate', { baseURL });
  await expect(elsewhere.body(1)).toBeVisible();
  await expect(elsewhere.page.getByRole('region', { name: 'Since your last visit' })).toHaveCount(0);
  expect([...ukr.errors, ...elsewhere.errors]).toEqual([]);
});

test('the timeline, and the period above it, are worked by keys over several hundred entries', async ({ browser }) => {
  const baseURL = told.server.address;
  const drafter = await Delegate.sitsDown(browser, 'drafter', { baseURL });
  const { page } = drafter;
  const row = page.locator('.history-list li:focus-within');
  const place = async (): Promise<number> => Number(await row.getAttribute('aria-posinset'));

  await test.step('rows keep the focus, near and far', async () => {
    await drafter.goesTo('&tab=history&show=all&edits=1');
    await expect(page.locator('.history-list li[aria-posinset="1"]')).toBeVisible();
    await page.getByLabel('Words').focus();
    await page.keyboard.press('Tab');
    await expect(row).toHaveAttribute('aria-posinset', '1');
    await expect(async () => {
      await page.keyboard.press('End');
      expect(await place()).toBeGreaterThanOrEqual(told.changes);
    }).toPass();
    const last = await place();
    await expect(row).toBeInViewport();
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await expect(page.locator('.history-list li[aria-posinset="1"]')).toBeInViewport();
    expect(await place()).toBe(last); // however far one looks
    await page.keyboard.press('Home');
    await expect(row).toHaveAttribute('aria-posinset', '1');
    await expect(row).toBeInViewport();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(row).toHaveAttribute('aria-posinset', '3');
    await row.getByRole('button', { name: /see the draft as it stood then$/ }).press('Enter');
    await expect(page.getByRole('button', { name: 'Back to now' })).toBeVisible();
  });

  await test.step('a period, and back to the whole', async () => {
    await drafter.goesTo('&tab=history&show=all&edits=1');
    const [from, to] = [page.getByLabel('Period from'), page.getByLabel('Period to')];
    await to.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
    await expect(page).toHaveURL(/until=\d+/);
    await expect(to).toHaveAttribute('aria-valuetext', /\d+ \w+, \d\d:\d\d/);
    await page.keyboard.press('End');
    await expect(page).not.toHaveURL(/until=/);
    await from.focus();
    await page.keyboard.press('PageUp');
    await expect(page).toHaveURL(/since=\d+/);
    await page.keyboard.press('Home');
    await expect(page).not.toHaveURL(/since=/);
    await drafter.hasNoAxeViolations({ part: '.density' });
  });
  expect(drafter.errors).toEqual([]);
});

test('whoever and whatever is gone can still be asked for, and the past says what it stands at and knows no future', async ({
  browser,
}) => {
  const { server, points } = told;
  const baseURL = server.address;
  const chair = await Person.sitsDown(baseURL, 'chair');
  const act = async (who: Person, given: Record<string, unknown>): Promise<void> => {
    const answer = await who.act({ id: crypto.randomUUID(), ...given } as never); // read by the server's schema
    expect(answer.status, await answer.clone().text()).toBe(201);
  };
  await act(chair, { kind: 'member.add', member: 'ust-guest', name: 'Guest of a day', party: 'ust', role: 'delegate' });
  const guest = await Person.sitsDown(baseURL, 'ust-guest');
  const open = { kind: 'thread.open', anchor: null, needs: [] };
  await act(guest, { ...open, point: points[19], text: 'Here for a day.' });
  await act(chair, { kind: 'member.remove', member: 'ust-guest' });
  await act(chair, { kind: 'point.remove', point: points[19] });
  const drafter = await Delegate.sitsDown(browser, 'drafter', { baseURL });
  const { page } = drafter;
  const entries = page.locator('.history-list li');

  await test.step('former members, removed points, the secretariat, text edits alone', async () => {
    await drafter.goesTo('&tab=history');
    await page.getByLabel('Who').selectOption({ label: 'UST Guest of a day' });
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText('Here for a day.');
    await page.getByLabel('Who').selectOption('');
    await page.getByRole('combobox', { name: 'Point' }).selectOption(String(points[19]));
    await expect(entries.first()).toContainText('removed “');
    await page.getByLabel('Party').selectOption({ label: 'Secretariat' });
    await expect(entries.filter({ hasText: 'Here for a day.' })).toHaveCount(0);
    await expect(entries.first()).toContainText('Chair');
    await page.getByLabel('Party').selectOption({ label: 'Readers of a version' });
    await expect(page.getByText('Nothing here matches these filters.')).toBeVisible();
    await drafter.goesTo('&tab=history&show=text');
    await expect(entries.first()).toContainText('edited');
    await expect(page.getByRole('switch', { name: 'Text edits' })).toBeDisabled();
    await drafter.hasNoAxeViolations();
  });

  await test.step('the past says which change one stands at, under any keyboard layout', async () => {
    await page.goto(`/drafts/sample?seat=${drafter.seat.id}&moment=${told.resolvedAt}`);
    const bar = page.getByLabel('The draft as it stood');
    await expect(bar).toContainText(`Newest change: Chair resolved a thread on point ${disputed.point}`);
    const pressed = (key: string, code: string): Promise<boolean> =>
      page.evaluate(
        ([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true })),
        [key, code] as const,
      );
    await pressed('х', 'BracketLeft');
    await expect(bar).toContainText('Newest change: Chair named this moment “Rev. 3”');
    await pressed('ъ', 'BracketRight');
    await expect(bar).toContainText('Newest change: Chair resolved a thread');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('The change before');
    await page.keyboard.press('Escape');
  });

  await test.step('a point’s history there ends there, and leads on', async () => {
    const [, , last] = betweenRevisions;
    await drafter.goesTo('&tab=history');
    await page.getByRole('button', { name: /^Rev. 2/ }).click();
    await page.getByText(`History of point ${last.point}`).click();
    const lines = page.locator('.thing-history li');
    await expect(lines.first()).toContainText('added point');
    await expect(lines.filter({ hasText: 'edit' })).toHaveCount(0); // that came after Rev. 2
    await lines.first().getByRole('button').click();
    await expect(page.getByText('Newest change:')).toBeVisible();
    await expect(page.getByText(/“Rev. 2”\. You are looking back/)).toHaveCount(0);
  });

  await test.step('any two moments are compared', async () => {
    await drafter.goesTo('&tab=history');
    await page.getByText(/^As it stood before each pause of an hour/).click();
    await page
      .getByRole('button', { name: /^Before the pause/ })
      .first()
      .click();
    const other = page.getByLabel('Compare with');
    await expect(async () => {
      // which may still be drawn anew by the moment that was asked for
      await page.getByLabel('Moment').press('PageDown');
      await expect(other.getByRole('option', { name: /^Where you began/ })).toBeAttached({ timeout: 5_000 });
    }).toPass();
    await drafter.hasNoAxeViolations({ part: '.past-bar' });
    await drafter.goesTo('&tab=history');
    await page.getByRole('button', { name: /^Rev. 2/ }).click();
    const rev3 = other.getByRole('option', { name: /^Rev. 3/ });
    await other.selectOption(String(await rev3.getAttribute('value')));
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByText('3 points changed.')).toBeVisible();
  });

  await test.step('who wrote which words, as it stands now', async () => {
    await drafter.goesTo('&tab=history');
    await page.getByRole('button', { name: /^Show authors/ }).click();
    await expect(page.getByText('As it stands now', { exact: true })).toBeVisible();
    await expect(page.locator('.past-author').first()).toBeVisible();
    await act(chair, { ...open, point: points[0], text: 'One more.' });
    await page.getByRole('button', { name: 'The draft has changed since: show it' }).click();
    await expect(page.getByLabel('The draft as it stood')).toContainText('One more.');
    await drafter.hasNoAxeViolations({ part: '.past-bar' });
    await page.getByRole('button', { name: 'Back to the draft' }).click();
    await expect(page.getByText('As it stands now', { exact: true })).toHaveCount(0);
  });
  expect(drafter.errors).toEqual([]);
});

/** A version's label has its time in it. */
async function labelOf(page: Delegate['page'], name: string): Promise<string> {
  return (await page.getByRole('button', { name: new RegExp(`^${name.replace('.', '\\.')}`) }).innerText()).trim();
}
