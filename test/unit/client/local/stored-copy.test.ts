// A document's copy in a browser whose store fails, is lost or cannot be read.
import { beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { StoredCopy } from '../../../../client/local/stored-copy.ts';
import { storeRetryMs } from '../../../../shared/limits.ts';
import { FakeDatabase } from '../../../support/fake-item-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function opens(database: FakeDatabase, doc = new Y.Doc()) {
  const told: string[] = [];
  const remove = (): Promise<void> => Promise.resolve();
  const copy = new StoredCopy({ open: database.open, remove, doc, onKeeping: () => void told.push(copy.keeping) });
  const types = (words: string): void => doc.getText('words').insert(doc.getText('words').length, words);
  return { copy, types, told, words: () => doc.getText('words').toJSON() };
}

async function found(database: FakeDatabase): Promise<string> {
  const { copy, words } = opens(database);
  await copy.loaded;
  copy.close();
  return words();
}

test('[C10] letters behind a gap are of no use: all are written as one before they are called stored', async () => {
  const database = new FakeDatabase();
  const { copy, types, told } = opens(database);
  types('One ');
  expect(await copy.settled()).toBe('stored');
  database.isFull = true;
  types('two ');
  expect(await copy.settled()).toBe('unstored');
  database.isFull = false;
  types('three');
  expect(await copy.settled()).toBe('unstored');
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect(told).toEqual(['unstored', 'stored']);
  expect(await found(database)).toBe('One two three');
});

test('[C10] where the browser loses the store, the next page finds all the same', async () => {
  const database = new FakeDatabase();
  const { copy, types } = opens(database);
  types('All of it');
  await copy.settled();
  database.isLost();
  expect(copy.keeping).toBe('unstored');
  await vi.advanceTimersByTimeAsync(0);
  expect(copy.keeping).toBe('stored');
  expect(await found(database)).toBe('All of it');
});

test('[C10] a copy that could not be read says so, and what it holds is not written over', async () => {
  const database = new FakeDatabase();
  const before = opens(database);
  before.types('From before');
  await before.copy.settled();
  database.isUnreadable = true;
  const { copy, types } = opens(database);
  expect(await copy.loaded).toBe('unreadable');
  types('Since then. ');
  database.isUnreadable = false;
  await vi.advanceTimersByTimeAsync(storeRetryMs);
  expect(copy.keeping).toBe('stored');
  expect(await found(database)).toMatch(/Since then\. From before|From beforeSince then\. /);
});

test('a copy of many changes is written as one, and what is typed after it was closed is not kept', async () => {
  const database = new FakeDatabase();
  const { copy, types, words } = opens(database);
  await copy.loaded;
  for (let i = 0; i < 1_200; i++) types('x');
  await copy.settled();
  expect(database.size).toBeLessThan(500);
  copy.close();
  types('late');
  expect(words()).toHaveLength(1_204);
  expect(await found(database)).toBe('x'.repeat(1_200));
});
