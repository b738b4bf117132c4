// The `test` that every story is told with: on a server that its worker runs, with the usual limits, and on the sample
// as it was first laid out, whatever the story before left behind.
import type { APIRequestContext } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import type { ChildServer } from '../support/running-server.ts';
import { newFolder, spawnServer } from '../support/running-server.ts';

export { expect };

/** Stories of one group may go on with the sample and the people of the one before: sitting down is half of a story. */
type Sample = 'fresh' | 'as it was left';

export const test = base.extend<{ freshSample: undefined; sample: Sample }, { server: ChildServer }>({
  sample: ['fresh', { option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => {
      const server = await spawnServer(newFolder(), 0, {});
      await use(server);
      await server.kill('SIGTERM');
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.address),
  freshSample: [
    async ({ request, browser, sample }, use) => {
      if (sample === 'as it was left') return use(undefined);
      await layOutSample(request);
      await use(undefined);
      // Playwright closes none of the contexts that a story made itself: their pages would follow all later stories.
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});

export async function layOutSample(request: APIRequestContext): Promise<void> {
  const reset = await request.post('/api/sample/reset');
  expect(reset.ok(), await reset.text()).toBe(true);
}
