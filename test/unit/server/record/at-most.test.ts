// The bound on those who look back at once.
import { expect, test } from 'vitest';
import { AtMost, TooMany } from '../../../../server/record/at-most.ts';

test('[H2] so many at once and no more; whoever is done, or failed, makes room', async () => {
  const atMost = new AtMost(2);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = atMost.run(() => promise);
  const second = atMost.run(() => promise.then(() => Promise.reject(new Error('failed'))));
  await expect(atMost.run(async () => 'third')).rejects.toThrow(TooMany);
  resolve('first');
  expect(await first).toBe('first');
  await expect(second).rejects.toThrow('failed');
  expect(await atMost.run(async () => 'fourth')).toBe('fourth');
});
