// The `test` that every story is told with: on a server that its worker runs, with the usual limits, and on the sample
// as it was first laid out, whatever the story before left behind.
import { test as base, expect } from '@playwright/test';
import type { ChildServer } from '../support/running-server.ts';
import { newFolder, spawnServer } from '../support/running-server.ts';

export { expect };

export const test = base.extend<{ freshSample: undefined }, { server: ChildServer }>({
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
    async ({ request, browser }, use) => {
      const reset = await request.post('/api/sample/reset');
      expect(reset.ok(), await reset.text()).toBe(true);
      await use(undefined);
      // Playwright closes none of the contexts that a story made itself: their pages would follow all later stories.
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});
