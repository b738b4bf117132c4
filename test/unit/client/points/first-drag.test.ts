// What follows a drag is loaded by the first one that can load it.
import { expect, test } from 'vitest';
import { fromFirstDrag } from '../../../../client/points/dragging/first-drag.ts';

test('[E14] a drag whose code could not be loaded does not keep the next from loading it; it begins once, and ends', async () => {
  const page = new EventTarget();
  const told: string[] = [];
  let loads = 0;
  const stop = fromFirstDrag(page, async () => {
    loads++;
    if (loads === 1) throw new TypeError('Failed to fetch');
    return () => {
      told.push('begun');
      return () => told.push('ended');
    };
  });
  const drags = async (...types: string[]): Promise<void> => {
    for (const type of types) page.dispatchEvent(new Event(type));
    await new Promise(setImmediate);
  };
  await drags('dragstart', 'dragenter');
  expect([loads, told]).toEqual([1, []]);
  await drags('dragstart', 'dragenter');
  await drags('dragenter');
  expect([loads, told]).toEqual([2, ['begun']]);
  stop();
  expect(told).toEqual(['begun', 'ended']);
});
