// Leaving a seat in a real browser: nothing of the draft is left in any store.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

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
