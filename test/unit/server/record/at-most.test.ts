// The bound on those who look back at once.
import { expect, test } from 'vitest';
import { AtMost, TooMany } from '../../../../server/record/at-most.ts';

test('[H2] so many at once and no more; whoever is done, or failed, makes room', async () => {
  const atMost = new AtMost(2);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = atMost.run('ann', () => promise);
  const second = atMost.run('ben', () => promise.then(() => Promise.reject(new Error('failed'))));
  await expect(atMost.run('cy', async () => 'third')).rejects.toThrow(TooMany);
  resolve('first');
  expect(await first).toBe('first');
  await expect(second).rejects.toThrow('failed');
  expect(await atMost.run('cy', async () => 'fourth')).toBe('fourth');
});

test('[H2] one who asks much at once keeps nobody else out', async () => {
  const atMost = new AtMost(3, 1);
  const { promise, resolve } = Promise.withResolvers<string>();
  const first = atMost.run('ann', () => promise);
  await expect(atMost.run('ann', async () => 'again')).rejects.toThrow(TooMany);
  expect(await atMost.run('ben', async () => 'his')).toBe('his');
  resolve('hers');
  await first;
  expect(await atMost.run('ann', async () => 'again')).toBe('again');
});
