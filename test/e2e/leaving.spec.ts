// Leaving a seat in a real browser, or losing it: what is left in its stores, and what becomes of words under the
// hands.
import { randomUUID } from 'node:crypto';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

test('[C6] after "Leave" nothing of the draft remains in the browser', async ({ browser }) => {
  const context = await browser.newContext();
  const { page } = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const kept = (): Promise<string[]> =>
    page.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const cached: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) cached.push(new URL(url).pathname);
      const asked = cached.filter(path => path !== '/' && !path.startsWith('/assets/'));
      return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...databases, ...asked];
    });
  await expect.poll(async () => (await kept()).filter(name => name.includes(' sample ')).length).toBeGreaterThan(1);
  await page.goto('/');
  await page.getByRole('button', { name: 'Leave this seat' }).click();
  await expect(page.getByRole('button', { name: 'Leave this seat' })).toHaveCount(0);
  await expect.poll(async () => (await kept()).filter(name => /sample|view/.test(name))).toEqual([]);
});

test('[C9] whoever is removed while typing is told at the caret, types no more, and keeps what did not arrive', async ({
  browser,
}) => {
  const chair = await Delegate.sitsDown(browser, 'chair');
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const before = await ukr.words(1);
  await (await ukr.beginsFlag(6)).fill('Half a flag');
  await ukr.page.keyboard.press('Escape');
  await ukr.page.getByRole('button', { name: /Comment on the whole of point 2$/ }).click();
  await ukr.page.getByLabel('Comment to everyone').fill('Half a comment');
  await ukr.page.keyboard.press('Escape');
  await ukr.goesToEnd(1);
  const typed = ' one two three four five six seven eight nine ten eleven twelve thirteen';
  const typing = ukr.types(typed);
  await expect(chair.body(1)).toContainText('two');
  const acts = async (act: object): Promise<void> => {
    const address = `/api/drafts/sample/acts?seat=${chair.seat.id}`;
    const answer = await chair.page.request.post(address, { data: { id: randomUUID(), ...act } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await acts({ kind: 'member.remove', member: 'ukr-delegate' });
  await typing;
  await expect(ukr.page.locator('.said-here')).toHaveText('You are no longer a member of this draft.');
  const shown = await ukr.words(1);
  await ukr.types('Nobody reads this.');
  expect(await ukr.words(1)).toBe(shown);
  const begun = ukr.page.getByRole('region', { name: 'Comment not posted yet' });
  await expect(begun).toContainText('Only you see this. You are no longer a member of this draft.');
  await expect(begun.getByRole('button'), 'to be posted it is not offered').toHaveText(['Copy', 'Discard']);
  const arrived = (await chair.words(1)).slice(before.length);
  const keptWords = ukr.page.locator('.kept-words blockquote');
  const kept = await keptWords.allInnerTexts();
  expect(kept.length, 'what did not arrive, and behind it what was typed on').toBe(1);
  // A page shows no blank at the beginning of what is kept.
  const letters = (words: string): string => words.replaceAll(/\s/g, '');
  const all = `${typed}Nobody reads this.`;
  expect(typed.startsWith(arrived) && letters(all).endsWith(letters(kept[0] ?? '')), 'in its order').toBe(true);
  // A word of which a part arrived is kept whole. What was typed on is written to the last one.
  const whole = `${arrived} ${kept[0]}`.split(/\s+/);
  for (const word of typed.trim().split(' ').slice(0, -1)) expect(whole, 'no letter is missing').toContain(word);
  await test.step('what they had begun is listed too, after each reload until they dismiss it', async () => {
    const all = [...kept, 'Half a comment', 'Half a flag'];
    for (let times = 0; times < 2; times++) {
      await ukr.page.reload();
      await expect(ukr.page.getByRole('heading', { name: 'You have no seat here' })).toBeVisible();
      await expect(keptWords.last()).toHaveText('Half a flag');
      expect(await keptWords.allInnerTexts()).toEqual(all);
    }
    await expect(ukr.page.getByText('Your comment was not posted. Your 3 words are kept here.')).toBeVisible();
    await expect(ukr.page.getByText('Your flag was not sent. Your 3 words are kept here.')).toBeVisible();
    await ukr.hasNoAxeViolations();
    const dismiss = ukr.page.getByRole('button', { name: 'Dismiss', exact: true });
    await dismiss.last().click();
    await expect(keptWords).toHaveText([...kept, 'Half a comment']);
    await ukr.page.getByRole('button', { name: 'Undo' }).click();
    await expect(keptWords).toHaveText(all);
    await dismiss.first().click();
    await dismiss.last().click();
    await expect(keptWords).toHaveText(['Half a comment']);
    await ukr.page.reload();
    await expect(keptWords).toHaveText(['Half a comment']);
  });
  await test.step('nothing of it was sent; it is begun again where they are a member again', async () => {
    await acts({ kind: 'member.add', member: 'ukr-delegate', name: 'Delegate', role: 'delegate', party: 'ukr' });
    await ukr.page.reload();
    await expect(ukr.page.getByRole('region', { name: 'Comment not posted yet' })).toContainText('Half a comment');
    await expect(ukr.page.getByText('Half a flag')).toHaveCount(0);
    await expect(chair.page.getByText(/^Half a/)).toHaveCount(0);
  });
  expect([...chair.errors, ...ukr.errors]).toEqual([]);
});

test('[C9] a draft that another tab of the browser leaves is typed in no more, and throws nothing', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const ukr = await Delegate.sitsDownIn(context, 'ukr-delegate');
  await ukr.goesToEnd(1);
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'Leave this seat' }).click();
  await expect(other.getByRole('button', { name: 'Leave this seat' })).toHaveCount(0);
  await ukr.types(' More.');
  expect(ukr.errors).toEqual([]);
});
