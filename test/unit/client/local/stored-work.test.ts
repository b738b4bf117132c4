// Own work in a browser whose store fails: what the page may promise of it, and what the next page finds.
import { beforeEach, expect, test, vi } from 'vitest';
import { StoredWork } from '../../../../client/local/stored-work.ts';
import { PointId } from '../../../../shared/ids.ts';
import { storeRetryMs } from '../../../../shared/limits.ts';
import { FakeDatabase } from '../../../support/fake-item-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const point = (name: string) => ({ point: PointId.parse(name), base: `${name} before` });
const kept = { id: 'k1', point: null, words: 'My words', reason: 'It was locked.', at: 1 };

function opens(database: FakeDatabase, slot = 0) {
  const told: string[] = [];
  const work = new StoredWork(database.open, slot, () => void told.push(work.keeping));
  return { work, told };
}

const found = async (database: FakeDatabase) => {
  const { acts, points, kept: words } = await opens(database).work.left();
  return [...acts.map(({ id }) => id), ...points.map(({ point: name }) => name), ...words.map(({ id }) => id)];
};

test('[C10] a write that fails is told at once, and tried again with all that is unsent until it succeeds', async () => {
  const database = new FakeDatabase();
  const { work, told } = opens(database);
  work.putPoint(point('p1'));
  expect(await work.settled()).toBe('stored');
  database.isFull = true;
  work.putPoint(point('p2'));
  expect(await work.settled()).toBe('unstored');
  work.putKept(kept);
  work.removePoint(PointId.parse('p1'));
  await vi.advanceTimersByTimeAsync(2 * storeRetryMs);
  expect([work.keeping, ...told]).toEqual(['unstored', 'unstored']);
  expect(await found(database)).toEqual(['p1']);
  database.isFull = false;
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect(told).toEqual(['unstored', 'stored']);
  expect(await found(database)).toEqual(['p2', 'k1']);
});

test('[C10] what is written while it is tried again is stored, too, before that is said', async () => {
  const database = new FakeDatabase();
  const { work } = opens(database);
  database.isFull = true;
  work.putPoint(point('p1'));
  await work.settled();
  vi.advanceTimersByTime(storeRetryMs); // tried, not yet answered
  work.putPoint(point('p2'));
  await work.settled();
  expect(work.keeping).toBe('unstored');
  database.isFull = false;
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect(work.keeping).toBe('stored');
  expect(await found(database)).toEqual(['p1', 'p2']);
});

test('[C10] where the browser closes the store and loses it, all that is unsent is written anew', async () => {
  const database = new FakeDatabase();
  const { work, told } = opens(database);
  work.putPoint(point('p1'));
  work.putPoint(point('p2'));
  await work.settled();
  database.isLost();
  expect(work.keeping).toBe('unstored');
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['unstored', 'stored']);
  expect(await found(database)).toEqual(['p1', 'p2']);
});

test('[C2] what a closed tab left is sent by this page, also where it can only be remembered', async () => {
  const database = new FakeDatabase();
  const closed = opens(database, 3).work;
  closed.putPoint(point('p1'));
  await closed.settled();
  database.isFull = true;
  const { work } = opens(database);
  await work.takeOver(3);
  expect((await work.left()).points).toEqual([point('p1')]);
  expect([work.keeping, await work.unsentSlots()]).toEqual(['unstored', [3]]); // nothing was lost there
  database.isFull = false;
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect([work.keeping, await work.unsentSlots()]).toEqual(['stored', [0]]);
});

test('[C10] a store that cannot be read hides what it holds, and deletes nothing of it', async () => {
  const database = new FakeDatabase();
  const before = opens(database).work;
  before.putPoint(point('p1'));
  await before.settled();
  database.isUnreadable = true;
  const { work } = opens(database);
  expect((await work.left()).points).toEqual([]);
  expect(work.keeping).toBe('unstored');
  work.putPoint(point('p2'));
  database.isUnreadable = false;
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect(await found(database)).toEqual(['p1', 'p2']);
});
