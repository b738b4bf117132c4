// A queue in front of one thread: those who ask take turns.
import { expect, test } from 'vitest';
import { TooMany } from '../../../../server/record/at-most.ts';
import { InTurn } from '../../../../server/record/in-turn.ts';

test('[B4] whoever asks much waits behind those who ask little, and a few are under way at once', async () => {
  const inTurn = new InTurn(2, 100);
  const done: string[] = [];
  let running = 0;
  let most = 0;
  const asks = (who: string, what: string): Promise<void> =>
    inTurn.run(who, async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      done.push(what);
    });
  const flood = Array.from({ length: 50 }, (_, i) => asks('ann', `flood ${i}`));
  await Promise.all([...flood, asks('ben', 'ben'), asks('eve', 'eve')]);
  expect(most).toBe(2);
  expect(Math.max(done.indexOf('ben'), done.indexOf('eve'))).toBeLessThan(6);
  expect(done.filter(what => what.startsWith('flood'))).toEqual(flood.map((_, i) => `flood ${i}`));
});

test('[B4] what fails gives its place on, and who asks too much at once is turned away alone', async () => {
  const inTurn = new InTurn(1, 2);
  const never = Promise.withResolvers<void>();
  const first = inTurn.run('ann', () => never.promise);
  const waiting = [inTurn.run('ann', async () => 1), inTurn.run('ann', async () => 2)];
  await expect(inTurn.run('ann', async () => 3)).rejects.toThrow(TooMany);
  const other = inTurn.run('ben', async () => 'answered');
  never.reject(new Error('a bad cursor'));
  await expect(first).rejects.toThrow('a bad cursor');
  expect(await Promise.all(waiting)).toEqual([1, 2]);
  expect(await other).toBe('answered');
});
