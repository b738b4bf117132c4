// The `test` that every story is told with: it begins on the sample as it was first laid out, whatever the story before left behind.
import { test as base, expect } from '@playwright/test';

export { expect };

export const test = base.extend<{ freshSample: undefined }>({
  freshSample: [
    async ({ request }, use) => {
      const reset = await request.post('/api/sample/reset');
      expect(reset.ok(), await reset.text()).toBe(true);
      await use(undefined);
    },
    { auto: true },
  ],
});
